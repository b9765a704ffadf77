'use client'

import { attachClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/attach-closest-edge'
import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/extract-closest-edge'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import clsx from 'clsx'
import { memo, useEffect, useRef, useState } from 'react'
import type { BoardCard, BoardSettings } from '@/lib/items/labels'
import { CardFace } from './card-face'
import { useSelected } from './selection'

type Props = {
  card: BoardCard
  lane: string
  index: number
  size: number
  now: string
  settings: BoardSettings
  /** The one card of its column in the order of tabbing: a list that scrolls must be reachable by keys. */
  current: boolean
  lifted: boolean
}

/** The place of a card: what is dragged over it lands above or below its middle. The face is drawn for itself. */
export const CardView = memo(function CardView(props: Props) {
  const { card, lane, index, size, lifted } = props
  const place = useRef<HTMLLIElement>(null)
  const [dragging, setDragging] = useState(false)
  const [edge, setEdge] = useState<'top' | 'bottom' | null>(null)
  const selected = useSelected(card.key)
  const { key, status } = card

  useEffect(() => {
    const element = place.current
    if (!element) return
    return combine(
      draggable({
        element,
        getInitialData: () => ({ card: key }),
        onDragStart: () => setDragging(true),
        onDrop: () => setDragging(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => typeof source.data.card === 'string',
        getData: ({ input }) =>
          attachClosestEdge({ over: key, status, lane }, { element, input, allowedEdges: ['top', 'bottom'] }),
        getIsSticky: () => true,
        onDrag: ({ self, source }) => {
          const closest = source.data.card === key ? null : extractClosestEdge(self.data)
          setEdge(closest === 'top' || closest === 'bottom' ? closest : null)
        },
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    )
  }, [key, status, lane])

  return (
    <li
      ref={place}
      data-card={key}
      data-index={index}
      data-selected={selected || undefined}
      aria-setsize={size}
      aria-posinset={index + 1}
      className={clsx(
        'group/card relative rounded-card',
        selected && 'ring-2 ring-accent',
        dragging && 'opacity-45',
        lifted && 'shadow-float ring-2 ring-accent',
        edge === 'top' && lineAbove,
        edge === 'bottom' && lineBelow,
      )}
    >
      {selected && <span className="sr-only">Selected: </span>}
      <CardFace card={card} now={props.now} settings={props.settings} current={props.current} />
    </li>
  )
})

const lineAbove =
  'before:pointer-events-none before:absolute before:inset-x-0 before:-top-1.25 before:z-1 before:h-0.5 before:rounded-full before:bg-accent'
const lineBelow =
  'after:pointer-events-none after:absolute after:inset-x-0 after:-bottom-1.25 after:z-1 after:h-0.5 after:rounded-full after:bg-accent'
