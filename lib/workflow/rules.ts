// What holds for the stages of a type. Pure: what is there comes in as an argument.
import { statuses, type Status } from '../items/schema'

type Placed = { status: Status; position: number }

/** So many stages of one type are the most that a person can tell apart on a board. */
export const mostStages = 30

/** The order in which the stages of a type are gone through: by state, and inside it as the team put them. */
export function inOrder<T extends Placed>(stages: readonly T[]): T[] {
  return [...stages].sort(
    (a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status) || a.position - b.position,
  )
}

/** The stage with which this one changes places; null where it stands at that end of its state already. */
export function neighbourOf<T extends Placed & { id: string }>(
  stages: readonly T[],
  id: string,
  direction: 'up' | 'down',
): T | null {
  const stage = stages.find((each) => each.id === id)
  const beside = inOrder(stages).filter((each) => each.status === stage?.status)
  return beside[beside.findIndex((each) => each.id === id) + (direction === 'up' ? -1 : 1)] ?? null
}

/** Two stages of one name could not be told apart on a card. */
export function refuseLabel(
  label: string,
  others: readonly { id: string; label: string }[],
  own?: string,
): string | null {
  const same = (text: string) => text.toLowerCase() === label.toLowerCase()
  return others.some((each) => each.id !== own && same(each.label))
    ? `There is a stage “${label}” already. Choose another name.`
    : null
}

/** A name for addresses and queries that no stage of the type has or ever had. */
export function freeSlug(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted
  let n = 2
  while (taken.includes(`${wanted}-${n}`)) n++
  return `${wanted}-${n}`
}
