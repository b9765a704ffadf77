// What an idea is made of, said once: form, API, operator's tool and importer read this.
import { z } from 'zod'
import { audiences, audiencesWithoutNames } from '../kernel/audience'
import { quarter, version } from '../kernel/shapes'
import { line, words } from '../kernel/text'

/** In the order in which an idea goes through them; the last two end it. */
export const ideaStatuses = [
  'under consideration',
  'planned',
  'in progress',
  'shipped',
  'declined',
  'duplicate',
] as const
export type IdeaStatus = (typeof ideaStatuses)[number]

export const ideaStatusLabels = {
  'under consideration': 'Under consideration',
  planned: 'Planned',
  'in progress': 'In progress',
  shipped: 'Shipped',
  declined: 'Declined',
  duplicate: 'Duplicate',
} satisfies Record<IdeaStatus, string>

export const ideaAudiences = audiencesWithoutNames
export type IdeaAudience = (typeof ideaAudiences)[number]

export const ideaSorts = ['votes', 'new', 'quarter', 'status'] as const
export type IdeaSort = (typeof ideaSorts)[number]

const status = z.enum(ideaStatuses, `Choose one of: ${ideaStatuses.join(', ')}.`)
const audience = z.enum(ideaAudiences, `Choose one of: ${ideaAudiences.join(', ')}.`)
const slug = z.string().min(1).max(200)
const title = line(200)
const problem = words(20_000)
const goal = z
  .string()
  .max(200)
  .transform((text) => text || null)
  .nullable()

export const suggestIdeaSchema = z.strictObject({ title, problem: problem.optional() })

export const createIdeaSchema = z.strictObject({
  title,
  problem: problem.optional(),
  status: status.optional(),
  quarter: quarter.optional(),
  goal: goal.optional(),
  audience: audience.optional(),
})

/** Only the fields that are named are touched. */
export const updateIdeaSchema = createIdeaSchema.partial().extend({ slug, version: version.optional() })

export const voteSchema = z.strictObject({ slug })

export const archiveIdeaSchema = z.strictObject({ slug, version: version.optional() })

export const promoteIdeaSchema = z.strictObject({
  slug,
  version: version.optional(),
  quarter: quarter.optional(),
  /** The epic's own title and description; the idea's when left out. */
  title: title.optional(),
  description: words(100_000).optional(),
  audience: z.enum(audiences).optional(),
})
