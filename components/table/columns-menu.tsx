'use client'

import { ArrowDown, ArrowUp, Columns3, Plus, X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choices'
import { Popover } from '@/components/ui/popover'
import type { CustomField } from '@/lib/items'
import { shapeParams, type TableShape } from '@/lib/items/fields'
import { allColumns, metaOf } from './columns'

type Props = { shape: TableShape; custom: CustomField[]; params: Record<string, string> }

/** Which columns stand in the table, in which order, and how close the rows are. */
export function ColumnsMenu({ shape, custom, params }: Props) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const others = allColumns(custom).filter(({ name }) => !shape.columns.includes(name))

  function show(next: Partial<TableShape>) {
    const { columns: _c, sort: _s, group: _g, density: _d, ...rest } = params
    const query = new URLSearchParams({ ...rest, ...shapeParams({ ...shape, ...next }) })
    startTransition(() => router.replace(`/table?${query}`, { scroll: false }))
  }
  function swap(n: number, by: number) {
    const columns = [...shape.columns]
    const [moved] = columns.splice(n, 1)
    columns.splice(n + by, 0, moved!)
    show({ columns })
  }

  return (
    <Popover
      label="Columns"
      align="end"
      trigger={
        <Button>
          <Columns3 aria-hidden="true" />
          Columns
        </Button>
      }
    >
      <div className="grid max-h-[min(32rem,70dvh)] gap-4 overflow-y-auto" aria-busy={pending}>
        <Checkbox
          id="close-rows"
          label="Rows close together"
          checked={shape.density === 'close'}
          onChange={(event) => show({ density: event.target.checked ? 'close' : 'roomy' })}
        />
        <section>
          <h3 className="mb-1 text-xs font-semibold text-ink-3">In the table</h3>
          <ol className="grid">
            {shape.columns.map((name, n) => {
              const { label } = metaOf(name, custom)
              return (
                <li key={name} className="flex h-8 items-center gap-1 text-sm">
                  <span className="min-w-0 flex-1 truncate">{label}</span>
                  <Small
                    label={`${label} further to the front`}
                    disabled={n === 0}
                    onClick={() => swap(n, -1)}
                  >
                    <ArrowUp />
                  </Small>
                  <Small
                    label={`${label} further to the end`}
                    disabled={n === shape.columns.length - 1}
                    onClick={() => swap(n, 1)}
                  >
                    <ArrowDown />
                  </Small>
                  <Small
                    label={`Without ${label}`}
                    disabled={shape.columns.length === 1}
                    onClick={() => show({ columns: shape.columns.filter((each) => each !== name) })}
                  >
                    <X />
                  </Small>
                </li>
              )
            })}
          </ol>
        </section>
        {others.length > 0 && (
          <section>
            <h3 className="mb-1 text-xs font-semibold text-ink-3">Not in the table</h3>
            <ul className="grid">
              {others.map(({ name, label }) => (
                <li key={name} className="flex h-8 items-center gap-1 text-sm">
                  <span className="min-w-0 flex-1 truncate text-ink-2">{label}</span>
                  <Small label={`With ${label}`} onClick={() => show({ columns: [...shape.columns, name] })}>
                    <Plus />
                  </Small>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Popover>
  )
}

function Small({
  label,
  disabled,
  onClick,
  children,
}: {
  label: string
  disabled?: boolean
  onClick: () => void
  children: ReactNode
}) {
  return (
    <Button
      variant="quiet"
      size="small"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </Button>
  )
}
