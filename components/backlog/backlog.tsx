'use client'

import { announce, cleanup } from '@atlaskit/pragmatic-drag-and-drop-live-region'
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/extract-closest-edge'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState, type ReactNode } from 'react'
import type { Backlog } from '@/lib/items'
import type { BoardFilter } from '@/lib/items/schema'
import type { FormState } from '@/lib/kernel/forms'
import { allRows, findRow, moveRows, nameOf, type Gap } from './backlog-data'
import { GroupDialog, type EpicChoice } from './group-dialog'
import { aboveLine, MoveMenu, wordFor } from './move-menu'
import type { RowHands } from './row'
import { SectionView } from './section'
import { SelectionBar } from './selection-bar'
import { SplitDialog } from './split-dialog'
import { useBacklog, type SendMoves } from './use-backlog'
import { useRowKeys, type Lifted } from './use-row-keys'
import { useSelection } from './use-selection'

type FormAction = (state: FormState, form: FormData) => Promise<FormState>
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
  split: FormAction
  group: FormAction
  whenEmpty: ReactNode
}

/** Past this many rows only those in view are drawn. */
const windowFrom = 80

/** Everything that is open, in one order: moved by hand, by keys or by a menu, one row or many. */
export function BacklogView({ first, filter, q, only, since, epics, send, split, group, whenEmpty }: Props) {
  const router = useRouter()
  const { backlog, move, more, readAnew } = useBacklog({
    first,
    filter,
    q,
    only,
    since,
    send,
    // The iteration's own numbers are drawn by the server.
    onChanged: only === undefined ? undefined : () => router.refresh(),
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
    openDialog: (which) => {
      if (!current) return
      if (chosen.length === 0) select(current, 'one')
      if (which === 'group' || chosen.length <= 1) setDialog(which)
    },
  })

  const dropped = useEffectEvent((keys: string[], data: Record<string, unknown>) => {
    const section = backlog.sections.find((each) => nameOf(each) === data.section)
    if (!section) return
    const rest = section.rows.filter((row) => !keys.includes(row.key))
    const name = nameOf(section)
    if (data.top) return moveTo(keys, { section: name, index: 0 })
    if (data.end) return moveTo(keys, { section: name, index: 'end' })
    if (typeof data.line === 'number')
      return moveTo(keys, { section: name, index: aboveLine(backlog, section, keys) })
    const at = rest.findIndex((row) => row.key === data.over)
    if (at < 0) return
    moveTo(keys, { section: name, index: at + (extractClosestEdge(data) === 'bottom' ? 1 : 0) })
  })

  useEffect(() => {
    const scroller = frame.current
    if (!scroller) return
    const stop = combine(
      autoScrollForElements({ element: scroller }),
      monitorForElements({
        canMonitor: ({ source }) => Array.isArray(source.data.rows),
        onDrop({ source, location }) {
          const [target] = location.current.dropTargets
          if (target) dropped(source.data.rows as string[], target.data)
        },
      }),
    )
    return () => {
      stop()
      cleanup()
    }
  }, [])

  function over() {
    setDialog(null)
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
      <div className="grid gap-4">
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
        <SplitDialog item={chosen[0]!} action={split} onClose={() => setDialog(null)} onDone={over} />
      )}
      {dialog === 'group' && chosen.length > 0 && (
        <GroupDialog
          keys={chosen.map((row) => row.key)}
          epics={epics}
          action={group}
          onClose={() => setDialog(null)}
          onDone={over}
        />
      )}
    </div>
  )
}

export function spoken(keys: readonly string[]): string {
  return keys.length === 1 ? keys[0]! : `${keys.length} items`
}

function placeWord({ index }: Gap): string {
  if (index === 'end') return 'the bottom'
  return index === 0 ? 'the top' : `place ${index + 1}`
}
