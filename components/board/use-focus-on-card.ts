'use client'

import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react'
import type { Board } from '@/lib/items/labels'
import { findCard } from './board-data'

/** A column that scrolls to a card takes a few frames to draw it. */
const patience = 800

/** Answers a function that puts the focus on a card, in whichever column it is drawn next. */
export function useFocusOnCard(frame: RefObject<HTMLElement | null>, shown: Board): (key: string) => void {
  const wanted = useRef<{ key: string; until: number } | null>(null)

  function attempt(board: Board) {
    if (!wanted.current) return
    const { key, until } = wanted.current
    // Too late: whoever went on meanwhile keeps the focus.
    if (performance.now() > until) {
      wanted.current = null
      return
    }
    const link = frame.current?.querySelector<HTMLElement>(`[data-card-link="${CSS.escape(key)}"]`)
    if (link) {
      wanted.current = null
      link.focus({ preventScroll: true })
      link.closest('li')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      return
    }
    const place = findCard(board, key)
    if (!place) return
    // Out of the window of a long column: scrolled to first, focused when it is drawn.
    const columns = frame.current?.querySelectorAll<HTMLElement>(`[data-column="${place.status}"]`) ?? []
    for (const column of columns)
      if (column.dataset.lane === place.lane)
        column.dispatchEvent(new CustomEvent('show-card', { detail: place.index }))
  }

  const latest = useRef(attempt)
  const board = useRef(shown)
  useLayoutEffect(() => {
    latest.current = attempt
    board.current = shown
    attempt(shown)
  })
  return useCallback((key: string) => {
    const now = performance.now()
    wanted.current = { key, until: now + patience }
    latest.current(board.current)
    // It stands where it stood; after a move it is drawn anew, and must be found again.
    wanted.current = { key, until: now + patience }
  }, [])
}
