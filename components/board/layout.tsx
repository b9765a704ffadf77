'use client'

import clsx from 'clsx'
import { useMemo } from 'react'
import {
  statuses,
  statusLabels,
  type Board,
  type BoardAsk,
  type BoardCell,
  type BoardSettings,
  type Lane,
  type Status,
} from '@/lib/items/labels'
import { cardsAt, cellAt, totalOf, type Spot } from './board-data'
import { CellView } from './cell'
import { ColumnHead } from './column-head'
import { ColumnSwitch } from './column-switch'
import { fillFrom } from './fill'
import { LaneHead } from './lane-head'
import type { Preferences } from './preferences'
import { QuickAdd } from './quick-add'
import type { Adding } from './use-adding'

type Props = {
  board: Board
  ask: BoardAsk
  settings: BoardSettings
  /** Each column's cards without a filter; null when what is shown is all. */
  whole: Partial<Record<Status, number>> | null
  now: string
  current: string | null
  lifted: string | null
  adding: Adding | null
  preferences: Preferences
  folded: ReadonlySet<string>
  onPrefer: (change: Partial<Preferences>) => void
  onAdd: (spot: Adding, title: string, origin: Preferences['origin']) => Promise<string | null>
  onAdding: (spot: Adding | null) => void
  onNeedMore: (spot: Spot) => void
}

/** Columns side by side, or cut across into lanes; on a phone one column at a time. */
export function BoardLayout(props: Props) {
  const { board, ask, preferences, onPrefer } = props
  const phone = preferences.column ?? busiest(board)
  return (
    <>
      <ColumnSwitch
        shown={phone}
        total={(status) => totalOf(board, { status })}
        onShow={(column) => onPrefer({ column })}
      />
      {ask.lanes ? <Lanes {...props} phone={phone} /> : <Columns {...props} phone={phone} />}
    </>
  )
}

type Inner = Props & { phone: Status }

function Columns(props: Inner) {
  const { board, phone, onAdding } = props
  const lane = board.lanes[0]!
  return (
    <div className="grid min-h-0 flex-1 auto-cols-[minmax(14rem,1fr)] grid-flow-col grid-rows-[minmax(0,1fr)] gap-3 max-md:auto-cols-[minmax(0,1fr)] md:overflow-x-auto md:overscroll-x-contain">
      {statuses.map((status) => (
        <section
          key={status}
          aria-labelledby={`column-${status}`}
          className={clsx(
            'relative flex min-h-0 min-w-0 flex-col rounded-[12px] bg-sunk pt-2',
            status !== phone && 'max-md:hidden',
          )}
        >
          <div className="mb-2 flex shrink-0">
            <Head {...props} status={status} lane={lane} />
          </div>
          <AddLine {...props} spot={{ status, lane: lane.id, end: 'top' }} lane={lane} />
          <Cell {...props} status={status} lane={lane} />
          <AddLine {...props} spot={{ status, lane: lane.id, end: 'bottom' }} lane={lane} />
          <AddButton
            onAdd={() => onAdding({ status, lane: lane.id, end: 'bottom' })}
            words={`Add to the foot of ${statusLabels[status]}`}
          />
        </section>
      ))}
    </div>
  )
}

const columnsOfLanes =
  'grid grid-cols-[repeat(5,minmax(0,1fr))] gap-3 md:min-w-[73rem] max-md:grid-cols-[minmax(0,1fr)]'

function Lanes(props: Inner) {
  const { board, ask, phone, folded, preferences, onPrefer, onAdding } = props
  // What the head of a column adds comes into the first lane that is open and that can take something new.
  const adding = board.lanes.find((lane) => !folded.has(lane.id) && fillFrom(ask, lane))
  return (
    <div className="relative min-h-0 flex-1 overflow-auto overscroll-contain">
      <div className={clsx(columnsOfLanes, 'sticky top-0 z-10 bg-paper pb-2')}>
        {statuses.map((status) => (
          <div
            key={status}
            className={clsx('flex rounded-[12px] bg-sunk py-1.5', status !== phone && 'max-md:hidden')}
          >
            <Head {...props} status={status} lane={adding} />
          </div>
        ))}
      </div>
      {board.lanes.map((lane, at) => {
        const open = !folded.has(lane.id)
        const id = `lane-${at}`
        const name = `${ask.lanes}:${lane.id}`
        return (
          <section key={lane.id} aria-labelledby={id} className="pb-3">
            <LaneHead
              id={id}
              lane={lane}
              by={ask.lanes!}
              total={totalOf(board, { lane: lane.id })}
              open={open}
              onToggle={() =>
                onPrefer({
                  folded: open
                    ? [...preferences.folded, name]
                    : preferences.folded.filter((each) => each !== name),
                })
              }
            />
            {open && (
              <div className={columnsOfLanes}>
                {statuses.map((status) => (
                  <div
                    key={status}
                    className={clsx('group/cell flex min-w-0 flex-col', status !== phone && 'max-md:hidden')}
                  >
                    <AddLine {...props} spot={{ status, lane: lane.id, end: 'top' }} lane={lane} />
                    <Cell {...props} status={status} lane={lane} />
                    <AddLine {...props} spot={{ status, lane: lane.id, end: 'bottom' }} lane={lane} />
                    {fillFrom(ask, lane) && (
                      <AddButton
                        quiet
                        onAdd={() => onAdding({ status, lane: lane.id, end: 'bottom' })}
                        words={`Add to ${statusLabels[status]}, ${lane.title}`}
                      />
                    )}
                  </div>
                ))}
              </div>
            )}
          </section>
        )
      })}
    </div>
  )
}

type At = { status: Status; lane: Lane }

function Head({
  board,
  settings,
  whole,
  status,
  lane,
  onAdding,
}: Inner & { status: Status; lane: Lane | undefined }) {
  const total = totalOf(board, { status })
  return (
    <ColumnHead
      status={status}
      total={total}
      limit={settings.limits[status]}
      inAll={whole ? Math.max(whole[status] ?? 0, total) : total}
      onAdd={lane && (() => onAdding({ status, lane: lane.id, end: 'top' }))}
    />
  )
}

function Cell({ board, ask, settings, now, current, lifted, status, lane, onNeedMore }: Inner & At) {
  const empty = useMemo<BoardCell>(
    () => ({ status, lane: lane.id, total: 0, cards: [], next: null }),
    [status, lane.id],
  )
  const cell = cellAt(board, { status, lane: lane.id }) ?? empty
  const holds = (key: string | null) => key !== null && cell.cards.some((card) => card.key === key)
  return (
    <CellView
      cell={cell}
      label={lane.title ? `${statusLabels[status]}, ${lane.title}` : statusLabels[status]}
      now={now}
      settings={settings}
      current={holds(current) ? current : (cell.cards[0]?.key ?? null)}
      lifted={holds(lifted) ? lifted : null}
      onNeedMore={onNeedMore}
      inLane={ask.lanes !== null}
    />
  )
}

function AddLine({
  ask,
  adding,
  preferences,
  spot,
  lane,
  onAdd,
  onAdding,
}: Inner & { spot: Adding; lane: Lane }) {
  if (adding?.status !== spot.status || adding.lane !== spot.lane || adding.end !== spot.end) return null
  const fixed = fillFrom(ask, lane)?.origin
  return (
    <QuickAdd
      status={spot.status}
      origin={fixed ?? preferences.origin}
      fixed={fixed !== undefined}
      onAdd={(title, origin) => onAdd(spot, title, origin)}
      onClose={() => onAdding(null)}
    />
  )
}

function AddButton({ quiet, words, onAdd }: { quiet?: boolean; words: string; onAdd: () => void }) {
  return (
    <button
      type="button"
      onClick={onAdd}
      className={clsx(
        'shrink-0 rounded-control px-2 py-1 text-start text-xs text-ink-3 hover:bg-hover hover:text-ink',
        quiet
          ? 'pointer-fine:opacity-0 group-focus-within/cell:opacity-100 group-hover/cell:opacity-100 focus-visible:opacity-100'
          : 'mx-2 mb-1.5',
      )}
    >
      <span aria-hidden="true">+ Add</span>
      <span className="sr-only">{words}</span>
    </button>
  )
}

/** A phone begins where work is being done. */
function busiest(board: Board): Status {
  const order = ['in-progress', 'in-review', 'ready', 'backlog', 'done'] as const
  return (
    order.find((status) => board.lanes.some(({ id }) => cardsAt(board, { status, lane: id }).length > 0)) ??
    'in-progress'
  )
}
