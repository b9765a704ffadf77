'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { writePreferences, type Preferences } from './preferences'

// What was chosen since the page came; before that, what the server drew.
let chosen: Preferences | null = null
const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** How this person likes the board, for every part of it at once; a change is remembered. */
export function usePreferences(first: Preferences, me: string | null) {
  const preferences = useSyncExternalStore(
    subscribe,
    () => chosen ?? first,
    () => first,
  )
  const prefer = useCallback(
    (change: Partial<Preferences>) => {
      chosen = { ...(chosen ?? first), ...change }
      writePreferences(me, chosen)
      for (const listener of [...listeners]) listener()
    },
    [first, me],
  )
  return [preferences, prefer] as const
}
