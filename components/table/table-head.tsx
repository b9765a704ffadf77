import clsx from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { shapeParams, type TableShape } from '@/lib/items/fields'
import type { ColumnMeta } from './columns'

export const headClass =
  'sticky top-0 z-10 h-9 border-b bg-sheet px-3 text-xs font-semibold whitespace-nowrap text-ink-2'

/** A column's head: its name, and the address that sorts by it. */
export function Head({
  column,
  shape,
  params,
}: {
  column: ColumnMeta
  shape: TableShape
  params: Record<string, string>
}) {
  const { name, label, numeric, sortable } = column
  const up = shape.sort === name
  const down = shape.sort === `-${name}`
  const Arrow = down ? ArrowDown : ArrowUp
  // Once up, once down, and back to the order of the work.
  const { sort: _, ...rest } = params
  const sort = up ? `-${name}` : down ? null : name
  const address = new URLSearchParams({ ...rest, ...shapeParams({ ...shape, sort }) })
  if (!sort) address.delete('sort')
  return (
    <th
      scope="col"
      aria-sort={up ? 'ascending' : down ? 'descending' : undefined}
      className={clsx(headClass, numeric ? 'text-end' : 'text-start', name === 'key' && 'start-9 z-20')}
    >
      {sortable ? (
        <Link
          href={`/table?${address}`}
          scroll={false}
          prefetch={false}
          className="inline-flex items-center gap-1 hover:text-ink"
        >
          {label}
          <Arrow className={clsx('size-3', !up && !down && 'opacity-0')} aria-hidden="true" />
        </Link>
      ) : (
        label
      )}
    </th>
  )
}
