'use client'

// The cards that are selected, as keys. One small store outside of React, so that selecting one of five hundred cards draws
// one card; whoever acts on them reads them here.
import { useCallback, useSyncExternalStore } from 'react'

let keys: ReadonlySet<string> = new Set()
/** Where a range begins. */
let anchor: string | null = null
const listeners = new Set<() => void>()
const none: ReadonlySet<string> = new Set()

function set(next: ReadonlySet<string>) {
  if (next.size === 0 && keys.size === 0) return
  keys = next
  for (const listener of [...listeners]) listener()
}

export const selection = {
  get: () => keys,
  toggle(key: string) {
    anchor = key
    const next = new Set(keys)
    if (!next.delete(key)) next.add(key)
    set(next)
  },
  /** All from the card last selected to this one, as they are read. */
  range(key: string, order: readonly string[]) {
    const from = anchor === null ? -1 : order.indexOf(anchor)
    const to = order.indexOf(key)
    if (from < 0 || to < 0) return selection.toggle(key)
    set(new Set([...keys, ...order.slice(Math.min(from, to), Math.max(from, to) + 1)]))
  },
  drop(gone: readonly string[]) {
    if (gone.some((key) => keys.has(key))) set(new Set([...keys].filter((key) => !gone.includes(key))))
  },
  clear() {
    anchor = null
    set(none)
  },
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function useSelection(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, selection.get, () => none)
}

export function useSelected(key: string): boolean {
  return useSyncExternalStore(
    subscribe,
    useCallback(() => keys.has(key), [key]),
    () => false,
  )
}
