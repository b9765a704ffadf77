'use client'

// What can be done just now with what is selected, or with the thing that the page is about. Whoever draws a selection
// says it here; the palette reads it when it is opened.
import { useEffect, useSyncExternalStore } from 'react'

export type ActChoice = { id: string; label: string; run: () => void }

export type Act = {
  id: string
  label: string
  keys?: string
  /** Done at once, or asks first in a window of its own. */
  run: () => void
  /** What it may become; the palette offers each by its name. */
  choices?: readonly ActChoice[]
}

export type Acts = { heading: string; acts: readonly Act[] }

let latest: Acts[] = []
const listeners = new Set<() => void>()

function change(next: Acts[]) {
  latest = next
  for (const listener of [...listeners]) listener()
}

/** For as long as it is drawn, and not null; the last one to come is what the palette speaks of. */
export function useActs(acts: Acts | null) {
  useEffect(() => {
    if (!acts) return
    change([...latest, acts])
    return () => change(latest.filter((each) => each !== acts))
  }, [acts])
}

export function useCurrentActs(): Acts | null {
  return useSyncExternalStore(
    subscribe,
    () => latest.at(-1) ?? null,
    () => null,
  )
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
