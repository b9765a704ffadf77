'use client'

import { useCallback, useMemo, useState } from 'react'

/** The rows that are selected, in the order in which they stand; what is gone from the table is selected no more. */
export function useSelectedRows(order: readonly string[]) {
  const [chosen, setChosen] = useState<{ keys: ReadonlySet<string>; anchor: string | null }>({
    keys: new Set(),
    anchor: null,
  })
  const keys = useMemo(() => order.filter((key) => chosen.keys.has(key)), [order, chosen])

  const toggle = (key: string) =>
    setChosen((old) => {
      const next = new Set(old.keys)
      if (!next.delete(key)) next.add(key)
      return { keys: next, anchor: key }
    })
  const range = (key: string) =>
    setChosen((old) => {
      const [a, b] = [order.indexOf(old.anchor ?? key), order.indexOf(key)]
      if (a < 0 || b < 0) return { keys: new Set([...old.keys, key]), anchor: key }
      return {
        keys: new Set([...old.keys, ...order.slice(Math.min(a, b), Math.max(a, b) + 1)]),
        anchor: old.anchor ?? key,
      }
    })
  const clear = useCallback(() => setChosen({ keys: new Set(), anchor: null }), [])
  const set = (all: readonly string[]) => setChosen({ keys: new Set(all), anchor: null })
  return { keys, has: (key: string) => chosen.keys.has(key), toggle, range, clear, set }
}
