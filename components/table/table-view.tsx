'use client'

import clsx from 'clsx'
import { useRouter } from 'next/navigation'
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react'
import { BulkBar } from '@/components/bulk/bulk-bar'
import { useBulkChoices } from '@/components/bulk/use-fields'
import { useKeys } from '@/components/frame/keys'
import type { CustomField, TableGroup, TableRow } from '@/lib/items'
import { mostCounted, type TableShape } from '@/lib/items/fields'
import { CellValue } from './cell-value'
import { metaOf } from './columns'
import { linesOf } from './lines'
import { Head, headClass } from './table-head'
import { GroupHead, TableLine, type LineActs } from './table-line'
import { useEdit, type Place } from './use-edit'
import { useGrid } from './use-grid'
import { useSelectedRows } from './use-selected-rows'
import { useTable } from './use-table'

type Props = {
  first: { rows: TableRow[]; next: string | null }
  groups: TableGroup[]
  total: number
  shape: TableShape
  custom: CustomField[]
  /** The whole address of the table, as parameters. */
  params: Record<string, string>
  since: string
  now: string
  whenEmpty: ReactNode
}

const heights = { roomy: 41, close: 33 }
/** How close to the last loaded row the next ones are asked for. */
const nearEnd = 40

/** Items as a table: sorted and grouped by the server, changed in its cells, walked through by keys. */
export function TableView(props: Props) {
  const { first, groups, total, shape, custom, params, since, now, whenEmpty } = props
  const router = useRouter()
  const query = useMemo(() => new URLSearchParams(params).toString(), [params])
  const { rows, next, more, patch, refresh } = useTable({ first, query, since })
  // Read while nobody asks yet, so that the first cell opens at once.
  useBulkChoices()
  const edit = useEdit({ params, patch, refresh })
  const columns = useMemo(
    () => [metaOf('key', custom), ...shape.columns.map((name) => metaOf(name, custom))],
    [shape.columns, custom],
  )
  const lines = useMemo(() => linesOf(rows, groups, shape.group !== null), [rows, groups, shape.group])
  const scroller = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLTableElement>(null)
  const order = useMemo(() => rows.map(({ key }) => key), [rows])
  const selected = useSelectedRows(order)
  const height = heights[shape.density]
  const grid = useGrid({ order, columns, lines, height, scroller, body, isHeld: edit.editing !== null })
  const { active, setActive, goTo, step, beside, across, from, to, onScroll } = grid
  useEffect(() => {
    if (to > lines.length - nearEnd && next) void more()
  }, [to, lines.length, next, more])

  function begin(place: Place, byPointer = false) {
    const column = columns.find(({ name }) => name === place.column)
    const row = rows.find(({ key }) => key === place.key)
    if (column?.editable && row) edit.setEditing({ ...place, version: row.version, byPointer })
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!active || !(event.target as HTMLElement).matches('[data-cell]')) return
    const moves: Record<string, () => void> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      ArrowRight: () => across(1),
      ArrowLeft: () => across(-1),
      Home: () => goTo({ ...active, column: 'key' }),
      End: () => goTo({ ...active, column: columns.at(-1)!.name }),
      PageDown: () => step(15),
      PageUp: () => step(-15),
      Enter: () => (active.column === 'key' ? router.push(`/items/${active.key}`) : begin(active)),
      F2: () => begin(active),
    }
    const move = moves[event.key]
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    move()
  }

  useKeys([
    { keys: 'j', label: 'Next row', run: () => step(1), group: 'Table' },
    { keys: 'k', label: 'Row before', run: () => step(-1), group: 'Table' },
    { keys: 'e', label: 'Change the cell', run: () => active && begin(active), group: 'Table' },
    { keys: 'x', label: 'Select the row', run: () => active && selected.toggle(active.key), group: 'Table' },
    {
      keys: 'shift x',
      label: 'Select up to the row',
      run: () => active && selected.range(active.key),
      group: 'Table',
    },
    {
      keys: 'o',
      label: 'Open the item',
      run: () => active && router.push(`/items/${active.key}`),
      group: 'Table',
    },
    { keys: 'mod z', label: 'Undo my last change here', run: () => void edit.undo(), group: 'Table' },
  ])

  const acts: LineActs = {
    onFocus: setActive,
    onBegin: (place, byPointer) => {
      setActive(place)
      begin(place, byPointer)
    },
    onSelect: (key, event: MouseEvent) => (event.shiftKey ? selected.range(key) : selected.toggle(key)),
    onSave: (column, how, typed, step) => {
      const { editing } = edit
      edit.setEditing(null)
      if (!editing) return
      if (how) edit.save(column, editing, how, typed)
      if (step === null) return
      const place = step === 0 ? null : beside(editing, step, true)
      goTo(place ?? editing)
      if (place) begin(place)
    },
    onCancel: () => {
      const { editing } = edit
      edit.setEditing(null)
      if (editing) goTo(editing)
    },
  }

  async function selectAll() {
    if (selected.keys.length > 0) return selected.clear()
    let all = rows
    while (all.length < 500 && all.length < total) {
      const longer = await more()
      if (longer.length === all.length) break
      all = longer
    }
    selected.set(all.slice(0, 500).map(({ key }) => key))
  }

  const onDone = useCallback(
    ({ changed }: { changed: { key: string }[] }) => {
      // What comes back from the archive has no row yet, and what moved has another place.
      const isThere = changed.every(({ key }) => order.includes(key))
      if (isThere && shape.sort !== null) void refresh(changed.map(({ key }) => key))
      else router.refresh()
    },
    [order, shape.sort, refresh, router],
  )
  const versions = useMemo(() => Object.fromEntries(rows.map(({ key, version }) => [key, version])), [rows])
  if (rows.length === 0) return whenEmpty
  const width = columns.length + 1
  const drawn = lines.slice(from, to)
  // The one cell that Tab stops at: where one was, or the first in view once that is far away.
  const isActiveDrawn = drawn.some((line) => 'row' in line && line.row.key === active?.key)
  const firstRow = drawn.find((line) => 'row' in line)
  const stop = isActiveDrawn && active ? active : { key: firstRow?.row.key, column: 'key' }
  return (
    <>
      <div
        ref={scroller}
        onScroll={onScroll}
        className={clsx(
          'relative min-h-0 flex-1 overflow-auto rounded-card border bg-sheet',
          selected.keys.length > 0 && 'mb-14',
        )}
      >
        <table
          ref={body}
          role="grid"
          aria-label="Items"
          aria-rowcount={total > mostCounted ? -1 : total + 1}
          aria-multiselectable="true"
          onKeyDown={onKeyDown}
          className="w-full border-separate border-spacing-0 text-sm"
        >
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col" className={clsx(headClass, 'start-0 z-20 w-9')}>
                <input
                  type="checkbox"
                  aria-label={selected.keys.length > 0 ? 'Select nothing' : 'Select all, at most 500'}
                  checked={selected.keys.length > 0 && selected.keys.length >= Math.min(rows.length, 500)}
                  onChange={() => void selectAll()}
                  className="size-4 align-middle"
                />
              </th>
              {columns.map((column) => (
                <Head key={column.name} column={column} shape={shape} params={params} />
              ))}
            </tr>
          </thead>
          <tbody>
            {from > 0 && <Gap width={width} height={from * height} />}
            {drawn.map((line) =>
              'row' in line ? (
                <TableLine
                  key={line.row.key}
                  row={line.row}
                  index={line.index + 2}
                  columns={columns}
                  now={now}
                  close={shape.density === 'close'}
                  selected={selected.has(line.row.key)}
                  active={stop.key === line.row.key ? stop.column : null}
                  editing={edit.editing?.key === line.row.key ? edit.editing : null}
                  sentFor={edit.sentFor}
                  acts={acts}
                />
              ) : (
                <GroupHead
                  key={`group ${line.group.at}`}
                  width={width}
                  close={shape.density === 'close'}
                  count={line.group.count}
                >
                  <CellValue column={metaOf(shape.group!, custom)} value={line.group.value} now={now} />
                </GroupHead>
              ),
            )}
            {to < lines.length && <Gap width={width} height={(lines.length - to) * height} />}
          </tbody>
        </table>
        {next && <p className="sticky start-0 px-4 py-2 text-sm text-ink-3">Loading more…</p>}
      </div>
      <BulkBar keys={selected.keys} versions={versions} onDone={onDone} onClear={selected.clear} />
    </>
  )
}

function Gap({ width, height }: { width: number; height: number }) {
  return (
    <tr aria-hidden="true">
      <td colSpan={width} height={height} className="p-0" />
    </tr>
  )
}
