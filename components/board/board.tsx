'use client'

import { announce } from '@atlaskit/pragmatic-drag-and-drop-live-region'
import { useCallback, useEffect, useMemo, useRef, useState, type MouseEvent, type ReactNode } from 'react'
import { later } from '@/components/ui/later'
import { type Board, type BoardAsk, type BoardSettings, type Status } from '@/lib/items/labels'
import { cardsAt, findCard, keysInOrder, step, totalOf, type Spot } from './board-data'
import type { ToolHands } from './card-tools'
import { BoardLayout } from './layout'
import { OfflineLine } from './offline'
import type { Preferences } from './preferences'
import { selection } from './selection'
import { SelectionBar } from './selection-bar'
import { useAdding, type AddCard } from './use-adding'
import type { Edit, SendChange, SendMove } from './sending'
import { useBoard } from './use-board'
import { useBoardKeys } from './use-board-keys'
import { useDrag } from './use-drag'
import { useHand } from './use-hand'
import { useTools } from './use-tools'
import { usePreferences } from './use-preferences'
import { useWholeCounts } from './use-whole-counts'

type Props = {
  first: Board
  ask: BoardAsk
  settings: BoardSettings
  /** Each column's cards without a filter. */
  whole: Partial<Record<Status, number>>
  preferences: Preferences
  me: { id: string; name: string } | null
  people: readonly { id: string; name: string }[]
  since: string
  now: string
  actions: {
    move: SendMove
    change: SendChange
    add: AddCard
    peek: (key: string) => Promise<ReactNode>
  }
  whenEmpty: ReactNode
}

const cardTools = later(() => import('./card-tools').then((module) => module.CardTools))
const clashDialog = later(() => import('./clash-dialog').then((module) => module.ClashDialog))

/** Columns of cards that are moved by hand, by keys or by a menu, and follow what others do. */
export function BoardView(props: Props) {
  const { ask, settings, people, me, actions } = props
  const now = useNow(props.now)
  const [preferences, prefer] = usePreferences(props.preferences, me?.id ?? null)
  const whole = useWholeCounts(props.whole, {
    wanted: Object.keys(settings.limits).length > 0 && (ask.q !== null || Object.keys(ask.filter).length > 0),
  })
  const { board, move, edit, more, lost, ...cards } = useBoard({
    first: props.first,
    ask,
    since: props.since,
    sendMove: actions.move,
    sendChange: actions.change,
    onNews: whole.news,
  })
  const { tool, openMenu, open, closeMenu, close } = useTools()
  const frame = useRef<HTMLDivElement>(null)

  const folded = useMemo(
    () =>
      new Set(
        preferences.folded.flatMap((lane) =>
          lane.startsWith(`${ask.lanes}:`) ? [lane.slice(`${ask.lanes}:`.length)] : [],
        ),
      ),
    [preferences.folded, ask.lanes],
  )
  const { shown, current, lifted, focus, stand, walk, ...hand } = useHand({ frame, board, now, folded, move })
  const { adding, setAdding, add } = useAdding({
    board,
    ask,
    send: actions.add,
    put: cards.add,
    preferences,
    prefer,
    placeWords: hand.placeWords,
  })
  useEffect(() => () => selection.clear(), [])

  async function moveTo(
    key: string,
    { status, end }: { status: Status; end: 'top' | 'bottom' },
    also?: Edit,
  ) {
    const here = findCard(board, key)
    if (!here) return false
    const spot = { status, lane: here.lane }
    const last = cardsAt(board, spot).length - (here.status === status ? 1 : 0)
    const place = { ...spot, index: end === 'top' ? 0 : last }
    // A window keeps the focus until it has its answer.
    if (!also) focus(key)
    const done = await move(key, place, { last: end === 'bottom', also })
    announce(done ? `${key} moved to ${hand.spoken(place)}.` : `${key} stays.`)
    return done
  }

  useDrag(frame, (key, { status, lane, over, below }) => {
    const here = findCard(board, key)
    if (!here || over === key) return
    const cards = cardsAt(board, { status, lane })
    const at = over === null ? cards.length : cards.findIndex((card) => card.key === over) + (below ? 1 : 0)
    // Taken out of its own column first, everything behind it comes one nearer.
    const same = here.status === status && here.lane === lane
    const place = { status, lane, index: same && here.index < at ? at - 1 : at }
    void move(key, place).then((done) =>
      announce(done ? `${key} moved to ${hand.spoken(place)}.` : `${key} stays.`),
    )
  })

  function select(key: string, { range = false } = {}) {
    if (range) selection.range(key, keysInOrder(board))
    else selection.toggle(key)
    const { size } = selection.get()
    announce(size === 0 ? 'Nothing is selected.' : `${size} selected.`)
  }

  function onClick(event: MouseEvent) {
    if (!(event.target instanceof Element)) return
    const button = event.target.closest<HTMLElement>('[data-card-menu]')
    const key = event.target.closest<HTMLElement>('[data-card]')?.dataset.card
    if (button) openMenu(button.dataset.cardMenu!, button)
    else if (key && event.shiftKey) {
      event.preventDefault()
      hand.noteFocus(key)
      select(key, { range: true })
    }
  }

  function assignToMe(key: string) {
    if (me) void edit(key, { change: { assignee: me.id }, patch: { assignee: me } })
  }

  function block(key: string) {
    if (findCard(board, key)?.card.blocked === null) open('block', key)
    else void edit(key, { change: { blocked: null }, patch: { blocked: null } })
  }

  useBoardKeys({
    current,
    stand,
    walk: (arrow) => (hand.stood ? walk(arrow) : current && stand(current)),
    open,
    assignToMe,
    block,
    select,
    add: () => {
      const here = current ? findCard(board, current) : null
      setAdding({
        status: here?.status ?? 'backlog',
        lane: here?.lane ?? board.lanes[0]?.id ?? '',
        end: 'top',
      })
    },
    clear: selection.clear,
  })

  const spotsHands = useRef({ more })
  useEffect(() => {
    spotsHands.current = { more }
  })
  const needMore = useCallback((spot: Spot) => void spotsHands.current.more(spot), [])

  const card = tool && findCard(board, tool.key)?.card
  const hands: ToolHands = {
    move: moveTo,
    edit,
    select,
    open,
    read: actions.peek,
    step: (way) => {
      const here = tool && findCard(board, tool.key)
      const place = here && step(board, here, way, { lifted: false, folded })
      const next = place && cardsAt(board, place)[place.index]
      if (!next) return
      hand.noteFocus(next.key)
      open('peek', next.key)
    },
    closeMenu,
    close: () => {
      close()
      if (tool) focus(tool.key)
    },
    focus,
  }
  return (
    <>
      <p id="board-help" className="sr-only">
        Space lifts the card, arrow keys move it, space drops it, escape puts it back.
      </p>
      <OfflineLine />
      <div
        ref={frame}
        onKeyDown={hand.onKeyDown}
        onClick={onClick}
        onPointerEnter={cardTools.prepare}
        onFocus={(event) => {
          cardTools.prepare()
          const key = event.target.closest<HTMLElement>('[data-card]')?.dataset.card
          if (key) hand.noteFocus(key)
        }}
        onBlur={(event) => {
          if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) hand.letGo()
        }}
        data-board
        data-density={preferences.compact ? 'compact' : 'comfortable'}
        className="group/board relative flex min-h-0 flex-1 flex-col"
      >
        {totalOf(board, {}) === 0 && !adding && (
          <div className="absolute inset-x-4 top-1/4 z-1 mx-auto max-w-lg rounded-dialog border bg-sheet">
            {props.whenEmpty}
          </div>
        )}
        <BoardLayout
          board={shown}
          ask={ask}
          settings={settings}
          whole={whole.counts}
          now={now}
          current={current}
          lifted={lifted}
          adding={adding}
          preferences={preferences}
          folded={folded}
          onPrefer={prefer}
          onAdd={add}
          onAdding={setAdding}
          onNeedMore={needMore}
        />
      </div>
      <SelectionBar board={board} />
      {tool && card && (
        <cardTools.Part
          key={`${tool.kind} ${tool.kind === 'peek' ? '' : tool.key}`}
          tool={tool}
          card={card}
          people={people}
          labels={[...new Set(board.cells.flatMap(({ cards }) => cards.flatMap(({ labels }) => labels)))]}
          hands={hands}
        />
      )}
      {lost && (
        <clashDialog.Part
          lost={lost}
          onClose={() => {
            cards.forgetLost()
            focus(lost.key)
          }}
        />
      )}
    </>
  )
}

/** The present, a minute at a time: a board stays open all day, and its ages go on. */
function useNow(first: string): string {
  const [now, setNow] = useState(first)
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
