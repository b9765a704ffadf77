// How much an iteration takes, how much the team has managed so far, and what has to be decided when one ends. Pure.

/** Points that may be planned: the capacity without what is kept free for whatever nobody planned. */
export function roomOf({ capacity, slack }: { capacity: number | null; slack: number }): number | null {
  return capacity === null ? null : Math.floor((capacity * (100 - slack)) / 100)
}

/**
 * Where the capacity line is drawn: above the first row with which the sum of points passes the room. Null when all fit,
 * or when nobody has said how much there is room for. What has no estimate takes no room yet.
 */
export function foldAt(estimates: readonly (number | null)[], room: number | null): number | null {
  if (room === null) return null
  let sum = 0
  for (const [index, points] of estimates.entries()) {
    sum += points ?? 0
    if (sum > room) return index
  }
  return null
}

export type Velocity = { low: number; high: number; of: number }

/** Fewer than so many iterations say nothing about the next one. */
const fewestForRange = 3
/** What was done longer ago was done by another team. */
export const velocityOver = 8

/**
 * The middle 80 % of what the last iterations got done, rounded outwards: a range, and not a promise. `done` has the
 * points of closed iterations, the newest first. Null while there are too few.
 */
export function velocityRange(done: readonly number[]): Velocity | null {
  const last = done.slice(0, velocityOver)
  if (last.length < fewestForRange) return null
  const sorted = [...last].sort((a, b) => a - b)
  return {
    low: Math.floor(percentile(sorted, 0.1)),
    high: Math.ceil(percentile(sorted, 0.9)),
    of: sorted.length,
  }
}

/** Between two neighbours in proportion, so that one odd iteration does not set the range alone. */
function percentile(sorted: readonly number[], part: number): number {
  const place = (sorted.length - 1) * part
  const [low, high] = [Math.floor(place), Math.ceil(place)]
  return sorted[low]! + (sorted[high]! - sorted[low]!) * (place - low)
}

export const outcomes = ['done', 'carried', 'returned', 'dropped'] as const
export type Outcome = (typeof outcomes)[number]

/** What can be decided about a piece of work that is not done when its iteration ends. */
export const decisions = ['carried', 'returned', 'dropped'] as const
export type Decision = (typeof decisions)[number]

/** The unfinished for which nothing was decided, and the decisions about what is not unfinished. */
export function undecided(
  unfinished: readonly string[],
  decided: readonly string[],
): { missing: string[]; strange: string[] } {
  return {
    missing: unfinished.filter((key) => !decided.includes(key)),
    strange: decided.filter((key) => !unfinished.includes(key)),
  }
}

/** Planned, running or closed; and why it cannot start or end now. */
export type IterationState = 'planned' | 'running' | 'closed'

export function stateOf({
  startedAt,
  closedAt,
}: {
  startedAt: Date | string | null
  closedAt: Date | string | null
}): IterationState {
  if (closedAt) return 'closed'
  return startedAt ? 'running' : 'planned'
}

const day = 86_400_000

/** Days for the next iteration: as long as the last one, two weeks later for a team that keeps two weeks. */
export function nextDates(
  last: { startsOn: string; endsOn: string } | null,
  today: string,
): { startsOn: string; endsOn: string } {
  if (last) {
    const shifted = (text: string) => dayAfter(text, 14)
    if (shifted(last.startsOn) > last.endsOn)
      return { startsOn: shifted(last.startsOn), endsOn: shifted(last.endsOn) }
    const length = (Date.parse(last.endsOn) - Date.parse(last.startsOn)) / day
    const startsOn = dayAfter(last.endsOn, 1)
    return { startsOn, endsOn: dayAfter(startsOn, length) }
  }
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7
  const monday = dayAfter(today, weekday === 0 ? 0 : 7 - weekday)
  return { startsOn: monday, endsOn: dayAfter(monday, 11) }
}

function dayAfter(text: string, days: number): string {
  return new Date(Date.parse(`${text}T00:00:00Z`) + days * day).toISOString().slice(0, 10)
}
