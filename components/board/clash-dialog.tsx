'use client'

import { ClashPanel } from '@/components/items/fields/clash-panel'
import { Dialog } from '@/components/ui/dialog'
import { wantedInWords } from './clash-words'
import type { LostRace } from './sending'

/** Somebody else was first with the same field of a card: both values, and whoever came second decides. */
export function ClashDialog({ lost, onClose }: { lost: LostRace; onClose: () => void }) {
  const { key, clashes, mine, saveMine } = lost
  return (
    <Dialog
      title={`${key} was changed meanwhile`}
      size="small"
      open
      onOpenChange={(open) => !open && onClose()}
    >
      <ClashPanel
        clashes={clashes}
        mine={wantedInWords(mine, clashes.fields)}
        onMine={() => {
          saveMine()
          onClose()
        }}
        onTheirs={onClose}
      />
    </Dialog>
  )
}
