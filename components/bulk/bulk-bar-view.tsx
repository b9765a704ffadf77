'use client'

import { Ellipsis, LoaderCircle, X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { useKeys } from '@/components/frame/keys'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { Menu, MenuItem, MenuLine } from '@/components/ui/menu'
import { mostAtOnce } from '@/lib/items/schema'
import type { BulkBarProps } from './bulk-bar'
import { download, useBulkActs, whole } from './use-bulk-acts'

/** The bar and its keys. */
export function BulkBarView({ keys, versions, onDone, onClear, noun = 'item' }: BulkBarProps) {
  const heading = `${keys.length} ${noun}${keys.length === 1 ? '' : 's'} selected`
  const { fields, me, apply, busy, ask, tooMany, windows } = useBulkActs({
    heading,
    keys,
    versions,
    onDone,
    onClear,
  })
  useKeys([
    ...(tooMany ? [] : fields).flatMap((field) =>
      field.keys ? [{ keys: field.keys, label: field.verb, run: () => ask(field), group: 'Selected' }] : [],
    ),
    ...(me && !tooMany
      ? [
          {
            keys: 'i',
            label: 'Assign to me',
            run: () => void apply({ assignee: me }, 'Assignee: me'),
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
        data-foot-bar
        className="no-print fixed inset-x-3 bottom-4 z-30 mx-auto flex w-fit max-w-[calc(100vw-1.5rem)] animate-rise items-center gap-1 overflow-x-auto rounded-card border bg-sheet p-1.5 shadow-float"
      >
        <span
          role="status"
          className="relative shrink-0 px-2 text-sm font-medium whitespace-nowrap tabular-nums"
        >
          {busy !== null ? (
            <span className="inline-flex items-center gap-2">
              <LoaderCircle className="size-4 animate-turn" aria-hidden="true" />
              {busy}
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
                  disabled={busy !== null}
                  onClick={() => ask(field)}
                >
                  {field.label}
                  {field.keys && !field.keys.includes(' ') && <Kbd>{field.keys.toUpperCase()}</Kbd>}
                </Button>
              ))}
            <Menu
              align="end"
              trigger={
                <Button variant="quiet" disabled={busy !== null}>
                  <Ellipsis aria-hidden="true" />
                  More
                </Button>
              }
            >
              {fields
                .filter(({ first }) => !first)
                .map((field) => (
                  <MenuItem key={field.id} onSelect={() => ask(field)} keys={keyWords(field.keys)}>
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
      {windows}
    </>
  )
}

/** The same for one item, on its own page: the buttons stand there already, so this is for the palette alone. */
export function ItemActsView({ itemKey, version }: { itemKey: string; version: number }) {
  const router = useRouter()
  const keys = useMemo(() => [itemKey], [itemKey])
  const versions = useMemo(() => ({ [itemKey]: version }), [itemKey, version])
  const { windows } = useBulkActs({ heading: itemKey, keys, versions, onDone: () => router.refresh() })
  return windows
}

function keyWords(keys: string | undefined) {
  return keys
    ?.split(' ')
    .map((key) => (key.length === 1 ? key.toUpperCase() : '⇧'))
    .join('')
}
