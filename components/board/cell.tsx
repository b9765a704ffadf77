'use client'

import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import clsx from 'clsx'
import { memo, useEffect, useRef, useState, type ReactNode } from 'react'
import type { BoardCard, BoardCell, BoardSettings } from '@/lib/items/labels'
import type { Spot } from './board-data'
import { CardView } from './card'
import { CardsWindow } from './cards-window'

type Props = {
  cell: BoardCell
  label: string
  now: string
  settings: BoardSettings
  current: string | null
  lifted: string | null
  onNeedMore: (spot: Spot) => void
  /** In a lane the page scrolls, and a long column shows its first cards; else the column scrolls by itself. */
  inLane: boolean
  className?: string
}

/** Past this many cards only those in view are drawn. */
const windowFrom = 40
/** So many of a column in a lane; the rest on demand. */
const shownInLane = 5

/** The cards of one column, or of one column in one lane. */
export const CellView = memo(function CellView(props: Props) {
  const { cell, label, current, lifted, onNeedMore, inLane, className } = props
  const list = useRef<HTMLOListElement>(null)
  const [over, setOver] = useState(false)
  const [shown, setShown] = useState(shownInLane)
  const { status, lane, cards, total } = cell

  useEffect(() => {
    const element = list.current
    if (!element) return
    return combine(
      dropTargetForElements({
        element,
        canDrop: ({ source }) => typeof source.data.card === 'string',
        getData: () => ({ status, lane }),
        getIsSticky: () => true,
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: () => setOver(false),
      }),
      ...(inLane ? [] : [autoScrollForElements({ element })]),
    )
  }, [status, lane, inLane])

  useEffect(() => {
    const element = list.current
    if (!element || !inLane) return
    const show = (event: Event) => {
      const index = (event as CustomEvent<number>).detail
      setShown((before) => Math.max(before, index + 5))
    }
    element.addEventListener('show-card', show)
    return () => element.removeEventListener('show-card', show)
  }, [inLane])

  const draw = (card: BoardCard, index: number): ReactNode => (
    <CardView
      key={card.key}
      card={card}
      lane={lane}
      index={index}
      size={total}
      now={props.now}
      settings={props.settings}
      current={card.key === current}
      lifted={card.key === lifted}
    />
  )
  const rest = inLane ? total - Math.min(shown, cards.length) : 0
  return (
    <div className={clsx('relative flex min-h-0 flex-col', !inLane && 'flex-1', className)}>
      <ol
        ref={list}
        aria-label={label}
        data-column={status}
        data-lane={lane}
        // A list that scrolls must be reachable by keys; its cards are, and an empty one does not scroll.
        className={clsx(
          'flex min-h-16 flex-1 scroll-py-2 flex-col gap-2 rounded-[12px] px-2 ring-inset group-data-[density=compact]/board:gap-1.5',
          inLane ? 'bg-sunk py-2' : 'overflow-y-auto pb-3',
          over && 'ring-1 ring-accent',
        )}
      >
        {inLane ? (
          cards.slice(0, shown).map(draw)
        ) : total > windowFrom ? (
          <CardsWindow
            cards={cards}
            list={list}
            kept={[current, lifted]}
            onNearEnd={() => onNeedMore({ status, lane })}
            draw={draw}
          />
        ) : (
          cards.map(draw)
        )}
      </ol>
      {rest > 0 && (
        <button
          type="button"
          className="mt-1 rounded-control px-2 py-1 text-start text-xs font-medium text-ink-2 hover:bg-hover hover:text-ink"
          onClick={() => {
            setShown(shown + 50)
            if (shown + 50 > cards.length) onNeedMore({ status, lane })
          }}
        >
          Show {Math.min(rest, 50)} more<span className="sr-only"> of {label}</span>
        </button>
      )}
    </div>
  )
})
