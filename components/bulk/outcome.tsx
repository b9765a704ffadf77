'use client'

import { Button } from '@/components/ui/button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import type { KeptItem } from '@/lib/items'
import { itemFields, type ItemField } from '@/lib/items/fields'
import type { Refused } from './use-bulk'

/** Why nothing was changed, item by item, and the way on without those. */
export function RefusedDialog({
  refused,
  onLeaveOut,
  onClose,
}: {
  refused: Refused
  onLeaveOut: () => void
  onClose: () => void
}) {
  const { fields, left } = refused
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Nothing was changed"
      description={
        fields.length === 1
          ? 'One item cannot be changed so.'
          : `${fields.length} items cannot be changed so.`
      }
      footer={
        <>
          <DialogClose>
            <Button>Leave everything as it is</Button>
          </DialogClose>
          {left.length > 0 && (
            <Button variant="main" onClick={onLeaveOut}>
              Change the other {left.length}
            </Button>
          )}
        </>
      }
    >
      <ul className="grid gap-2 text-sm">
        {fields.map(({ path, message }) => (
          <li key={path} className="grid grid-cols-[auto_1fr] gap-x-3">
            <span className="text-ink-3 tabular-nums">{path}</span>
            <span className="wrap-anywhere">{message}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

/** What others changed meanwhile and what therefore stayed. */
export function KeptDialog({ kept, onClose }: { kept: KeptItem[]; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={kept.length === 1 ? 'One item was left as it is' : `${kept.length} items were left as they are`}
      description="Nothing of what others did was overwritten. Look at them, and change them again if you still want to."
      footer={
        <DialogClose>
          <Button variant="main">Good</Button>
        </DialogClose>
      }
    >
      <ul className="grid gap-3 text-sm">
        {kept.map(({ key, title, fields, by, why }) => (
          <li key={`${key} ${fields.join()}`}>
            <p>
              <a href={`/items/${key}`} className="link me-2 tabular-nums">
                {key}
              </a>
              <span className="wrap-anywhere" dir="auto">
                {title}
              </span>
            </p>
            <p className="text-ink-2">
              {fields.map(fieldWord).join(', ')}
              {by && ` was changed by ${by}`}
              {why && `: ${why}`}
            </p>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

export function fieldWord(name: string): string {
  if (name === 'created') return 'New item'
  const known: ItemField | undefined = itemFields[name as keyof typeof itemFields]
  return known?.label ?? name.replace(/^custom\./, '')
}
