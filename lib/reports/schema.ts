// What a report may be asked: which stretch of time, which items. The address is the question, so it can be sent.
import { slug } from '../kernel/shapes'
import { types, type ItemType } from '../items/schema'

/** In the order in which they stand on the page; the name is also the name of its file. */
export const reportNames = [
  'flow',
  'cycle-time',
  'ageing',
  'throughput',
  'forecast',
  'burn-up',
  'planned',
  'split',
] as const
export type ReportName = (typeof reportNames)[number]

export const ranges = ['30', '90', '180', '365', 'all'] as const
export type Range = (typeof ranges)[number]
export const rangeLabels = {
  '30': 'Last 30 days',
  '90': 'Last 90 days',
  '180': 'Last half year',
  '365': 'Last year',
  all: 'Everything',
} satisfies Record<Range, string>

export type Measure = 'points' | 'items'

export type ReportFilter = {
  range: Range
  /** The last day to look at; today unless it was another one. */
  until?: string
  type?: ItemType
  /** A goal's slug. */
  goal?: string
  iteration?: number
  /** Further conditions in the query language. */
  q?: string
  /** For the forecast: how many items, and by which day. */
  items?: number
  by?: string
}

const one = (value: string | string[] | undefined) =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

const isDay = (text: string | undefined) =>
  text !== undefined &&
  /^(19|20)\d{2}-\d{2}-\d{2}$/.test(text) &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)

/** A filter from an address: what is no filter is none, so that an old link still opens. */
export function reportFilterFrom(params: Record<string, string | string[] | undefined>): ReportFilter {
  const [range, until, type, goal] = [params.range, params.until, params.type, params.goal].map(one)
  const [iteration, items, by] = [params.iteration, params.items, params.by].map(one)
  const filter: ReportFilter = {
    range: ranges.find((each) => each === range) ?? '90',
    until: safeDay(until),
    type: types.find((each) => each === type),
    goal: goal && slug.safeParse(goal).success ? goal : undefined,
    iteration: iteration && /^[1-9]\d{0,4}$/.test(iteration) ? Number(iteration) : undefined,
    q: one(params.q)?.slice(0, 5000).replaceAll('\0', ''),
    items: items && /^[1-9]\d{0,3}$/.test(items) ? Number(items) : undefined,
    by: safeDay(by),
  }
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as ReportFilter
}

/** The address's form of a filter: what `reportFilterFrom` reads. */
export function reportQuery(filter: ReportFilter): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(filter))
    if (value && !(name === 'range' && value === '90')) params.set(name, String(value))
  params.sort()
  return params.toString()
}

function safeDay(text: string | undefined): string | undefined {
  try {
    return isDay(text) ? text : undefined
  } catch {
    // The 45th of a month is no day.
    return undefined
  }
}
