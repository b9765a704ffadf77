'use client'

import clsx from 'clsx'
import Link from 'next/link'
import { memo, type MouseEvent, type ReactNode } from 'react'
import { useBulkChoices } from '@/components/bulk/use-fields'
import type { TableRow } from '@/lib/items'
import { CellEditor, type Edit, type Step } from './cell-editor'
import { CellValue } from './cell-value'
import type { ColumnMeta } from './columns'
import { hasSeveral, waitsForChoices } from './options'
import { SeveralDialog } from './several-dialog'
import type { Editing, Place } from './use-edit'

export type LineActs = {
  onFocus: (place: Place) => void
  onBegin: (place: Place, byPointer: boolean) => void
  onSelect: (key: string, event: MouseEvent) => void
  onSave: (column: ColumnMeta, edit: Edit | null, typed: string, step: Step) => void
  onCancel: () => void
}

type Props = {
  row: TableRow
  index: number
  columns: readonly ColumnMeta[]
  now: string
  close: boolean
  selected: boolean
  /** The column in which the focus stands, if it stands in this row. */
  active: string | null
  editing: Editing | null
  sentFor: (place: Place) => string | undefined
  acts: LineActs
}

export function TableLine({
  row,
  index,
  columns,
  now,
  close,
  selected,
  active,
  editing,
  sentFor,
  acts,
}: Props) {
  const height = close ? 'h-8' : 'h-10'
  return (
    <tr
      data-row={row.key}
      aria-rowindex={index}
      aria-selected={selected}
      className={clsx('group/row', selected ? 'bg-accent-soft' : 'bg-sheet hover:bg-sunk')}
    >
      <td className={clsx('sticky start-0 z-5 w-9 border-b bg-inherit px-3', height)}>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={selected}
          aria-label={`Select ${row.key}`}
          onChange={() => undefined}
          onClick={(event) => acts.onSelect(row.key, event)}
          className="size-4 align-middle"
        />
      </td>
      {columns.map((column) => {
        const place = { key: row.key, column: column.name }
        const isEdited = editing?.column === column.name
        const sent = sentFor(place)
        const wire = {
          'data-cell': column.name,
          tabIndex: active === column.name ? 0 : -1,
          onFocus: () => acts.onFocus(place),
          'aria-readonly': column.editable ? undefined : true,
        } as const
        if (column.name === 'key')
          return (
            <th
              key={column.name}
              scope="row"
              {...wire}
              className={clsx(cellClass, height, 'sticky start-9 z-5 bg-inherit text-start font-normal')}
            >
              <Link
                href={`/items/${row.key}`}
                tabIndex={-1}
                prefetch={false}
                className="text-ink-2 tabular-nums hover:text-accent hover:underline"
              >
                {row.key}
              </Link>
            </th>
          )
        return (
          <td
            key={column.name}
            {...wire}
            onClick={() => column.editable && !isEdited && acts.onBegin(place, true)}
            className={clsx(
              cellClass,
              height,
              column.numeric ? 'text-end tabular-nums' : 'text-start',
              widths[column.name] ?? 'max-w-56',
              column.editable && 'cursor-text',
              isEdited && 'relative min-w-40',
            )}
          >
            {sent !== undefined ? (
              <span className="block truncate opacity-60">{sent}</span>
            ) : (
              <span className={clsx('block min-w-0 truncate', column.numeric && 'text-end')}>
                <CellValue column={column} value={row.cells[column.name] ?? null} now={now} />
              </span>
            )}
            {isEdited && <Editor column={column} row={row} editing={editing} acts={acts} />}
          </td>
        )
      })}
    </tr>
  )
}

const cellClass =
  'overflow-visible border-b px-3 whitespace-nowrap outline-none focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent'

const widths: Record<string, string> = { title: 'min-w-56 max-w-96', goals: 'max-w-64', labels: 'max-w-64' }

function Editor({
  column,
  row,
  editing,
  acts,
}: Pick<Props, 'row' | 'acts'> & { column: ColumnMeta; editing: Editing }) {
  const choices = useBulkChoices()
  if (!choices && waitsForChoices(column)) return null
  if (choices && hasSeveral(column))
    return (
      <SeveralDialog
        column={column}
        row={row}
        choices={choices}
        onSave={(edit) => acts.onSave(column, edit, edit.shown, 0)}
        onCancel={acts.onCancel}
      />
    )
  return (
    <CellEditor
      column={column}
      row={row}
      choices={choices}
      byPointer={editing.byPointer ?? false}
      typed={editing.typed}
      problem={editing.problem}
      onSave={(edit, typed, step) => acts.onSave(column, edit, typed, step)}
      onCancel={acts.onCancel}
    />
  )
}

export const GroupHead = memo(function GroupHead({
  width,
  close,
  count,
  children,
}: {
  width: number
  close: boolean
  count: number
  children: ReactNode
}) {
  return (
    <tr className="bg-sunk">
      <th
        scope="rowgroup"
        colSpan={width}
        className={clsx('border-b px-3 text-start font-semibold', close ? 'h-8' : 'h-10')}
      >
        <span className="sticky start-3 inline-flex max-w-[80vw] items-center gap-2">
          <span className="min-w-0 truncate">{children}</span>
          <span className="relative font-normal text-ink-3 tabular-nums">
            {count}
            <span className="sr-only"> items</span>
          </span>
        </span>
      </th>
    </tr>
  )
})
