'use client'

import { useEffect, useRef } from 'react'
import type { BoardCard } from '@/lib/items/labels'

export type LiveNews =
  | { event: 'item'; data: BoardCard }
  | { event: 'request' | 'idea' | 'comment'; data: { name: string; status: string; version: number } }
  /** Something happened at a poker table: what, is read from there. */
  | { event: 'poker'; data: { name: string; version: number; iteration: number | null } }
  | { event: 'gone'; data: { kind: string; name: string } }
  /** Who else looks at the thing that the page shows. */
  | { event: 'present'; data: { name: string; people: { id: string; name: string }[] } }
  /** Too long away: what is on the screen must be read anew. */
  | { event: 'reload'; data: null }

const kinds = ['item', 'request', 'idea', 'comment', 'poker', 'gone', 'present'] as const

/**
 * What happens meanwhile, for as long as the page is looked at. `since` is when the page was drawn, so that nothing
 * between drawing and listening is missed; `at` is the key of the item that the page shows. Closed while the tab is hidden: it catches up when it is looked at again.
 */
export function useLive(since: string, hear: (news: LiveNews) => void, at?: string) {
  const latest = useRef(hear)
  const place = useRef(since)
  useEffect(() => {
    latest.current = hear
  })
  useEffect(() => {
    let source: EventSource | null = null
    let hiddenFor: ReturnType<typeof setTimeout> | undefined
    let dropped = false
    let again: ReturnType<typeof setTimeout> | undefined

    function open() {
      if (source) return
      const params = new URLSearchParams({ since: place.current, ...(at ? { at } : {}) })
      const own = new EventSource(`/api/events?${params}`)
      source = own
      own.addEventListener('hello', (event) => {
        place.current = event.lastEventId || place.current
        // What vanished while nobody listened cannot be told any more: the server does not say what is not there.
        if (dropped) latest.current({ event: 'reload', data: null })
        dropped = false
      })
      own.addEventListener('reload', () => latest.current({ event: 'reload', data: null }))
      for (const kind of kinds)
        own.addEventListener(kind, (event) => {
          place.current = event.lastEventId || place.current
          latest.current({ event: kind, data: JSON.parse(event.data) } as LiveNews)
        })
      own.onerror = () => {
        dropped = true
        if (own.readyState !== EventSource.CLOSED) return
        // Refused for good (signed out, too many): asked again now and then, not at once.
        source = null
        clearTimeout(again)
        again = setTimeout(open, 15_000)
      }
    }
    function close() {
      clearTimeout(again)
      source?.close()
      source = null
    }
    function look() {
      clearTimeout(hiddenFor)
      if (document.visibilityState === 'visible') open()
      else
        hiddenFor = setTimeout(() => {
          dropped = true
          close()
        }, 20_000)
    }
    // Without a network nothing is heard, whatever the browser still believes of its connection.
    function lose() {
      dropped = true
      close()
    }
    look()
    window.addEventListener('offline', lose)
    window.addEventListener('online', look)
    document.addEventListener('visibilitychange', look)
    // A page in the back-forward cache keeps no connection.
    window.addEventListener('pagehide', close)
    window.addEventListener('pageshow', look)
    return () => {
      clearTimeout(hiddenFor)
      window.removeEventListener('offline', lose)
      window.removeEventListener('online', look)
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('pagehide', close)
      window.removeEventListener('pageshow', look)
      close()
    }
  }, [at])
}
