// Vulnerabilities: how fast each is to be dealt with, and what is asked of whom when that cannot be.
import { z } from 'zod'
import type { Severity } from '../items/schema'
import { day, version } from '../kernel/shapes'
import { line, words } from '../kernel/text'

export const clockNames = ['triage', 'estimate', 'fix'] as const
export type ClockName = (typeof clockNames)[number]
export const clockLabels = {
  triage: 'Triage',
  estimate: 'Estimate',
  fix: 'Fix',
} satisfies Record<ClockName, string>

/** In business days (domain: the team's own promises). Null: nothing was promised. */
export const triageDays = 3
export const targetDays = {
  estimate: { critical: 1, high: 3, medium: 10, low: 10, informational: null },
  fix: { critical: 3, high: 10, medium: 40, low: 100, informational: null },
} satisfies Record<'estimate' | 'fix', Record<Severity, number | null>>

/** Stages in which nobody has yet said how bad it is. */
export const beforeTriage: readonly string[] = ['incoming', 'triaging']
/** Where an accepted risk stands. */
export const acceptedStage = 'risk-accepted'
/** An accepted risk is looked at again after so many months at the latest. */
export const reviewMonths = 6

export const riskKinds = ['acceptance', 'extension'] as const
export type RiskKind = (typeof riskKinds)[number]

const about = words(4000)
const needed = about.refine((text) => text.trim() !== '', 'Whoever decides needs this.')

const acceptance = z.strictObject({
  kind: z.literal('acceptance'),
  why: needed,
  mitigations: needed,
  effort: needed,
  reviewOn: day,
})
const extension = z.strictObject({
  kind: z.literal('extension'),
  affected: needed,
  howFound: needed,
  why: needed,
  mitigations: needed,
  until: day,
})
const which = { error: 'Choose one of: acceptance, extension.' }
const key = z.string().max(40)

/** What is asked, without of what. */
export const riskAskedSchema = z.discriminatedUnion('kind', [acceptance, extension], which)
export const askRiskSchema = z.discriminatedUnion(
  'kind',
  [acceptance.extend({ key }), extension.extend({ key })],
  which,
)
export type AskRisk = z.output<typeof askRiskSchema>

export const decideRiskSchema = z.strictObject({
  id: z.uuid('There is nothing to decide here.'),
  version,
  decision: z.enum(['granted', 'refused'], { error: 'Grant it or refuse it.' }),
  words: line(2000),
})

export type ClockMood = 'kept' | 'broken' | 'late' | 'soon' | 'fine'
/** A clock as it is drawn: a mood for the colour, and words that say the same without it. */
export type DrawnClock = { name: string; mood: ClockMood; words: string; dueAt: Date; metAt: Date | null }

export type DrawnRisk = {
  id: string
  kind: RiskKind
  severity: Severity
  why: string
  mitigations: string
  effort: string
  affected: string
  howFound: string
  until: string | null
  reviewOn: string | null
  askedBy: string
  askedAt: Date
  decision: 'granted' | 'refused' | null
  words: string
  decidedBy: string | null
  decidedAt: Date | null
  version: number
  /** Why this viewer does not decide; null: they may. */
  notYours: string | null
}

export type VulnerabilitySheet = {
  key: string
  severity: Severity | null
  accepted: boolean
  clocks: DrawnClock[]
  /** What is to be done so that the clocks go on, in a sentence. */
  next: string | null
  risks: DrawnRisk[]
  /** The day by which an accepted risk is looked at again, and whether that day has come. */
  review: { on: string; isDue: boolean } | null
  /** What may be asked for now: with why not, if not. */
  asks: Record<RiskKind, string | null>
  today: string
  latestReview: string
  fixDue: string | null
}
