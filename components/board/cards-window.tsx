'use client'

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import type { BoardCard } from '@/lib/items/schema'

type Props = {
  cards: BoardCard[]
  list: RefObject<HTMLOListElement | null>
  /** Keys that stay drawn wherever one scrolls: what has the focus, or is being moved. */
  kept: (string | null)[]
  onNearEnd: () => void
  draw: (card: BoardCard, index: number) => ReactNode
}

const gap = 8
/** How close to the last loaded card the next ones are asked for. */
const nearEnd = 30

/** Draws the cards in view of a long column, and as much room as the others take. */
export function CardsWindow({ cards, list, kept, onNearEnd, draw }: Props) {
  const keptIndexes = kept.flatMap((key) => {
    const index = key === null ? -1 : cards.findIndex((card) => card.key === key)
    return index < 0 ? [] : [index]
  })
  // eslint: the virtualizer's functions change with every scroll, which is what this component is for.
  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => list.current,
    estimateSize: () => 96,
    getItemKey: (index) => cards[index]?.key ?? index,
    gap,
    overscan: 6,
    initialRect: { width: 280, height: 900 },
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), ...keptIndexes])].sort((a, b) => a - b),
  })
  const rows = virtual.getVirtualItems()
  const last = rows.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= cards.length - nearEnd) onNearEnd()
  }, [last, cards.length, onNearEnd])

  useEffect(() => {
    const element = list.current
    if (!element) return
    const show = (event: Event) => {
      const index = (event as CustomEvent<number>).detail
      virtual.scrollToIndex(index, { align: 'auto' })
    }
    element.addEventListener('show-card', show)
    return () => element.removeEventListener('show-card', show)
  }, [list, virtual])

  const parts: ReactNode[] = []
  let end = 0
  for (const row of rows) {
    const card = cards[row.index]
    if (!card) continue
    parts.push(<Room key={`room ${row.key}`} height={row.start - end - (end > 0 ? gap : 0)} flush={end === 0} />)
    parts.push(
      <Measured key={row.key} index={row.index} measure={virtual.measureElement}>
        {draw(card, row.index)}
      </Measured>,
    )
    end = row.end
  }
  parts.push(<Room key="room after" height={virtual.getTotalSize() - end} flush={false} />)
  return parts
}
