'use client'

import { X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { selection, useSelection } from './selection'

/** How many cards are selected, and the way out of it. */
export function SelectionBar() {
  const keys = useSelection()
  if (keys.size === 0) return null
  return (
    <div
      role="region"
      aria-label="Selected cards"
      className="fixed inset-x-3 bottom-4 z-30 mx-auto flex w-fit max-w-full animate-rise items-center gap-3 rounded-card border bg-sheet py-1.5 ps-4 pe-1.5 text-sm shadow-float"
    >
      <span className="tabular-nums">
        {keys.size} {keys.size === 1 ? 'card' : 'cards'} selected
      </span>
      <Button variant="quiet" size="small" onClick={selection.clear}>
        <X aria-hidden="true" />
        Clear
      </Button>
    </div>
  )
}
