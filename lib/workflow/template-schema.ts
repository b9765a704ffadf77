// The shapes of templates: what a new item of some kind begins with. The whole team reads them.
import { z } from 'zod'
import { priorities, types, type ItemType, type Origin, type Priority } from '../items/schema'
import { version } from '../kernel/shapes'
import { line, words } from '../kernel/text'

/** Big work is promoted from the wishlist, never made from a template. */
export const templateOrigins = ['small', 'bug', 'ask'] as const satisfies readonly Origin[]
export const mostTemplates = 100

const fields = {
  name: line(80),
  type: z.enum(types, { error: `Choose one of: ${types.join(', ')}.` }),
  origin: z.enum(templateOrigins, { error: `Choose one of: ${templateOrigins.join(', ')}.` }),
  title: z.union([z.literal(''), line(255)]),
  description: words(100_000),
  priority: z.enum(priorities, { error: `Choose one of: ${priorities.join(', ')}.` }),
  labels: z.array(line(50)).max(20, 'Twenty labels are enough for one item.'),
  checklist: z.array(line(500)).max(100, 'A hundred points are several pieces of work.'),
}

export const addTemplateSchema = z.strictObject(fields)
export const onTemplateSchema = z.strictObject({ id: z.uuid('There is no such template.'), version })
export const changeTemplateSchema = onTemplateSchema.extend(fields)
export type TemplateFields = z.output<typeof addTemplateSchema>

export type SetTemplate = {
  id: string
  version: number
  name: string
  type: ItemType
  origin: Origin
  title: string
  description: string
  priority: Priority
  labels: string[]
  checklist: string[]
}
