'use client'

import { Archive, ArrowDownToLine, ArrowUpToLine } from 'lucide-react'
import { useMemo, useState, type ReactNode } from 'react'
import { useActs, type Act, type Acts } from '@/components/frame/acts'
import { mostAtOnce } from '@/lib/items/schema'
import type { BulkBarProps } from './bulk-bar'
import type { BulkField, Changes } from './fields'
import { KeptDialog, RefusedDialog } from './outcome'
import { Picker } from './picker'
import { useBulk } from './use-bulk'
import { useBulkFields } from './use-fields'

/** What is done at once, without asking for a value. */
export const whole = [
  {
    id: 'top',
    label: 'Move to the top',
    Icon: ArrowUpToLine,
    changes: { place: 'top' },
    said: 'moved to the top',
  },
  {
    id: 'bottom',
    label: 'Move to the bottom',
    Icon: ArrowDownToLine,
    changes: { place: 'bottom' },
    said: 'moved to the bottom',
  },
  { id: 'archive', label: 'Archive', Icon: Archive, changes: { archived: true }, said: 'archived' },
] satisfies { id: string; label: string; Icon: typeof Archive; changes: Changes; said: string }[]

type Options = Pick<BulkBarProps, 'keys' | 'versions' | 'onDone'> & {
  /** Of what the palette speaks. */
  heading: string
  onClear?: () => void
}

/** Everything that can be done with these items: for buttons, for keys, and told to the palette. */
export function useBulkActs({ heading, keys, versions, onDone, onClear }: Options) {
  const { fields, me } = useBulkFields()
  const [asked, setAsked] = useState<BulkField | null>(null)
  const bulk = useBulk({ keys, versions, onDone })
  const tooMany = keys.length > mostAtOnce
  const { apply } = bulk

  useActs(
    useMemo<Acts>(() => {
      const acts: Act[] = [
        ...(me
          ? [
              {
                id: 'me',
                label: 'Assign to me',
                keys: onClear && 'i',
                run: () => void apply({ assignee: me }, 'Assignee: me'),
              },
            ]
          : []),
        ...fields.map((field) => ({
          id: field.id,
          label: field.verb,
          // Keys are a selection's; an item's page has its own.
          keys: onClear && field.keys,
          run: () => setAsked(field),
          choices:
            field.kind === 'choice' && !field.made
              ? field.choices.map(({ value, label, changes, said }) => ({
                  id: value,
                  label,
                  run: () => void apply(changes, said),
                }))
              : undefined,
        })),
        ...whole.map(({ id, label, changes, said }) => ({
          id,
          label,
          run: () => void apply(changes, said),
        })),
        { id: 'export-csv', label: 'Export as CSV', run: () => download(keys, 'csv') },
        { id: 'export-json', label: 'Export as JSON', run: () => download(keys, 'json') },
      ]
      const clear = onClear && { id: 'clear', label: 'Clear the selection', run: onClear }
      return { heading, acts: [...(tooMany ? [] : acts), ...(clear ? [clear] : [])] }
    }, [heading, tooMany, fields, me, apply, keys, onClear]),
  )

  const windows: ReactNode = (
    <>
      {asked && (
        <Picker
          field={asked}
          count={keys.length}
          onPick={(changes, said) => {
            setAsked(null)
            void apply(changes, said)
          }}
          onClose={() => setAsked(null)}
        />
      )}
      {bulk.refused && (
        <RefusedDialog refused={bulk.refused} onLeaveOut={bulk.leaveOut} onClose={bulk.forget} />
      )}
      {bulk.kept && <KeptDialog kept={bulk.kept} onClose={bulk.forget} />}
    </>
  )
  return { fields, me, apply, busy: bulk.busy, ask: setAsked, tooMany, windows }
}

/** A file of these items, with the columns that a table has. */
export function download(keys: readonly string[], format: 'csv' | 'json') {
  const link = document.createElement('a')
  link.href = `/table/export?${new URLSearchParams({ keys: keys.join(','), format })}`
  link.download = ''
  link.click()
}
