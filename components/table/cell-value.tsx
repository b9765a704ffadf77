import { AudienceChip, type Audience } from '@/components/ui/audience-chip'
import { Avatar } from '@/components/ui/avatar'
import { Chip } from '@/components/ui/chip'
import { PriorityIcon, type Priority } from '@/components/ui/priority-icon'
import { StatusWord } from '@/components/ui/status'
import { DayStamp, Timestamp } from '@/components/ui/timestamp'
import type { Linked, TableValue } from '@/lib/items'
import { tableFields } from '@/lib/items/fields'
import type { ColumnMeta } from './columns'

/** A value as it is drawn in a cell, and at the head of a group. */
export function CellValue({ column, value, now }: { column: ColumnMeta; value: TableValue; now: string }) {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0))
    return <span className="sr-only">none</span>
  if (Array.isArray(value))
    return (
      <span className="flex min-w-0 gap-1">
        {value.map((each) => (
          <Chip key={wordOf(each)} className="min-w-0">
            <span className="truncate" dir="auto">
              {wordOf(each)}
            </span>
          </Chip>
        ))}
      </span>
    )
  if (typeof value === 'object') return <LinkedValue column={column} value={value} />
  switch (column.name) {
    case 'status':
      return <StatusWord status={String(value)} />
    case 'priority':
      return <PriorityIcon priority={value as Priority} word />
    case 'audience':
      return <AudienceChip audience={value as Audience} short />
  }
  if (column.kind === 'day' || column.kind === 'date') return <DayStamp day={String(value)} />
  if (column.kind === 'time') return <Timestamp at={String(value)} now={now} />
  return (
    <span className="truncate" dir="auto">
      {wordFor(column, value)}
    </span>
  )
}

function LinkedValue({ column, value }: { column: ColumnMeta; value: Linked }) {
  if (column.kind === 'person')
    return (
      <span className="inline-flex min-w-0 items-center gap-1.5">
        <Avatar name={value.name} beside />
        <span className="truncate">{value.name}</span>
      </span>
    )
  return (
    <span className="truncate" dir="auto">
      {column.kind === 'item' && <span className="me-1.5 text-ink-3 tabular-nums">{value.id}</span>}
      {value.name}
    </span>
  )
}

function wordOf(value: string | Linked): string {
  return typeof value === 'string' ? value : value.name
}

/** The word of a choice; anything else is its own word. */
export function wordFor({ name }: Pick<ColumnMeta, 'name'>, value: string | number): string {
  const known: { label: string; choices?: Record<string, string> } | undefined = Object.hasOwn(
    tableFields,
    name,
  )
    ? tableFields[name as keyof typeof tableFields]
    : undefined
  return known?.choices?.[String(value)] ?? String(value)
}

/** A value in words, for whoever hears of it. */
export function inWords(column: Pick<ColumnMeta, 'name'>, value: TableValue): string {
  if (value === null || value === '') return 'nothing'
  if (Array.isArray(value)) return value.length > 0 ? value.map(wordOf).join(', ') : 'nothing'
  return typeof value === 'object' ? value.name : wordFor(column, value)
}
