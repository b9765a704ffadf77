// What a card that is added to a filtered board is given, so that it stands where it was added.
import { laneChange } from '@/lib/items/rules'
import type { BoardAsk, Lane, Origin } from '@/lib/items/labels'
import type { CreateItem } from '@/lib/items/schema'

export type Fill = Omit<CreateItem, 'title' | 'origin'> & { origin?: Exclude<Origin, 'wishlist'> }

/** Null where nothing can be made by hand: among what came from the wishlist. */
export function fillFrom({ filter, lanes }: BoardAsk, lane: Lane): Fill | null {
  const { assignee, type, priority, goal, label, iteration } = filter
  const fill: Fill = {
    ...(assignee && assignee !== 'none' && { assignee }),
    ...(type && { type }),
    ...(priority && { priority }),
    ...(goal && { goals: [goal] }),
    ...(label && { labels: [label] }),
    ...(iteration && iteration !== 'none' && { iteration: Number(iteration) }),
  }
  const across = laneChange({ key: '', origin: 'small', goals: [] }, lanes, lane)
  if ('problem' in across) return null
  const { assignee: person, priority: urgency, goals, parent, origin = filter.origin } = across.change
  if (origin === 'wishlist') return null
  return {
    ...fill,
    ...(person && { assignee: person }),
    ...(urgency && { priority: urgency }),
    ...(goals?.length && { goals }),
    ...(parent && { parent }),
    ...(origin && { origin }),
  }
}
