'use client'

import { FolderTree, MoveVertical, Split, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Menu, MenuLabel } from '@/components/ui/menu'
import type { BoardCard } from '@/lib/items/schema'

type Props = {
  rows: readonly BoardCard[]
  menu: ReactNode
  menuOpen: boolean
  onMenu: (open: boolean) => void
  onSplit: () => void
  onGroup: () => void
  onClear: () => void
}

/** What can be done with the selected rows; it stands where the eyes are, at the foot of the list. */
export function SelectionBar({ rows, menu, menuOpen, onMenu, onSplit, onGroup, onClear }: Props) {
  const points = rows.reduce((sum, row) => sum + (row.estimate ?? 0), 0)
  return (
    <div
      role="region"
      aria-label="Selected items"
      data-foot-bar
      className="pointer-events-none sticky bottom-3 z-10 mx-auto mt-3 flex w-fit max-w-full justify-center"
    >
      <div className="pointer-events-auto flex flex-wrap items-center gap-1.5 rounded-card border bg-sheet p-1.5 ps-3 text-sm shadow-float">
        <span className="me-1 whitespace-nowrap tabular-nums">
          <strong className="font-semibold">{rows.length}</strong> selected · {points} points
        </span>
        <Menu
          open={menuOpen}
          onOpenChange={onMenu}
          align="end"
          trigger={
            <Button size="small" variant="main">
              <MoveVertical aria-hidden="true" /> Move to…
            </Button>
          }
        >
          <MenuLabel>
            {rows.length === 1 ? `Move ${rows[0]!.key} to` : `Move ${rows.length} items to`}
          </MenuLabel>
          {menu}
        </Menu>
        <Button size="small" onClick={onSplit} disabled={rows.length !== 1}>
          <Split aria-hidden="true" /> Split…
        </Button>
        <Button size="small" onClick={onGroup}>
          <FolderTree aria-hidden="true" /> Group under an epic…
        </Button>
        <Button size="small" variant="quiet" onClick={onClear} aria-label="Clear the selection">
          <X aria-hidden="true" />
        </Button>
      </div>
    </div>
  )
}
