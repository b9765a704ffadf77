'use client'

import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { Changes } from '@/components/bulk/fields'
import type { BulkChoices, TableRow, TableValue } from '@/lib/items'
import type { ColumnMeta } from './columns'
import { optionsFor, type Option } from './options'

export type Edit = { changes: Changes; shown: string }

/** Where the focus goes: stays here, on to the next cell or the one before; null: it is elsewhere already. */
export type Step = -1 | 0 | 1 | null

type Props = {
  column: ColumnMeta
  row: TableRow
  choices: BulkChoices | null
  byPointer: boolean
  /** What was typed before and not taken. */
  typed?: string
  problem?: string
  onSave: (edit: Edit | null, typed: string, step: Step) => void
  onCancel: () => void
}

/** A cell while it is changed: a field of the browser's own. Enter saves, Esc leaves it, Tab saves and goes on. */
export function CellEditor({ column, row, choices, byPointer, typed, problem, onSave, onCancel }: Props) {
  const options = optionsFor(column, row, choices)
  const was = plainOf(column, row.cells[column.name] ?? null, options)
  const [value, setValue] = useState(typed ?? was)
  const done = useRef(false)
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null)
  useEffect(() => {
    const element: HTMLElement | null = field.current
    element?.focus()
    if (element instanceof HTMLInputElement && element.type === 'text') element.select()
    // The list opens at once where the browser lets it; where not, it is opened as any list is.
    if (element instanceof HTMLSelectElement && byPointer)
      try {
        element.showPicker()
      } catch {
        // A list that stays closed can still be chosen from.
      }
  }, [byPointer])

  function save(now: string, step: Step) {
    if (done.current) return
    done.current = true
    onSave(now === was && !problem ? null : editOf(column, now, options), now, step)
  }
  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation()
    if (event.key === 'Escape') {
      event.preventDefault()
      done.current = true
      onCancel()
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      save(value, 0)
    } else if (event.key === 'Tab') {
      event.preventDefault()
      save(value, event.shiftKey ? -1 : 1)
    }
  }

  const wire = {
    ref: field,
    value,
    'aria-label': `${column.label} of ${row.key}`,
    'aria-invalid': problem ? true : undefined,
    'aria-describedby': problem ? 'cell-problem' : undefined,
    onKeyDown,
    className:
      'absolute inset-0 w-full min-w-0 rounded-none border-2 border-accent bg-sheet px-2 text-sm text-ink outline-none',
  } as const
  return (
    <>
      {options ? (
        <select
          {...wire}
          onChange={(event) => {
            setValue(event.target.value)
            // By keys each arrow is a change; there Enter says which.
            if (byPointer) save(event.target.value, 0)
          }}
          onBlur={() => save(value, null)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...wire}
          type={column.kind === 'day' || column.kind === 'date' ? 'date' : 'text'}
          inputMode={column.kind === 'number' ? 'decimal' : undefined}
          autoComplete="off"
          dir="auto"
          onChange={(event) => setValue(event.target.value)}
          onBlur={() => save(value, null)}
        />
      )}
      {problem && (
        <p
          id="cell-problem"
          role="alert"
          className="absolute start-0 top-full z-20 mt-1 w-72 rounded-card border bg-sheet p-2.5 text-start text-sm whitespace-normal text-danger shadow-float"
        >
          {problem}
        </p>
      )}
    </>
  )
}

/** A value as the field holds it. */
function plainOf(column: ColumnMeta, value: TableValue, options: Option[] | null): string {
  if (value === null) return ''
  if (Array.isArray(value))
    return value.map((each) => (typeof each === 'string' ? each : each.name)).join(', ')
  if (typeof value === 'object') return options || column.kind === 'item' ? value.id : value.name
  return String(value)
}

function editOf(column: ColumnMeta, value: string, options: Option[] | null): Edit {
  const text = value.trim()
  if (options) {
    const option = options.find((each) => each.value === value)
    return { changes: option?.changes ?? {}, shown: value === '' ? '' : (option?.label ?? value) }
  }
  const { name } = column
  if (name.startsWith('custom.'))
    return { changes: { custom: { [name.slice('custom.'.length)]: text || null } }, shown: text }
  if (name === 'labels') {
    const labels = text
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean)
    return { changes: { labels }, shown: labels.join(', ') }
  }
  // A title is never empty, and says so itself.
  return { changes: { [name]: name === 'title' ? text : text || null }, shown: text }
}
