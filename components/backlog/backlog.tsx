'use client'

import { announce } from '@atlaskit/pragmatic-drag-and-drop-live-region'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useUndo } from '@/components/bulk/use-undo'
import type { Backlog } from '@/lib/items'
import type { BoardFilter } from '@/lib/items/schema'
import { allRows, findRow, moveRows, nameOf, spoken, type Gap } from './backlog-data'
import { GroupDialog, type EpicChoice, type MakeAction } from './group-dialog'
import { aboveLine, MoveMenu, wordFor } from './move-menu'
import type { RowHands } from './row'
import { SectionView } from './section'
import { SelectionBar } from './selection-bar'
import { SplitDialog } from './split-dialog'
import { useBacklogActs } from './use-backlog-acts'
import { useBacklog, type SendMoves } from './use-backlog'
import { useDrops } from './use-drops'
import { useRowKeys, type Lifted } from './use-row-keys'
import { useSelection } from './use-selection'

type Props = {
  first: Backlog
  filter: BoardFilter
  /** A query that the rows fit; only the server can tell which do. */
  q: string | null
  /** An iteration's number, when only it and the backlog are shown. */
  only?: number
  since: string
  epics: readonly EpicChoice[]
  send: SendMoves
  split: MakeAction
  group: MakeAction
  whenEmpty: ReactNode
}

/** Past this many rows only those in view are drawn. */
const windowFrom = 80

/** Everything that is open, in one order: moved by hand, by keys or by a menu, one row or many. */
export function BacklogView({ first, filter, q, only, since, epics, send, split, group, whenEmpty }: Props) {
  const router = useRouter()
  const reread = useRef(() => {})
  const { did, undo, window } = useUndo(() => reread.current())
  const { backlog, move, more, readAnew } = useBacklog({
    first,
    filter,
    q,
    only,
    since,
    send,
    onMoved: did,
    // The iteration's own numbers are drawn by the server.
    onChanged: only === undefined ? undefined : () => router.refresh(),
  })
  useEffect(() => {
    reread.current = () => readAnew(0)
  })
  const { selected, setSelected, select, stood, setStood } = useSelection(backlog)
  const [lifted, setLifted] = useState<Lifted | null>(null)
  const [dragged, setDragged] = useState<readonly string[]>([])
  const [menuOpen, setMenuOpen] = useState(false)
  const [dialog, setDialog] = useState<'split' | 'group' | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  const filtered = Object.keys(filter).length > 0 || q !== null

  const shown = useMemo(
    () => (lifted ? moveRows(backlog, lifted.keys, lifted.over) : backlog),
    [backlog, lifted],
  )
  const rows = allRows(shown)
  const current = stood && rows.some((row) => row.key === stood) ? stood : (rows[0]?.key ?? null)
  const chosen = rows.filter((row) => selected.has(row.key))
  const held = useMemo(() => new Set(lifted?.keys ?? dragged), [lifted, dragged])

  function moveTo(keys: readonly string[], to: Gap) {
    void move(keys, to)
    const section = backlog.sections.find((each) => nameOf(each) === to.section)!
    announce(`${spoken(keys)} moved to ${placeWord(to)} of ${wordFor(section)}.`)
  }

  /** What a command by key or button is about: the selection, else the row at which the keys are. */
  function subjects(): string[] {
    return chosen.length > 0 ? chosen.map((row) => row.key) : current ? [current] : []
  }

  const latest = useRef({ selected, select, moveTo, backlog, filtered, more })
  useEffect(() => {
    latest.current = { selected, select, moveTo, backlog, filtered, more }
  })
  // The same hands for as long as the page stands, so that a moved row does not draw hundreds of others anew.
  const hands = useMemo<RowHands>(
    () => ({
      stand: setStood,
      select: (key, how) => latest.current.select(key, how),
      along(key) {
        const { selected: all, backlog: data } = latest.current
        if (!all.has(key)) return [key]
        return allRows(data).flatMap((row) => (all.has(row.key) ? [row.key] : []))
      },
      dragging: setDragged,
      menu: (keys) => (
        <MoveMenu
          backlog={latest.current.backlog}
          keys={keys}
          filtered={latest.current.filtered}
          onMove={(to) => latest.current.moveTo(keys, to)}
        />
      ),
    }),
    [setStood],
  )
  function openDialog(which: 'split' | 'group') {
    if (!current) return
    if (chosen.length === 0) select(current, 'one')
    if (which === 'group' || chosen.length <= 1) setDialog(which)
  }
  const needMore = useCallback((name: number) => void latest.current.more(name), [])

  const { onKeyDown, focusRow } = useRowKeys({
    frame,
    backlog,
    shown,
    current,
    lifted,
    setLifted,
    select,
    clear: () => setSelected(new Set()),
    hasSelection: chosen.length > 0,
    subjects,
    moveTo,
    toLine: (keys) => {
      const here = findRow(backlog, keys[0] ?? '')
      if (here && !filtered)
        moveTo(keys, { section: nameOf(here.section), index: aboveLine(backlog, here.section, keys) })
    },
    openMenu: () => {
      if (!current) return
      if (chosen.length === 0) select(current, 'one')
      setMenuOpen(true)
    },
    openDialog,
    undo,
  })
  const standing = current !== null && current === stood
  useBacklogActs({
    backlog,
    keys: chosen.length > 0 ? chosen.map((row) => row.key) : standing ? [current] : [],
    isSelection: chosen.length > 0,
    filtered,
    moveTo,
    openDialog,
    clear: () => setSelected(new Set()),
  })

  useDrops(frame, backlog, moveTo)

  function over(said: string, id?: string) {
    setDialog(null)
    if (id) did(id, said)
    setSelected(new Set())
    readAnew(0)
    if (current) focusRow(current)
  }

  const isEmpty = !filtered && backlog.sections.every((section) => section.total === 0)
  return (
    <div
      ref={frame}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        // Somebody walked away with rows in the hand: they go back.
        if (lifted && event.relatedTarget && !event.currentTarget.contains(event.relatedTarget))
          setLifted(null)
      }}
      className="relative -mx-4 min-h-0 flex-1 overflow-y-auto px-4 pb-4 md:-mx-5 md:px-5"
    >
      <p id="backlog-help" className="sr-only">
        X selects, shift with arrows selects more. Space lifts, arrow keys move, space drops, escape puts
        back.
      </p>
      {isEmpty && <div className="mb-4 rounded-card border bg-sheet">{whenEmpty}</div>}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {shown.sections.map((section) => (
          <SectionView
            key={nameOf(section)}
            section={section}
            frame={frame}
            windowed={rows.length > windowFrom}
            filtered={filtered}
            current={current}
            selected={selected}
            held={held}
            hands={hands}
            onNeedMore={needMore}
          />
        ))}
      </div>
      {chosen.length > 0 && (
        <SelectionBar
          rows={chosen}
          menu={
            <MoveMenu
              backlog={backlog}
              keys={chosen.map((row) => row.key)}
              filtered={filtered}
              onMove={(to) =>
                moveTo(
                  chosen.map((row) => row.key),
                  to,
                )
              }
            />
          }
          menuOpen={menuOpen}
          onMenu={setMenuOpen}
          onSplit={() => setDialog('split')}
          onGroup={() => setDialog('group')}
          onClear={() => setSelected(new Set())}
        />
      )}
      {dialog === 'split' && chosen.length === 1 && (
        <SplitDialog
          item={chosen[0]!}
          action={split}
          onClose={() => setDialog(null)}
          onDone={(id) => over(`${chosen[0]!.key} was split`, id)}
        />
      )}
      {dialog === 'group' && chosen.length > 0 && (
        <GroupDialog
          keys={chosen.map((row) => row.key)}
          epics={epics}
          action={group}
          onClose={() => setDialog(null)}
          onDone={(id) => over(`${spoken(chosen.map((row) => row.key))} grouped under an epic`, id)}
        />
      )}
      {window}
    </div>
  )
}

function placeWord({ index }: Gap): string {
  if (index === 'end') return 'the bottom'
  return index === 0 ? 'the top' : `place ${index + 1}`
}
