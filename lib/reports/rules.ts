// How time is cut up and how many are summed up as one. Pure: the days, the zone and the values come in as arguments.
import type { Measure, ReportFilter } from './schema'

export type Bucket = 'day' | 'week' | 'month'
/** Whole days, both ends included, cut into buckets that are known by their first day. */
export type Span = { from: string; to: string; bucket: Bucket; starts: string[] }

const dayLength = 86_400_000

/** The days of a range that ends with `today` (or with the day asked for); "everything" begins with the first item. */
export function spanOf(
  filter: Pick<ReportFilter, 'range' | 'until'>,
  today: string,
  first: string | null,
): Span {
  const to = filter.until && filter.until < today ? filter.until : today
  const wanted = filter.range === 'all' ? (first ?? addDays(to, -89)) : addDays(to, 1 - Number(filter.range))
  const from = wanted > to ? to : wanted
  const days = daysBetween(from, to) + 1
  const bucket = days <= 100 ? 'day' : days <= 800 ? 'week' : 'month'
  return { from, to, bucket, starts: bucketsOf(from, to, bucket) }
}

/** The first days of all buckets that touch the days from..to, without a gap. */
export function bucketsOf(from: string, to: string, bucket: Bucket): string[] {
  const starts: string[] = []
  for (let start = bucketOf(from, bucket); start <= to; start = nextBucket(start, bucket)) starts.push(start)
  return starts
}

/** The first day of the bucket that a day lies in. Weeks begin on Monday. */
export function bucketOf(day: string, bucket: Bucket): string {
  if (bucket === 'month') return `${day.slice(0, 7)}-01`
  return bucket === 'week' ? addDays(day, -((new Date(day).getUTCDay() + 6) % 7)) : day
}

function nextBucket(start: string, bucket: Bucket): string {
  if (bucket !== 'month') return addDays(start, bucket === 'week' ? 7 : 1)
  return bucketOf(addDays(start, 31), 'month')
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayLength).toISOString().slice(0, 10)
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayLength)
}

export function daysOf(milliseconds: number): number {
  return milliseconds / dayLength
}

/** The three that every report speaks of: a half, most, nearly all. */
export const percents = [50, 85, 95] as const

/**
 * The nearest rank: the smallest of the values that at least so many percent of them do not pass. Always one that
 * happened, never something between two. Null of none.
 */
export function percentile(values: readonly number[], percent: number): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]!
}

export type Percentiles = { p50: number; p85: number; p95: number }

export function percentilesOf(values: readonly number[]): Percentiles | null {
  const [p50, p85, p95] = percents.map((percent) => percentile(values, percent))
  return values.length === 0 ? null : { p50: p50!, p85: p85!, p95: p95! }
}

/** Points say more than a count where most of the work was estimated; else they would hide what was not. */
export function measureFor({ estimated, total }: { estimated: number; total: number }): Measure {
  return total > 0 && estimated * 2 >= total ? 'points' : 'items'
}

/** Of two shares, in whole percent that add up to a hundred; null of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole > 0 ? Math.round((part / whole) * 100) : null
}
