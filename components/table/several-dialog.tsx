'use client'

import { useState } from 'react'
import type { Changes } from '@/components/bulk/fields'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choices'
import { Dialog } from '@/components/ui/dialog'
import type { BulkChoices, TableRow } from '@/lib/items'
import type { ColumnMeta } from './columns'

type Props = {
  column: ColumnMeta
  row: TableRow
  choices: BulkChoices
  onSave: (edit: { changes: Changes; shown: string }) => void
  onCancel: () => void
}

/** A cell of several values: each is on or off. */
export function SeveralDialog({ column, row, choices, onSave, onCancel }: Props) {
  const value = row.cells[column.name]
  const now = Array.isArray(value) ? value.map((each) => (typeof each === 'string' ? each : each.id)) : []
  const own = choices.custom.find(({ slug }) => `custom.${slug}` === column.name)
  const all = own
    ? own.choices.map((word) => ({ id: word, name: word }))
    : choices.goals.map(({ slug, title }) => ({ id: slug, name: title }))
  const [chosen, setChosen] = useState<readonly string[]>(now)
  function save() {
    const on = all.filter(({ id }) => chosen.includes(id))
    const ids = on.map(({ id }) => id)
    onSave({
      changes: own
        ? { custom: { [own.slug]: ids.length > 0 ? ids : null } }
        : {
            addGoals: ids.filter((id) => !now.includes(id)),
            removeGoals: all.map(({ id }) => id).filter((id) => now.includes(id) && !ids.includes(id)),
          },
      shown: on.map(({ name }) => name).join(', '),
    })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onCancel()}
      title={`${column.label} of ${row.key}`}
      size="small"
      footer={
        <Button variant="main" onClick={save}>
          Save
        </Button>
      }
    >
      {all.length === 0 ? (
        <p className="text-ink-2">There is nothing to choose from yet.</p>
      ) : (
        <div className="grid gap-2.5">
          {all.map(({ id, name }) => (
            <Checkbox
              key={id}
              id={`several-${id}`}
              label={name}
              checked={chosen.includes(id)}
              onChange={(event) =>
                setChosen(event.target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
              }
            />
          ))}
        </div>
      )}
    </Dialog>
  )
}
