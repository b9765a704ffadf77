'use client'

import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { ColumnMeta } from './columns'
import type { Line } from './lines'
import type { Place } from './use-edit'
import { useRowsWindow } from './use-rows-window'

type Options = {
  /** Keys of the rows. */
  order: readonly string[]
  columns: readonly ColumnMeta[]
  lines: readonly Line[]
  height: number
  scroller: RefObject<HTMLElement | null>
  body: RefObject<HTMLElement | null>
  /** While a cell is being changed the focus is the field's. */
  isHeld: boolean
}

/** Where the focus stands among the cells, and how it goes on; rows out of sight are brought into it. */
export function useGrid({ order, columns, lines, height, scroller, body, isHeld }: Options) {
  const [active, setActive] = useState<Place | null>(null)
  const at = active ? lines.findIndex((line) => 'row' in line && line.row.key === active.key) : -1
  const { from, to, onScroll, show } = useRowsWindow(scroller, { count: lines.length, height, kept: at })

  /** Goes to a cell, wherever it is, and takes the focus along. */
  const wanted = useRef<Place | null>(null)
  const goTo = useCallback(
    (place: Place) => {
      wanted.current = place
      setActive(place)
      show(lines.findIndex((line) => 'row' in line && line.row.key === place.key))
    },
    [lines, show],
  )
  useEffect(() => {
    const place = wanted.current
    if (!place || isHeld) return
    const cell = body.current?.querySelector<HTMLElement>(
      `tr[data-row="${place.key}"] > [data-cell="${place.column}"]`,
    )
    if (!cell) return
    cell.focus({ preventScroll: true })
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    wanted.current = null
  })

  function step(by: number, column = active?.column ?? 'key') {
    const here = active ? order.indexOf(active.key) : -1
    const key = order[Math.min(Math.max(here < 0 ? 0 : here + by, 0), order.length - 1)]
    if (key) goTo({ key, column })
  }
  /** The cell beside it, or the first or last that can be changed of the row beside. */
  function beside(place: Place, by: number, onlyEditable = false): Place | null {
    const names = columns.filter(({ editable }) => !onlyEditable || editable).map(({ name }) => name)
    const n = names.indexOf(place.column) + by
    const row = order.indexOf(place.key)
    if (n >= 0 && n < names.length) return { ...place, column: names[n]! }
    const key = order[row + Math.sign(by)]
    return onlyEditable && key ? { key, column: names[n < 0 ? names.length - 1 : 0]! } : null
  }
  function across(by: number) {
    const place = active && beside(active, by)
    if (place) goTo(place)
  }

  return { active, setActive, goTo, step, beside, across, from, to, onScroll }
}
