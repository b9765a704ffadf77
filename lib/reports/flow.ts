// Cumulative flow: how much stood in each state when a day ended. Drawn backwards from what stands there now, so that
// only the asked stretch of the past must be read.
import type { Status } from '../items/schema'
import type { Span } from './rules'

export type FlowChange = { bucket: string; status: Status; by: number }
export type FlowPoint = { start: string } & Record<Status, number>
export type Flow = { span: Span; points: FlowPoint[] }

const open = ['backlog', 'ready', 'in-progress', 'in-review'] as const

/**
 * The state at the end of each bucket. `standing` is what stands open now; `changes` is all that happened from the span's
 * first bucket until now. Done is counted from the span's beginning: what was finished before is no news.
 */
export function flowOf(
  span: Span,
  standing: Partial<Record<Status, number>>,
  changes: readonly FlowChange[],
): FlowPoint[] {
  const by = new Map<string, FlowChange[]>()
  for (const change of changes) by.set(change.bucket, [...(by.get(change.bucket) ?? []), change])
  const later = [...by.keys()].filter((start) => start > span.starts.at(-1)!)
  const state = Object.fromEntries(open.map((status) => [status, standing[status] ?? 0])) as Record<
    Status,
    number
  >
  const undo = (start: string) => {
    for (const { status, by: n } of by.get(start) ?? []) if (status !== 'done') state[status] -= n
  }
  later.forEach(undo)
  const points: FlowPoint[] = []
  for (const start of span.starts.toReversed()) {
    points.unshift({ start, ...state, done: 0 })
    undo(start)
  }
  let done = 0
  for (const point of points) {
    for (const { status, by: n } of by.get(point.start) ?? []) if (status === 'done') done += n
    point.done = done
  }
  // What was done before and opened again would be less than nothing.
  const least = Math.min(0, ...points.map((point) => point.done))
  return points.map((point) => ({ ...point, done: point.done - least }))
}

/** How much was open when the span ended. */
export function openAtLast({ points }: Flow): number {
  const last = points.at(-1)
  return last ? open.reduce((sum, status) => sum + last[status], 0) : 0
}
