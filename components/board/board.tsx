'use client'

import { announce } from '@atlaskit/pragmatic-drag-and-drop-live-region'
import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react'
import {
  askQuery,
  statusLabels,
  type Board,
  type BoardAsk,
  type BoardSettings,
  type Status,
} from '@/lib/items/labels'
import { useToast } from '@/components/ui/toast'
import {
  cardsAt,
  findCard,
  keysInOrder,
  moveCard,
  step,
  totalOf,
  type Arrow,
  type Place,
  type Spot,
} from './board-data'
import type { ToolHands } from './card-tools'
import { fillFrom, type Fill } from './fill'
import { BoardLayout } from './layout'
import { OfflineLine, offlineWords } from './offline'
import type { Preferences } from './preferences'
import { selection } from './selection'
import { SelectionBar } from './selection-bar'
import { useBoard, type CardAnswer, type SendChange, type SendMove } from './use-board'
import { useBoardKeys } from './use-board-keys'
import { useDrag } from './use-drag'
import { useFocusOnCard } from './use-focus-on-card'
import { useTools } from './use-tools'
import { usePreferences } from './use-preferences'
import { useWholeCounts } from './use-whole-counts'

export type AddCard = (card: {
  title: string
  status: Status
  origin: Preferences['origin']
  fill: Fill
  top: boolean
  once: string
  shown: string
}) => Promise<CardAnswer>

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

/** A card in somebody's hand: where it came from, and over which place it is held. */
type Lifted = { key: string; from: Place; over: Place }
/** Where a card is being added. */
export type Adding = Spot & { end: 'top' | 'bottom' }

const loadTools = () => import('./card-tools')
const CardTools = lazy(() => loadTools().then((module) => ({ default: module.CardTools })))

/** Columns of cards that are moved by hand, by keys or by a menu, and follow what others do. */
export function BoardView(props: Props) {
  const { ask, settings, people, me, actions } = props
  const toast = useToast()
  const now = useNow(props.now)
  const [preferences, prefer] = usePreferences(props.preferences, me?.id ?? null)
  const whole = useWholeCounts(props.whole, {
    wanted: Object.keys(settings.limits).length > 0 && (ask.q !== null || Object.keys(ask.filter).length > 0),
  })
  const { board, move, edit, put, more } = useBoard({
    first: props.first,
    ask,
    since: props.since,
    sendMove: actions.move,
    sendChange: actions.change,
    onNews: whole.news,
  })
  const [stood, setStood] = useState<string | null>(null)
  const [lifted, setLifted] = useState<Lifted | null>(null)
  const [adding, setAdding] = useState<Adding | null>(null)
  const { tool, openMenu, open, close } = useTools()
  const frame = useRef<HTMLDivElement>(null)

  const shown = useMemo(
    () => (lifted ? moveCard(board, lifted.key, lifted.over, { now }) : board),
    [board, lifted, now],
  )
  const focus = useFocusOnCard(frame, shown)
  const current = stood && findCard(shown, stood) ? stood : (keysInOrder(shown)[0] ?? null)
  const folded = useMemo(
    () =>
      new Set(
        preferences.folded.flatMap((lane) =>
          lane.startsWith(`${ask.lanes}:`) ? [lane.slice(`${ask.lanes}:`.length)] : [],
        ),
      ),
    [preferences.folded, ask.lanes],
  )
  useEffect(() => () => selection.clear(), [])

  function stand(key: string) {
    setStood(key)
    focus(key)
  }

  function spoken({ status, lane, index }: Place) {
    const isHere = findCard(shown, lifted?.key ?? '')
    const own = isHere?.status === status && isHere.lane === lane
    const total = Math.max(totalOf(shown, { status, lane }) + (own ? 0 : 1), index + 1)
    return `${placeWords({ status, lane })}, place ${index + 1} of ${total}`
  }

  function placeWords({ status, lane }: Spot) {
    const title = board.lanes.find(({ id }) => id === lane)?.title
    return title ? `${statusLabels[status]}, ${title}` : statusLabels[status]
  }

  function moveTo(key: string, to: Place | { status: Status; end: 'top' | 'bottom' }) {
    const here = findCard(board, key)
    if (!here) return
    const spot = { status: to.status, lane: 'lane' in to ? to.lane : here.lane }
    const isHere = here.status === spot.status && here.lane === spot.lane
    const last = cardsAt(board, spot).length - (isHere ? 1 : 0)
    const place = 'end' in to ? { ...spot, index: to.end === 'top' ? 0 : last } : to
    focus(key)
    void move(key, place).then((done) =>
      announce(done ? `${key} moved to ${spoken(place)}.` : `${key} stays.`),
    )
  }

  function walk(arrow: Arrow) {
    const here = current === null ? null : findCard(shown, current)
    if (!here) return
    const place = step(shown, here, arrow, { lifted: lifted !== null, folded })
    if (!place) return
    if (!lifted) return stand(cardsAt(shown, place)[place.index]!.key)
    focus(lifted.key)
    setLifted({ ...lifted, over: place })
    announce(`${placeWords(place)}, place ${place.index + 1}.`)
  }

  function lift(key: string) {
    const here = findCard(board, key)
    if (!here) return
    const from = { status: here.status, lane: here.lane, index: here.index }
    setStood(key)
    setLifted({ key, from, over: from })
    announce(
      `${key} lifted from ${statusLabels[from.status]}. Arrow keys move it, space drops it, escape puts it back.`,
    )
  }

  function drop({ key, over }: Lifted) {
    focus(key)
    setLifted(null)
    void move(key, over).then((done) =>
      announce(done ? `${key} dropped in ${spoken(over)}.` : `${key} is back where it was.`),
    )
  }

  function putBack({ key, from }: Lifted) {
    focus(key)
    setLifted(null)
    announce(`${key} is back in ${statusLabels[from.status]}.`)
  }

  function onKeyDown(event: KeyboardEvent) {
    const onCard = event.target instanceof HTMLElement ? event.target.dataset.cardLink : undefined
    if (!onCard || event.metaKey || event.ctrlKey || event.altKey) return
    const arrow = arrows[event.key]
    if (arrow) walk(arrow)
    else if (event.key === ' ') {
      if (lifted) drop(lifted)
      else lift(onCard)
    } else if (event.key === 'Escape' && lifted) putBack(lifted)
    else if (event.key === 'Enter' && lifted) drop(lifted)
    else return
    event.preventDefault()
    event.stopPropagation()
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
      announce(done ? `${key} moved to ${spoken(place)}.` : `${key} stays.`),
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
      setStood(key)
      select(key, { range: true })
    }
  }

  function assignToMe(key: string) {
    if (me) void edit(key, { assignee: me.id }, { assignee: me })
  }

  function block(key: string) {
    if (findCard(board, key)?.card.blocked === null) open('block', key)
    else void edit(key, { blocked: null }, { blocked: null })
  }

  useBoardKeys({
    current,
    stand,
    walk: (arrow) => (stood ? walk(arrow) : current && stand(current)),
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

  async function add(spot: Adding, title: string, origin: Preferences['origin']): Promise<string | null> {
    const lane = board.lanes.find(({ id }) => id === spot.lane)
    const fill = lane && fillFrom(ask, lane)
    if (!fill) return 'Big work comes from the wishlist: promote its idea in Plan.'
    if (!navigator.onLine) return offlineWords
    const answer = await actions
      .add({
        title,
        status: spot.status,
        origin,
        fill,
        top: spot.end === 'top',
        once: onceId(),
        shown: askQuery(ask),
      })
      .catch((): CardAnswer => ({ ok: false, problem: 'Daylight did not answer. Please try again.' }))
    if (!answer.ok) return answer.problem
    if (origin !== preferences.origin && !fill.origin) prefer({ origin })
    const { key } = answer.card
    announce(`${key} added to ${placeWords(spot)}.`)
    if ('rank' in answer.card) put(answer.card as Parameters<typeof put>[0])
    else toast({ text: `${key} was added. What is shown here leaves it out.` })
    return null
  }

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
      setStood(next.key)
      open('peek', next.key)
    },
    close: () => {
      close()
      if (tool && tool.kind !== 'menu') focus(tool.key)
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
        onKeyDown={onKeyDown}
        onClick={onClick}
        onPointerEnter={() => void loadTools()}
        onFocus={(event) => {
          void loadTools()
          const key = event.target.closest<HTMLElement>('[data-card]')?.dataset.card
          if (key) setStood(key)
        }}
        onBlur={(event) => {
          // Somebody walked away with a card in the hand: it goes back.
          if (lifted && event.relatedTarget && !event.currentTarget.contains(event.relatedTarget))
            setLifted(null)
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
          lifted={lifted?.key ?? null}
          adding={adding}
          preferences={preferences}
          folded={folded}
          onPrefer={prefer}
          onAdd={add}
          onAdding={setAdding}
          onNeedMore={needMore}
        />
      </div>
      <SelectionBar />
      {tool && card && (
        <Suspense>
          <CardTools
            key={`${tool.kind} ${tool.kind === 'peek' ? '' : tool.key}`}
            tool={tool}
            card={card}
            people={people}
            labels={[...new Set(board.cells.flatMap(({ cards }) => cards.flatMap(({ labels }) => labels)))]}
            hands={hands}
          />
        </Suspense>
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

/** Sent twice, made once. Plain http, as in a house of one's own, has no randomUUID. */
function onceId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, '0')).join(
    '',
  )
}

const arrows: Record<string, Arrow> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}
