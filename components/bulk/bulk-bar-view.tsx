'use client'

import { Archive, ArrowDownToLine, ArrowUpToLine, Ellipsis, LoaderCircle, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useActs, type Acts } from '@/components/frame/acts'
import { useKeys } from '@/components/frame/keys'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { Menu, MenuItem, MenuLine } from '@/components/ui/menu'
import { mostAtOnce } from '@/lib/items/schema'
import type { BulkBarProps } from './bulk-bar'
import type { BulkField, Changes } from './fields'
import { KeptDialog, RefusedDialog } from './outcome'
import { Picker } from './picker'
import { useBulk } from './use-bulk'
import { useBulkFields } from './use-fields'

const whole = [
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

/** The bar, its keys, and what the palette can do with the selection. */
export function BulkBarView({ keys, versions, onDone, onClear, noun = 'item' }: BulkBarProps) {
  const { fields, me } = useBulkFields()
  const [asked, setAsked] = useState<BulkField | null>(null)
  const bulk = useBulk({ keys, versions, onDone })
  const heading = `${keys.length} ${noun}${keys.length === 1 ? '' : 's'} selected`
  const tooMany = keys.length > mostAtOnce

  const { apply } = bulk
  useActs(
    useMemo<Acts>(
      () => ({
        heading,
        acts: tooMany
          ? []
          : [
              ...fields.map((field) => ({
                id: field.id,
                label: field.verb,
                keys: field.keys,
                run: () => setAsked(field),
                choices:
                  field.kind === 'choice'
                    ? field.choices.map(({ value, label, changes, said }) => ({
                        id: value,
                        label,
                        run: () => apply(changes, said),
                      }))
                    : undefined,
              })),
              ...whole.map(({ id, label, changes, said }) => ({
                id,
                label,
                run: () => apply(changes, said),
              })),
              { id: 'export-csv', label: 'Export as CSV', run: () => download(keys, 'csv') },
              { id: 'export-json', label: 'Export as JSON', run: () => download(keys, 'json') },
              { id: 'clear', label: 'Clear the selection', run: onClear },
            ],
      }),
      [heading, tooMany, fields, apply, keys, onClear],
    ),
  )
  useKeys([
    ...(tooMany ? [] : fields).flatMap((field) =>
      field.keys
        ? [{ keys: field.keys, label: field.verb, run: () => setAsked(field), group: 'Selected' }]
        : [],
    ),
    ...(me && !tooMany
      ? [
          {
            keys: 'i',
            label: 'Assign to me',
            run: () => apply({ assignee: me }, 'Assignee: me'),
            group: 'Selected',
          },
        ]
      : []),
    { keys: 'escape', label: 'Clear the selection', run: onClear, group: 'Selected' },
  ])

  return (
    <>
      <div
        role="region"
        aria-label={`Selected ${noun}s`}
        className="no-print fixed inset-x-3 bottom-4 z-30 mx-auto flex w-fit max-w-[calc(100vw-1.5rem)] animate-rise items-center gap-1 overflow-x-auto rounded-card border bg-sheet p-1.5 shadow-float"
      >
        <span role="status" className="shrink-0 px-2 text-sm font-medium whitespace-nowrap tabular-nums">
          {bulk.busy ? (
            <span className="inline-flex items-center gap-2">
              <LoaderCircle className="size-4 animate-turn" aria-hidden="true" />
              {bulk.busy}
            </span>
          ) : tooMany ? (
            `${keys.length} selected. At most ${mostAtOnce} are changed at once.`
          ) : (
            heading
          )}
        </span>
        {!tooMany && (
          <>
            {fields
              .filter(({ first }) => first)
              .map((field) => (
                <Button
                  key={field.id}
                  variant="quiet"
                  aria-haspopup="dialog"
                  disabled={bulk.busy !== null}
                  onClick={() => setAsked(field)}
                >
                  {field.label}
                  {field.keys && !field.keys.includes(' ') && <Kbd>{field.keys.toUpperCase()}</Kbd>}
                </Button>
              ))}
            <Menu
              align="end"
              trigger={
                <Button variant="quiet" disabled={bulk.busy !== null}>
                  <Ellipsis aria-hidden="true" />
                  More
                </Button>
              }
            >
              {fields
                .filter(({ first }) => !first)
                .map((field) => (
                  <MenuItem key={field.id} onSelect={() => setAsked(field)} keys={keyWords(field.keys)}>
                    {field.label}
                  </MenuItem>
                ))}
              <MenuLine />
              {whole.map(({ id, label, Icon, changes, said }) => (
                <MenuItem
                  key={id}
                  icon={<Icon aria-hidden="true" />}
                  onSelect={() => void apply(changes, said)}
                >
                  {label}
                </MenuItem>
              ))}
              <MenuLine />
              <MenuItem onSelect={() => download(keys, 'csv')}>Export as CSV</MenuItem>
              <MenuItem onSelect={() => download(keys, 'json')}>Export as JSON</MenuItem>
            </Menu>
          </>
        )}
        <Button variant="quiet" onClick={onClear}>
          <X aria-hidden="true" />
          <span className="max-md:sr-only">Clear</span>
        </Button>
      </div>
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
}

/** A file of the selection. It names only the selection's keys: columns are those of the table. */
function download(keys: readonly string[], format: 'csv' | 'json') {
  const form = document.createElement('form')
  form.method = 'get'
  form.action = '/table/export'
  const wanted = { keys: keys.join(','), format }
  for (const [name, value] of Object.entries(wanted)) {
    const input = document.createElement('input')
    Object.assign(input, { type: 'hidden', name, value })
    form.append(input)
  }
  document.body.append(form)
  form.submit()
  form.remove()
}

function keyWords(keys: string | undefined) {
  return keys
    ?.split(' ')
    .map((key) => (key.length === 1 ? key.toUpperCase() : '⇧'))
    .join('')
}
