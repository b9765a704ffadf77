'use client'

import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import clsx from 'clsx'
import { Plus } from 'lucide-react'
import Link from 'next/link'
import { memo, useEffect, useRef, useState } from 'react'
import { StatusWord } from '@/components/ui/status'
import { statusLabels, type BoardColumn, type Status } from '@/lib/items/schema'
import { CardView, type CardHands } from './card'
import { CardsWindow } from './cards-window'

type Props = {
  column: BoardColumn
  now: string
  current: string | null
  lifted: string | null
  hands: CardHands
  onNeedMore: (status: Status) => void
}

/** Past this many cards only those in view are drawn. */
const windowFrom = 200

export const ColumnView = memo(function ColumnView({
  column,
  now,
  current,
  lifted,
  hands,
  onNeedMore,
}: Props) {
  const list = useRef<HTMLOListElement>(null)
  const section = useRef<HTMLElement>(null)
  const [over, setOver] = useState(false)
  const { status, cards, total } = column

  useEffect(() => {
    if (!section.current || !list.current) return
    return combine(
      dropTargetForElements({
        element: section.current,
        canDrop: ({ source }) => typeof source.data.card === 'string',
        getData: () => ({ status }),
        getIsSticky: () => true,
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: () => setOver(false),
      }),
      autoScrollForElements({ element: list.current }),
    )
  }, [status])

  const heading = `column-${status}`
  const drawn = { size: total, now, hands }
  return (
    <section
      ref={section}
      aria-labelledby={heading}
      className={clsx(
        'flex min-h-0 snap-start flex-col rounded-[12px] bg-sunk pt-2 ring-inset',
        over && 'ring-1 ring-accent',
      )}
    >
      <div className="mx-3 mb-2 flex items-center gap-2 text-sm">
        <h2 id={heading} className="min-w-0">
          <StatusWord status={status} />
        </h2>
        <span className="ms-auto font-medium text-ink-3 tabular-nums">
          {total}
          <span className="sr-only">{total === 1 ? ' card' : ' cards'}</span>
        </span>
        <Link
          href={`/items/new?status=${status}`}
          prefetch={false}
          className="-me-1 grid size-6 place-items-center rounded-control text-ink-3 hover:bg-hover hover:text-ink"
        >
          <Plus className="size-4" aria-hidden="true" />
          <span className="sr-only">New item in {statusLabels[status]}</span>
        </Link>
      </div>
      <ol
        ref={list}
        aria-labelledby={heading}
        data-column={status}
        // A list that scrolls must be reachable by keys; its cards are, and an empty one does not scroll.
        className="flex min-h-16 flex-1 scroll-py-2 flex-col gap-2 overflow-y-auto px-2 pb-3"
      >
        {total > windowFrom ? (
          <CardsWindow
            cards={cards}
            list={list}
            kept={[current, lifted]}
            onNearEnd={() => onNeedMore(status)}
            draw={(card, index) => (
              <CardView
                key={card.key}
                {...{ card, index, ...drawn }}
                current={card.key === current}
                lifted={card.key === lifted}
              />
            )}
          />
        ) : (
          cards.map((card, index) => (
            <CardView
              key={card.key}
              {...{ card, index, ...drawn }}
              current={card.key === current}
              lifted={card.key === lifted}
            />
          ))
        )}
      </ol>
    </section>
  )
})
