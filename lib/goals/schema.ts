// What we strive for. A goal is no promise: health and confidence say this week's truth about it.
import { z } from 'zod'
import { audiencesWithoutNames } from '../kernel/audience'
import { day, slug, version } from '../kernel/shapes'
import { line, words } from '../kernel/text'

export const healths = ['on track', 'at risk', 'off track', 'done', 'cancelled'] as const
export type Health = (typeof healths)[number]
export const milestoneStates = ['open', 'under way', 'done', 'done elsewhere'] as const
export type MilestoneState = (typeof milestoneStates)[number]

const audience = z.enum(audiencesWithoutNames, {
  error: `Choose one of: ${audiencesWithoutNames.join(', ')}.`,
})
const confidence = z.number().int().min(0, 'From 0 to 100.').max(100, 'From 0 to 100.')
const health = z.enum(healths, { error: `Choose one of: ${healths.join(', ')}.` })
const state = z.enum(milestoneStates, { error: `Choose one of: ${milestoneStates.join(', ')}.` })

export const createGoalSchema = z.strictObject({
  title: line(255),
  problem: words(20_000).optional(),
  accountable: z.uuid().nullish(),
  due: day.nullish(),
  health: health.optional(),
  confidence: confidence.nullish(),
  audience: audience.optional(),
})

export const updateGoalSchema = createGoalSchema.partial().extend({ slug, version: version.optional() })

export const addMilestoneSchema = z.strictObject({
  goal: slug,
  title: line(255),
  state: state.optional(),
  due: day.nullish(),
})

export const updateMilestoneSchema = z.strictObject({
  id: z.uuid(),
  /** The goal's: a milestone has none of its own. */
  version: version.optional(),
  title: line(255).optional(),
  state: state.optional(),
  due: day.nullish(),
})
