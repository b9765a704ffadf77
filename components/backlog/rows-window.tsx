'use client'

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react'

type Props = {
  /** What stands in the list, by name: rows and a capacity line between them. */
  names: string[]
  frame: RefObject<HTMLElement | null>
  list: RefObject<HTMLOListElement | null>
  /** Names that stay drawn wherever one scrolls: what has the focus, or is being moved. */
  kept: readonly string[]
  onNearEnd: () => void
  draw: (index: number) => ReactNode
}

/** How close to the last loaded row the next ones are asked for. */
const nearEnd = 30

/** Draws the rows in view of one long list among others, and as much room as its other rows take. */
export function RowsWindow({ names, frame, list, kept, onNearEnd, draw }: Props) {
  const margin = useTop(list, frame)
  const keptIndexes = kept.map((name) => names.indexOf(name)).filter((index) => index >= 0)
  const virtual = useVirtualizer({
    count: names.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 37,
    getItemKey: (index) => names[index] ?? index,
    scrollMargin: margin,
    overscan: 12,
    initialRect: { width: 900, height: 900 },
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...keptIndexes])].sort((a, b) => a - b),
  })
  const rows = virtual.getVirtualItems()
  const last = rows.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= names.length - nearEnd) onNearEnd()
  }, [last, names.length, onNearEnd])

  useEffect(() => {
    const element = list.current
    if (!element) return
    const show = (event: Event) => {
      const index = names.indexOf((event as CustomEvent<string>).detail)
      if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' })
    }
    element.addEventListener('show-row', show)
    return () => element.removeEventListener('show-row', show)
  }, [list, virtual, names])

  useEffect(() => {
    for (const element of list.current?.querySelectorAll<HTMLElement>('[data-index]') ?? [])
      virtual.measureElement(element)
  })

  const parts: ReactNode[] = []
  let end = margin
  for (const row of rows) {
    if (row.start > end) parts.push(<Room key={`before ${row.key}`} height={row.start - end} />)
    parts.push(draw(row.index))
    end = row.end
  }
  const rest = virtual.getTotalSize() + margin - end
  if (rest > 0) parts.push(<Room key="after" height={rest} />)
  return parts
}

/** How far below the top of what scrolls the list begins; lists above it grow and shrink. */
function useTop(list: RefObject<HTMLElement | null>, frame: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const [inner, outer] = [list.current, frame.current]
    if (!inner || !outer) return
    const look = () =>
      setTop(
        Math.round(inner.getBoundingClientRect().top - outer.getBoundingClientRect().top + outer.scrollTop),
      )
    const watch = new ResizeObserver(look)
    watch.observe(outer)
    for (const child of outer.children) watch.observe(child)
    look()
    return () => watch.disconnect()
  }, [list, frame])
  return top
}

/** As much room as the rows that are not drawn take. Set by script: the page's policy has no room for style attributes. */
function Room({ height }: { height: number }) {
  const element = useRef<HTMLLIElement>(null)
  useLayoutEffect(() => {
    if (element.current) element.current.style.height = `${height}px`
  }, [height])
  return <li ref={element} aria-hidden="true" className="shrink-0" />
}
