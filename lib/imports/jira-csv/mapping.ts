// Jira's words in ours. Every function answers with a value or with a sentence that says what to do; what a file
// contains is never a reason to throw.

export type Mapped<T> = { ok: true; value: T } | { ok: false; problem: string }
export type ItemType = 'epic' | 'task' | 'bug' | 'vulnerability' | 'ask'
export type Priority = 'urgent' | 'high' | 'medium' | 'low' | 'none'
export type Status = 'backlog' | 'ready' | 'in-progress' | 'in-review' | 'done'
/** `wishlist` is missing on purpose: an item gets that origin by promotion only. */
export type ImportedOrigin = 'small' | 'bug' | 'ask'
export type OriginMap = { byType: ReadonlyMap<string, ImportedOrigin>; others: ImportedOrigin | null }

/** What an import does unless told otherwise. */
export const defaultOriginMap = 'Bug=bug,*=small'

const TYPES: Record<string, ItemType> = {
  epic: 'epic',
  initiative: 'epic',
  bug: 'bug',
  defect: 'bug',
  vulnerability: 'vulnerability',
  'security vulnerability': 'vulnerability',
  'security finding': 'vulnerability',
  ask: 'ask',
  question: 'ask',
  support: 'ask',
  incident: 'ask',
  'service request': 'ask',
  'service request with approvals': 'ask',
  'access request': 'ask',
  '[system] service request': 'ask',
  '[system] incident': 'ask',
}

/** Jira's issue type as one of ours. Story, Improvement, Sub-task and types of a team's own are tasks. */
export function mapType(type: string): Mapped<ItemType> {
  const name = fold(type)
  return name ? yes(lookUp(TYPES, name) ?? 'task') : no('The issue type is empty.')
}

// Major is what classic Jira gives to everything nobody thought about, so it is our middle, not our "high".
const PRIORITIES: Record<string, Priority> = {
  blocker: 'urgent',
  highest: 'urgent',
  urgent: 'urgent',
  p0: 'urgent',
  critical: 'high',
  high: 'high',
  p1: 'high',
  major: 'medium',
  medium: 'medium',
  normal: 'medium',
  p2: 'medium',
  minor: 'low',
  low: 'low',
  lowest: 'low',
  trivial: 'low',
  p3: 'low',
  p4: 'low',
  '': 'none',
  none: 'none',
  unprioritized: 'none',
  unprioritised: 'none',
  'not set': 'none',
  'to be prioritised': 'none',
  'to be prioritized': 'none',
}

/** Jira's priority as one of ours; an empty one is `none`. */
export function mapPriority(priority: string): Mapped<Priority> {
  const value = lookUp(PRIORITIES, fold(priority))
  return value ? yes(value) : no(`The priority “${short(priority)}” is not known here.`)
}

const STATUSES: Record<string, Status> = {
  backlog: 'backlog',
  open: 'backlog',
  new: 'backlog',
  reopened: 'backlog',
  // Jira's simplest workflow has no other state before work begins, so this is not yet a promise.
  'to do': 'backlog',
  todo: 'backlog',
  ready: 'ready',
  'ready for development': 'ready',
  'selected for development': 'ready',
  planned: 'ready',
  'in progress': 'in-progress',
  'in development': 'in-progress',
  doing: 'in-progress',
  blocked: 'in-progress',
  'in review': 'in-review',
  review: 'in-review',
  'code review': 'in-review',
  'under review': 'in-review',
  'ready for review': 'in-review',
  testing: 'in-review',
  'in testing': 'in-review',
  qa: 'in-review',
  'in qa': 'in-review',
  verification: 'in-review',
  done: 'done',
  closed: 'done',
  resolved: 'done',
  released: 'done',
  "won't do": 'done',
  cancelled: 'done',
  canceled: 'done',
}

const CATEGORIES: Record<string, Status> = {
  'to do': 'backlog',
  new: 'backlog',
  'in progress': 'in-progress',
  indeterminate: 'in-progress',
  done: 'done',
}

/** Jira's status as one of ours: by its name, and where a team made up its own, by Jira's category for it. */
export function mapStatus(status: string, category: string): Mapped<Status> {
  const value = lookUp(STATUSES, fold(status)) ?? lookUp(CATEGORIES, fold(category))
  if (value) return yes(value)
  return no(
    status.trim()
      ? `The status “${short(status)}” is not known here, and the file gives no category for it.`
      : 'The status is empty.',
  )
}

/** Reads `--origin-map`, such as `Bug=bug,Story=small,*=small`. */
export function readOriginMap(text: string): Mapped<OriginMap> {
  const byType = new Map<string, ImportedOrigin>()
  let others: ImportedOrigin | null = null
  for (const pair of text.split(',')) {
    const cut = pair.lastIndexOf('=')
    const type = fold(pair.slice(0, Math.max(cut, 0)))
    const origin = fold(pair.slice(cut + 1))
    if (cut < 0 || !type) return no(`“${short(pair)}” in --origin-map is not of the form Type=origin.`)
    if (origin === 'wishlist') {
      return no(
        '--origin-map cannot give the origin wishlist: only promoting an idea does. Use small, bug or ask.',
      )
    }
    if (origin !== 'small' && origin !== 'bug' && origin !== 'ask') {
      return no(`“${short(origin)}” in --origin-map is no origin. Use small, bug or ask.`)
    }
    if (byType.has(type) || (type === '*' && others)) return no(`--origin-map names “${short(type)}” twice.`)
    if (type === '*') others = origin
    else byType.set(type, origin)
  }
  return yes({ byType, others })
}

/** The origin that a map gives to a Jira issue type. */
export function originOf(type: string, map: OriginMap): Mapped<ImportedOrigin> {
  const origin = map.byType.get(fold(type)) ?? map.others
  return origin
    ? yes(origin)
    : no(`--origin-map says nothing about the type “${short(type)}”. Add it, or *=small for the rest.`)
}

function fold(text: string): string {
  return text.trim().toLowerCase().replace(/’/g, "'").replace(/\s+/g, ' ')
}

// A file may well hold a status named "constructor".
function lookUp<T>(table: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

function short(text: string): string {
  return text.trim().slice(0, 60)
}

function yes<T>(value: T): Mapped<T> {
  return { ok: true, value }
}

function no<T>(problem: string): Mapped<T> {
  return { ok: false, problem }
}
