// The words of an item and the order of its states, once; and what a board is drawn from. No library stands here, so that a
// page that only draws carries none.
import type { Audience } from '../kernel/audience'
import type { QueryProblem } from '../kernel/query'

export const types = ['epic', 'task', 'bug', 'vulnerability', 'ask'] as const
export type ItemType = (typeof types)[number]
export const typeLabels = {
  epic: 'Epic',
  task: 'Task',
  bug: 'Bug',
  vulnerability: 'Vulnerability',
  ask: 'Ask',
} satisfies Record<ItemType, string>

export const origins = ['wishlist', 'small', 'bug', 'ask'] as const
export type Origin = (typeof origins)[number]
export const originLabels = {
  wishlist: 'From the wishlist',
  small: 'Small and needed soon',
  bug: 'Bug',
  ask: 'Ask from a team',
} satisfies Record<Origin, string>
/** What each of the four kinds of planned work is, for whoever has to choose one. */
export const originMeanings = {
  wishlist:
    'Big work that somebody wished for. It is made by promoting its idea in Plan, so that votes and voters stay with it.',
  small: 'Days, not weeks, and needed soon. No roadmap entry waits for it.',
  bug: 'Something of ours is broken or wrong.',
  ask: 'Another team here needs it from us.',
} satisfies Record<Origin, string>

export const statuses = ['backlog', 'ready', 'in-progress', 'in-review', 'done'] as const
export type Status = (typeof statuses)[number]
export const statusLabels = {
  backlog: 'Backlog',
  ready: 'Ready',
  'in-progress': 'In progress',
  'in-review': 'In review',
  done: 'Done',
} satisfies Record<Status, string>

export const priorities = ['urgent', 'high', 'medium', 'low', 'none'] as const
export type Priority = (typeof priorities)[number]
export const priorityLabels = {
  urgent: 'Urgent',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  none: 'None',
} satisfies Record<Priority, string>

/** How bad a vulnerability is; its clocks follow from it. */
export const severities = ['critical', 'high', 'medium', 'low', 'informational'] as const
export type Severity = (typeof severities)[number]
export const severityLabels = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  informational: 'Informational',
} satisfies Record<Severity, string>

/** How the team came to know of a vulnerability. */
export const sources = [
  'penetration-test',
  'bug-bounty',
  'scan',
  'ci-check',
  'internal',
  'public-notice',
  'customer',
] as const
export type Source = (typeof sources)[number]
export const sourceLabels = {
  'penetration-test': 'Penetration test',
  'bug-bounty': 'Bug bounty',
  scan: 'Scan',
  'ci-check': 'CI check',
  internal: 'Found by us',
  'public-notice': 'Public notice',
  customer: 'Customer',
} satisfies Record<Source, string>

/** The points that planning poker deals. */
export const points = [1, 2, 3, 5, 8] as const

export const relationKinds = [
  'blocks',
  'relates to',
  'duplicates',
  'causes',
  'found by',
  'split from',
] as const
export type RelationKind = (typeof relationKinds)[number]
/** The same relation, read from its other end. */
export const relationBack = {
  blocks: 'is blocked by',
  'relates to': 'relates to',
  duplicates: 'is duplicated by',
  causes: 'is caused by',
  'found by': 'found',
  'split from': 'was split into',
} satisfies Record<RelationKind, string>

/** One card as a board draws it, and as a filter asks about it. */
export type BoardCard = {
  key: string
  title: string
  type: ItemType
  origin: Origin
  priority: Priority
  status: Status
  rank: string
  assignee: { id: string; name: string } | null
  estimate: number | null
  due: string | null
  statusSince: string
  audience: Audience
  /** How many people are named on a restricted one; null for the others. */
  named: number | null
  goal: string | null
  goals: string[]
  iteration: number | null
  labels: string[]
  version: number
  hasPublicFace: boolean
  /** The slug of its stage inside the status. */
  stage: string | null
  /** Why nobody can go on with it. */
  blocked: string | null
  severity: Severity | null
  checks: { done: number; total: number } | null
  /** The next of its promises that runs, if it is a vulnerability. */
  clock?: { name: 'triage' | 'estimate' | 'fix'; due: string } | null
  /** What it is a part of, as far as this viewer may see that. */
  parent: { key: string; title: string } | null
}

export type BoardFilter = {
  text?: string
  /** A person's id, or 'none'. */
  assignee?: string
  type?: ItemType
  origin?: Origin
  priority?: Priority
  /** A goal's slug. */
  goal?: string
  /** An iteration's number, or 'none'. */
  iteration?: string
  label?: string
}

/** By what a board may be cut across its columns. */
export const laneFields = ['goal', 'epic', 'person', 'priority', 'origin'] as const
export type LaneField = (typeof laneFields)[number]
export const laneLabels = {
  goal: 'Goal',
  epic: 'Epic',
  person: 'Person',
  priority: 'Priority',
  origin: 'Origin',
} satisfies Record<LaneField, string>

/** A lane's id is a goal's slug, an epic's key, a person's id, a priority or an origin; '' for those that have none. */
export type Lane = { id: string; title: string }
/** So many cards of a column are counted; of what was done in ten years nobody needs the exact number. */
export const mostCounted = 9999
/** What stands in one column of one lane. A board without lanes has one, with the id ''. */
export type BoardCell = {
  status: Status
  lane: string
  total: number
  cards: BoardCard[]
  next: string | null
}
/** `problem`: why the query that was asked cannot be read, so that nothing is shown. */
export type Board = { lanes: Lane[]; cells: BoardCell[]; problem?: QueryProblem }
/** What somebody wants to see: chips, the query language, and lanes. */
export type BoardAsk = { filter: BoardFilter; q: string | null; lanes: LaneField | null }

/** How many may be in work at once, what stages are called, and how long the team's own work stays in a column. */
export type BoardSettings = {
  limits: Partial<Record<Status, number>>
  /** By type and slug: "bug fixing". */
  stages: Record<string, string>
  /** Of stays that ended lately: 85 of 100 were not longer than so many seconds. Absent where too few are known. */
  stays: Partial<Record<Status, { seconds: number; of: number }>>
}

/** The address's form of a filter: what `filterFrom` reads. */
export function filterQuery(filter: BoardFilter): string {
  const { assignee, ...rest } = filter
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...rest, person: assignee }))
    if (value) params.set(name, value)
  params.sort()
  return params.toString()
}

/** The address's form: what `askFrom` reads. */
export function askQuery({ filter, q, lanes }: BoardAsk): string {
  const params = new URLSearchParams(filterQuery(filter))
  if (q) params.set('q', q)
  if (lanes) params.set('lanes', lanes)
  params.sort()
  return params.toString()
}
