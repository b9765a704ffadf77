'use client'

import { useCallback, useState, type RefObject } from 'react'

/** From so many rows on only those in view are drawn. */
const drawAllUpTo = 200
const around = 20
/** The window moves in steps, so that scrolling draws seldom. */
const step = 10

/** Which rows of a long table are drawn. All rows have one height, so the rest is arithmetic. */
export function useRowsWindow(
  scroller: RefObject<HTMLElement | null>,
  { count, height, kept }: { count: number; height: number; kept: number },
) {
  const [view, setView] = useState({ from: 0, to: 60 })
  const onScroll = useCallback(() => {
    const element = scroller.current
    if (!element) return
    const first = Math.floor(element.scrollTop / height)
    const last = Math.ceil((element.scrollTop + element.clientHeight) / height)
    const from = Math.max(0, Math.floor((first - around) / step) * step)
    const to = Math.ceil((last + around) / step) * step
    setView((old) => (old.from === from && old.to === to ? old : { from, to }))
  }, [scroller, height])

  const show = useCallback(
    (index: number) => {
      const element = scroller.current
      if (!element) return
      const head = height
      const top = index * height
      if (top < element.scrollTop) element.scrollTop = top
      else if (top + height + head > element.scrollTop + element.clientHeight)
        element.scrollTop = top + 2 * height - element.clientHeight + head
      onScroll()
    },
    [scroller, height, onScroll],
  )

  if (count <= drawAllUpTo) return { from: 0, to: count, onScroll, show }
  // What has the focus stays drawn while it is near; far away it is let go, and found again by its key.
  const near = kept >= 0 && kept > view.from - 200 && kept < view.to + 200
  return {
    from: Math.min(view.from, near ? kept : view.from),
    to: Math.min(count, Math.max(view.to, near ? kept + 1 : view.to)),
    onScroll,
    show,
  }
}
