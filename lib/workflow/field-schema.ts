// The shapes of the team's own fields as settings. What a value of one may be stands in lib/items/custom-rules.
import { z } from 'zod'
import { customKinds, type CustomField } from '../items/custom-rules'
import { types } from '../items/schema'
import { version } from '../kernel/shapes'
import { line, words } from '../kernel/text'

const id = z.uuid('There is no such field.')
const label = line(60)
const hint = words(200)
const forTypes = z
  .array(z.enum(types, { error: `Choose some of: ${types.join(', ')}.` }))
  .max(types.length)
  .transform((all) => types.filter((each) => all.includes(each)))
const choice = line(100)

/** As many as a person still finds one in. */
export const mostFields = 50
export const mostChoices = 100

export const addFieldSchema = z.strictObject({
  label,
  kind: z.enum(customKinds, { error: `Choose one of: ${customKinds.join(', ')}.` }),
  hint: hint.optional(),
  /** None: every type has it. */
  types: forTypes.optional(),
  choices: z.array(choice).max(mostChoices, 'A hundred choices are enough.').optional(),
})

export const changeFieldSchema = z.strictObject({
  id,
  version,
  label: label.optional(),
  hint: hint.optional(),
  types: forTypes.optional(),
})

/** The choices in their new order. `was` names one that is there: it is kept, or renamed in every item that has it. */
export const changeChoicesSchema = z.strictObject({
  id,
  version,
  choices: z
    .array(z.strictObject({ was: choice.optional(), text: choice }))
    .max(mostChoices, 'A hundred choices are enough.'),
  /** What becomes of those that are not among them any more, where items have them. Null: these items have none then. */
  becomes: z
    .array(z.strictObject({ was: choice, text: choice.nullable() }))
    .max(mostChoices)
    .optional(),
})
export type ChangeChoices = z.output<typeof changeChoicesSchema>

export const onFieldSchema = z.strictObject({ id, version })
export const shiftFieldSchema = onFieldSchema.extend({
  direction: z.enum(['up', 'down'], { error: 'Up or down.' }),
})

export type DrawnField = CustomField & {
  id: string
  version: number
  /** In how many items, as far as this viewer sees them, it has a value, and each of its choices stands. */
  items: number
  used: Record<string, number>
}
