'use client'

import { WifiOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'

export const offlineWords =
  'You are offline, so nothing was sent. It stays as it was; try again once you are back.'

/** Whether the browser has a network at all. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    watch,
    () => navigator.onLine,
    () => true,
  )
}

/** A quiet line above the board for as long as nothing can be sent. */
export function OfflineLine() {
  const online = useOnline()
  return (
    <div role="status">
      {!online && (
        <p className="mb-2 flex items-center gap-2 rounded-control bg-sunk px-3 py-1.5 text-sm text-ink-2">
          <WifiOff className="size-4 shrink-0" aria-hidden="true" />
          You are offline: what you do is not sent, and what others do is not seen.
        </p>
      )}
    </div>
  )
}

function watch(changed: () => void) {
  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  return () => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
  }
}
