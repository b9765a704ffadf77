'use client'

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react'
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
const nearEnd = 15

/** Draws the cards in view of a long column, and as much room as the others take. */
export function CardsWindow({ cards, list, kept, onNearEnd, draw }: Props) {
  const keptIndexes = kept.flatMap((key) => {
    const index = key === null ? -1 : cards.findIndex((card) => card.key === key)
    return index < 0 ? [] : [index]
  })
  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => list.current,
    estimateSize: () => 96,
    getItemKey: (index) => cards[index]?.key ?? index,
    gap,
    overscan: 6,
    initialRect: { width: 280, height: 900 },
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...keptIndexes])].sort((a, b) => a - b),
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

  // Sizes are known once drawn; the virtualizer watches them from then on.
  useEffect(() => {
    for (const element of list.current?.querySelectorAll<HTMLElement>('[data-index]') ?? [])
      virtual.measureElement(element)
  })

  const parts: ReactNode[] = []
  let end: number | null = null
  for (const row of rows) {
    const card = cards[row.index]
    if (!card) continue
    const height = end === null ? row.start - gap : row.start - end - 2 * gap
    if (height > 0) parts.push(<Room key={`before ${row.key}`} height={height} />)
    parts.push(draw(card, row.index))
    end = row.end
  }
  const rest = virtual.getTotalSize() - (end ?? 0) - gap
  if (rest > 0) parts.push(<Room key="after" height={rest} />)
  return parts
}

/** As much room as the cards that are not drawn take. Set by script: the page's policy has no room for style attributes. */
function Room({ height }: { height: number }) {
  const element = useRef<HTMLLIElement>(null)
  useLayoutEffect(() => {
    if (element.current) element.current.style.height = `${height}px`
  }, [height])
  return <li ref={element} aria-hidden="true" className="shrink-0" />
}
