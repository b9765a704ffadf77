// What holds for a piece of planned work. Pure: whoever looks and what is there come in as arguments.
import { loosens, type Audience } from '../kernel/audience'
import type { ItemCommentAudience } from '../threads/schema'
import type { ChecklistPoint } from './custom-rules'
import {
  originLabels,
  origins,
  priorities,
  priorityLabels,
  type BoardCard,
  type BoardFilter,
  type BoardSettings,
  type ItemType,
  type Lane,
  type LaneField,
  type Origin,
  type Priority,
  type Status,
} from './labels'
import type { ChecklistChange, PlaceItem } from './schema'

/** Thirteen points and more hide several pieces of work: split before planning. */
export function refuseEstimate(points: number): string | null {
  return points >= 13 ? 'Split this: 13 points and more are several pieces of work.' : null
}

/** Big work comes in through the wishlist alone, so nobody makes such an item by hand. */
export function refuseOrigin(origin: Origin): string | null {
  return origin === 'wishlist'
    ? 'Big work comes from the wishlist: promote its idea in Plan, and the item is made with it.'
    : null
}

/** An item came from where it came from: only the three that need no idea may be corrected into each other. */
export function refuseNewOrigin(from: Origin, to: Origin): string | null {
  if (from === to) return null
  if (from === 'wishlist') return 'This came from the wishlist, and its idea stays with it.'
  return refuseOrigin(to)
}

/** Editors take light away; giving it is clearance's. */
export function refuseAudience(from: Audience, to: Audience): string | null {
  return loosens(from, to)
    ? 'An audience is widened by clearance alone: write a face and let a second person approve it.'
    : null
}

/** Who may be spoken to under an item: never more people than may see the item itself. */
export function commentAudiencesFor(
  item: { audience: Audience },
  may: { team: boolean },
): ItemCommentAudience[] {
  if (item.audience === 'restricted') return ['restricted']
  if (item.audience === 'private') return ['private']
  return may.team ? ['internal', 'private'] : ['internal']
}

/** Who may be named with an @ so that they hear of it: whoever reads that comment, and nobody else. */
export function readsComment(
  audience: ItemCommentAudience,
  person: { id: string; team: boolean },
  named: readonly string[],
): boolean {
  if (audience === 'internal') return true
  return person.team && (audience === 'private' || named.includes(person.id))
}

/** The list after one change; null when the point that it speaks of is not there any more. */
export function checklistAfter(
  points: readonly ChecklistPoint[],
  change: ChecklistChange,
  id: string,
): ChecklistPoint[] | null {
  if (change.what === 'add') return [...points, { id, text: change.text, doneAt: null, doneById: null }]
  const point = points.find((each) => each.id === change.point)
  if (!point) return null
  if (change.what === 'reword')
    return points.map((each) => (each === point ? { ...point, text: change.text } : each))
  const others = points.filter((each) => each !== point)
  if (change.what === 'remove') return others
  const at = change.before === null ? others.length : others.findIndex((each) => each.id === change.before)
  return at < 0 ? null : [...others.slice(0, at), point, ...others.slice(at)]
}

/** A set of labels with some more and some fewer, in the order in which they came. */
export function labelsAfter(
  was: readonly string[],
  { add = [], remove = [] }: { add?: readonly string[]; remove?: readonly string[] },
): string[] {
  return [...new Set([...was, ...add])].filter((label) => !remove.includes(label))
}

/** What a change of state does to its dates: since when it stands there, and when it was done. */
export function datesOfStatus(
  was: { status: string; statusSince: Date; doneAt: Date | null },
  status: Status,
  now: Date,
): { statusSince: Date; doneAt: Date | null } {
  if (was.status === status) return { statusSince: was.statusSince, doneAt: was.doneAt }
  return { statusSince: now, doneAt: status === 'done' ? now : null }
}

export type Placed = { status: Status; stage: string | null }
type Stage = { slug: string; label: string; status: Status }

/**
 * State and stage after a change. A stage brings its state along; a new state leads to the first stage that the type has
 * in it; and a stage that was taken out of the workflow is kept until the item moves on.
 */
export function placeAfter({
  type,
  was,
  status,
  stage,
  stages,
}: {
  type: ItemType
  /** Null for an item that is only being made. */
  was: { type: ItemType; status: Status; stage: string | null } | null
  status: Status | undefined
  stage: string | null | undefined
  /** Of the new type, in their order. */
  stages: readonly Stage[]
}): Placed | { problem: string } {
  const stays = type === was?.type && (status === undefined || status === was.status)
  if (stays && (stage === undefined || stage === was.stage)) return { status: was.status, stage: was.stage }
  if (typeof stage === 'string') {
    const wanted = stages.find((each) => each.slug === stage)
    if (!wanted)
      return {
        problem: stages.length
          ? `Choose one of: ${stages.map((each) => each.slug).join(', ')}.`
          : 'This type has no stages.',
      }
    if (status !== undefined && status !== wanted.status)
      return { problem: `${wanted.label} belongs to another status. Name one of the two.` }
    return { status: wanted.status, stage: wanted.slug }
  }
  const to = status ?? was?.status ?? 'backlog'
  if (stage === null) return { status: to, stage: null }
  return { status: to, stage: stages.find((each) => each.status === to)?.slug ?? null }
}

/** Does a card belong on a board that is filtered so? The same answer as `boardCards` gives in SQL. */
export function fits(card: BoardCard, filter: BoardFilter): boolean {
  const text = filter.text?.trim().toLowerCase()
  if (text && !card.title.toLowerCase().includes(text) && !card.key.toLowerCase().includes(text)) return false
  if (filter.assignee === 'none' ? card.assignee : filter.assignee && card.assignee?.id !== filter.assignee)
    return false
  if (filter.type && card.type !== filter.type) return false
  if (filter.origin && card.origin !== filter.origin) return false
  if (filter.priority && card.priority !== filter.priority) return false
  if (
    filter.iteration === 'none'
      ? card.iteration !== null
      : filter.iteration && card.iteration !== Number(filter.iteration)
  )
    return false
  if (filter.goal && !card.goals.includes(filter.goal)) return false
  return !filter.label || card.labels.includes(filter.label)
}

/** In which lane of a board a card stands: of several goals the first, by title. The same answer as `boardCards` in SQL. */
export function laneOf(card: BoardCard, by: LaneField | null): Lane {
  switch (by) {
    case null:
      return { id: '', title: '' }
    case 'goal':
      return card.goal && card.goals[0]
        ? { id: card.goals[0], title: card.goal }
        : { id: '', title: 'No goal' }
    case 'epic':
      return card.parent
        ? { id: card.parent.key, title: card.parent.title }
        : { id: '', title: 'Part of nothing' }
    case 'person':
      return card.assignee
        ? { id: card.assignee.id, title: card.assignee.name }
        : { id: '', title: 'Nobody yet' }
    case 'priority':
      return { id: card.priority, title: priorityLabels[card.priority] }
    case 'origin':
      return { id: card.origin, title: originLabels[card.origin] }
  }
}

/** Lanes in their order: a fixed one for priorities and origins, which are always there; else by title, none last. */
export function orderLanes(by: LaneField | null, found: readonly Lane[]): Lane[] {
  if (by === null) return [{ id: '', title: '' }]
  if (by === 'priority') return priorities.map((id) => ({ id, title: priorityLabels[id] }))
  if (by === 'origin') return origins.map((id) => ({ id, title: originLabels[id] }))
  const lanes = [...new Map(found.map((lane) => [lane.id, lane])).values()]
  const words = ({ title }: Lane) => title.toLowerCase()
  return lanes.sort((a, b) =>
    a.id === '' || b.id === '' ? Number(a.id === '') - Number(b.id === '') : words(a) < words(b) ? -1 : 1,
  )
}

type LaneChange = { change: NonNullable<PlaceItem['fields']>; patch: Partial<BoardCard> }

/** What a card becomes when it is put into another lane, or in words why it cannot be. */
export function laneChange(
  card: Pick<BoardCard, 'key' | 'origin' | 'goals'>,
  by: LaneField | null,
  to: Lane,
): LaneChange | { problem: string } {
  switch (by) {
    case null:
      return { change: {}, patch: {} }
    case 'person': {
      const assignee = to.id ? { id: to.id, name: to.title } : null
      return { change: { assignee: assignee?.id ?? null }, patch: { assignee } }
    }
    case 'priority': {
      const priority = to.id as Priority
      return { change: { priority }, patch: { priority } }
    }
    case 'origin': {
      const problem = refuseNewOrigin(card.origin, to.id as Origin)
      return problem
        ? { problem }
        : { change: { origin: to.id as Origin }, patch: { origin: to.id as Origin } }
    }
    case 'goal':
      if (card.goals.length > 1)
        return { problem: `${card.key} serves ${card.goals.length} goals. Change them on its own page.` }
      return {
        change: { goals: to.id ? [to.id] : [] },
        patch: { goals: to.id ? [to.id] : [], goal: to.id ? to.title : null },
      }
    case 'epic':
      if (to.id === card.key) return { problem: 'An item cannot be a part of itself.' }
      return {
        change: { parent: to.id || null },
        patch: { parent: to.id ? { key: to.id, title: to.title } : null },
      }
  }
}

/** Has a card been in its column for longer than 85 of 100 of the team's own? What is done is not waited for. */
export function staysLong(
  card: { status: Status; statusSince: string },
  stays: BoardSettings['stays'],
  now: string,
): boolean {
  const usual = stays[card.status]
  if (!usual || card.status === 'done') return false
  // Within its first day nothing stands long, however fast work usually goes.
  return Date.parse(now) - Date.parse(card.statusSince) > Math.max(usual.seconds, 86_400) * 1000
}
