'use client'

import { useRef, useState } from 'react'
import type { Backlog } from '@/lib/items'
import { rangeOf } from './backlog-data'

/** Which rows are selected, and from which one a range begins: the last that was selected alone. */
export function useSelection(backlog: Backlog) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [stood, setStood] = useState<string | null>(null)
  const anchor = useRef<string | null>(null)

  function select(key: string, how: 'one' | 'range') {
    if (how === 'range') {
      const range = rangeOf(backlog, anchor.current ?? stood ?? key, key)
      anchor.current ??= stood ?? key
      setSelected((old) => new Set([...old, ...range]))
      return
    }
    anchor.current = key
    setSelected((old) => {
      const next = new Set(old)
      if (!next.delete(key)) next.add(key)
      return next
    })
  }

  function replace(next: ReadonlySet<string>) {
    if (next.size === 0) anchor.current = null
    setSelected(next)
  }

  return { selected, setSelected: replace, select, stood, setStood }
}
