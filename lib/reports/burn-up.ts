// The burn-up of an iteration: how much was taken on and how much of it was done when each day ended. A change of what
// was taken on is marked, because a line that only rises hides who moved the goal.
import type { Measure } from './schema'
import { addDays, measureFor } from './rules'

/** All that happened to an item that was ever in the iteration, oldest first; days are those of the workspace. */
export type ItemPast = {
  key: string
  /** How it stands now: the past is read backwards from here. */
  now: { inside: boolean; done: boolean; archived: boolean; estimate: number | null }
  madeOn: string
  changes: PastChange[]
}
export type PastChange =
  | { day: string; field: 'inside' | 'done' | 'archived'; was: boolean }
  | { day: string; field: 'estimate'; was: number | null }

export type BurnPoint = { day: string; scope: number; done: number; added: string[]; removed: string[] }
export type BurnUp = { measure: Measure; points: BurnPoint[]; unestimated: number }

type State = ItemPast['now']

/** From its first day to its last, or to `until` where that comes earlier. */
export function burnUpOf(
  items: readonly ItemPast[],
  { from, to, until }: { from: string; to: string; until: string },
): BurnUp {
  const inside = items.filter(({ now }) => now.inside && !now.archived)
  const counted = inside.length ? inside : items
  const estimated = counted.filter(({ now }) => now.estimate !== null).length
  const measure = measureFor({ estimated, total: counted.length })
  const size = ({ estimate }: State) => (measure === 'points' ? (estimate ?? 0) : 1)
  const belongs = (state: State | null) => state !== null && state.inside && !state.archived
  const points: BurnPoint[] = []
  let before = items.map((item) => stateOn(item, addDays(from, -1)))
  for (let day = from; day <= to && day <= until; day = addDays(day, 1)) {
    const states = items.map((item) => stateOn(item, day))
    const point: BurnPoint = { day, scope: 0, done: 0, added: [], removed: [] }
    for (const [n, state] of states.entries()) {
      if (belongs(state)) point.scope += size(state!)
      if (belongs(state) && state!.done) point.done += size(state!)
      // What is there on the first day was the plan, and no change of it.
      if (day === from || belongs(state) === belongs(before[n]!)) continue
      point[belongs(state) ? 'added' : 'removed'].push(items[n]!.key)
    }
    points.push(point)
    before = states
  }
  return { measure, points, unestimated: measure === 'points' ? counted.length - estimated : 0 }
}

/** How an item stood when a day ended; null before it was made. */
export function stateOn({ now, madeOn, changes }: ItemPast, day: string): State | null {
  if (madeOn > day) return null
  const state = { ...now }
  for (const change of changes.toReversed()) {
    if (change.day <= day) break
    if (change.field === 'estimate') state.estimate = change.was
    else state[change.field] = change.was
  }
  return state
}
