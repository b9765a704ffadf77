'use client'

import { useCallback, useMemo, useRef, useState } from 'react'
import { useToast } from '@/components/ui/toast'
import { fits, laneChange } from '@/lib/items/rules'
import { askQuery, type Board, type BoardAsk, type BoardCard } from '@/lib/items/labels'
import type { MoveItem, UpdateItem } from '@/lib/items/schema'
import {
  cellAt,
  dropCard,
  findCard,
  grow,
  holdsMore,
  moveCard,
  neighboursOf,
  putCard,
  recount,
  type Place,
  type Shape,
  type Spot,
  type Totals,
} from './board-data'
import { offlineWords } from './offline'
import { useLive, type LiveNews } from './use-live'

export type Change = Omit<UpdateItem, 'key'>
/** What the server made of it; of a plain move only what a move changes. */
export type CardAnswer =
  | { ok: true; card: Pick<BoardCard, 'key' | 'version'> & Partial<BoardCard> }
  | { ok: false; problem: string; card?: BoardCard }
export type SendMove = (move: MoveItem, change?: Change) => Promise<CardAnswer>
export type SendChange = (key: string, change: Change) => Promise<CardAnswer>

type Options = {
  first: Board
  ask: BoardAsk
  since: string
  sendMove: SendMove
  sendChange: SendChange
  /** Something happened on the board or near it. */
  onNews: () => void
}

/**
 * The board's own state. A card moves at once and settles with the server's answer; what others do is patched in. While
 * a card of ours is on its way, news of it change everything but its place, so that it never jumps back and forth.
 */
export function useBoard({ first, ask, since, sendMove, sendChange, onNews }: Options) {
  const toast = useToast()
  const query = askQuery(ask)
  const [board, setBoard] = useState(first)
  const latest = useRef(first)
  /** Cards on their way: how many answers are awaited, and what the server last said. */
  const onTheWay = useRef(new Map<string, { awaited: number; server: BoardCard }>())

  const change = useCallback((how: (board: Board) => Board) => {
    latest.current = how(latest.current)
    setBoard(latest.current)
  }, [])

  const shape = useMemo<Shape>(
    // What the query language lets through, only the server can say; a card that comes here has been asked about.
    () => ({ by: ask.lanes, belongs: (card) => fits(card, ask.filter) }),
    [ask],
  )

  const put = useCallback(
    (card: BoardCard) => {
      const ours = onTheWay.current.get(card.key)
      if (!ours) return change((old) => putCard(old, card, shape))
      ours.server = card
      change((old) => {
        const here = findCard(old, card.key)?.card
        if (!here) return old
        const { status, rank, statusSince, version, assignee, priority, origin, goal, goals, parent } = here
        const lane = ask.lanes ? { assignee, priority, origin, goal, goals, parent } : {}
        return putCard(
          old,
          { ...card, ...lane, status, rank, statusSince, version: Math.max(version, card.version) },
          shape,
        )
      })
    },
    [ask.lanes, change, shape],
  )

  const reload = useCallback(async () => {
    const read = await readJson<Board>(query)
    if (read) change(() => read)
  }, [change, query])

  const heard = useRef(new Set<string>())
  const asking = useRef<ReturnType<typeof setTimeout>>(undefined)
  /** Under a query only the server knows whether a card belongs here: many cards that changed at once are one question. */
  function askAbout(card: BoardCard) {
    heard.current.add(card.key)
    asking.current ??= setTimeout(async () => {
      const keys = [...heard.current]
      heard.current.clear()
      asking.current = undefined
      const answer = await readJson<{ cards: BoardCard[] }>(
        `${query}&keys=${encodeURIComponent(keys.join(','))}`,
      )
      if (!answer) return void reload()
      const found = new Map(answer.cards.map((each) => [each.key, each]))
      for (const key of keys) {
        const now = found.get(key)
        if (now) put(now)
        else if (!onTheWay.current.has(key)) change((old) => dropCard(old, key))
      }
    }, 30)
  }

  const counting = useRef<ReturnType<typeof setTimeout>>(undefined)
  /** A card that is not drawn here came, went or moved: only the server knows which columns counted it. */
  function countAnew(cardKey: string) {
    if (!holdsMore(latest.current) || findCard(latest.current, cardKey)) return
    counting.current ??= setTimeout(async () => {
      counting.current = undefined
      const totals = await readJson<Totals>(`${query}&counts`)
      if (totals) change((old) => recount(old, totals))
    }, 400)
  }

  useLive(since, (news: LiveNews) => {
    if (news.event === 'item') countAnew(news.data.key)
    if (news.event === 'gone') countAnew(news.data.name)
    if (news.event === 'reload') void reload()
    if (news.event === 'gone' && news.data.kind === 'item') change((old) => dropCard(old, news.data.name))
    if (news.event === 'item') {
      if (ask.q) askAbout(news.data)
      else put(news.data)
    }
    onNews()
  })

  /** Says what went wrong, in words; nothing that could not be sent is kept for later. */
  function refuse(cardKey: string, problem: string) {
    toast({ text: `${cardKey}: ${problem}`, danger: true })
    return false
  }

  async function settled(
    cardKey: string,
    server: BoardCard,
    work: () => Promise<CardAnswer>,
  ): Promise<boolean> {
    const ours = onTheWay.current.get(cardKey) ?? { awaited: 0, server }
    ours.awaited += 1
    onTheWay.current.set(cardKey, ours)
    const answer = await work().catch((): CardAnswer => ({ ok: false, problem: unanswered }))
    ours.awaited -= 1
    const { card } = answer
    if (card && card.version > ours.server.version) ours.server = { ...ours.server, ...card }
    if (!answer.ok) refuse(cardKey, answer.problem)
    if (ours.awaited === 0) {
      onTheWay.current.delete(cardKey)
      change((now) => settle(now, ours.server, shape))
      if (ask.q) askAbout(ours.server)
    }
    return answer.ok
  }

  /** `last`: behind all of the column, also behind what is not loaded. */
  async function move(cardKey: string, to: Place, { last = false } = {}): Promise<boolean> {
    const old = latest.current
    const here = findCard(old, cardKey)
    if (!here || (here.status === to.status && here.lane === to.lane && here.index === to.index)) return true
    if (!navigator.onLine) return refuse(cardKey, offlineWords)
    const lane = old.lanes.find(({ id }) => id === to.lane)
    const across = here.lane === to.lane || !lane ? null : laneChange(here.card, ask.lanes, lane)
    if (across && 'problem' in across) return refuse(cardKey, across.problem)
    const next = moveCard(old, cardKey, to, { now: new Date().toISOString(), patch: across?.patch })
    change(() => next)
    const place = last && cellAt(next, to)?.next ? { after: null } : named(next, cardKey)
    return settled(cardKey, here.card, () =>
      sendMove({ key: cardKey, status: to.status, ...place }, across?.change),
    )
  }

  /** Changes fields of a card; `patch` is how it looks until the server answers. */
  async function edit(cardKey: string, fields: Change, patch: Partial<BoardCard>): Promise<boolean> {
    const here = findCard(latest.current, cardKey)
    if (!navigator.onLine) return refuse(cardKey, offlineWords)
    if (!here) return false
    change((old) => putCard(old, { ...here.card, ...patch }, shape))
    const done = await settled(cardKey, here.card, () => sendChange(cardKey, fields))
    // It left the board by what was wished for, and that was refused: it is here still.
    if (!done && !fits({ ...here.card, ...patch }, ask.filter)) put(here.card)
    return done
  }

  const loading = useRef(new Set<string>())
  async function more({ status, lane }: Spot) {
    const cell = cellAt(latest.current, { status, lane })
    const name = `${status} ${lane}`
    if (!cell?.next || loading.current.has(name)) return
    loading.current.add(name)
    const params = new URLSearchParams({ status, lane, cursor: cell.next })
    const page = await readJson<{ cards: BoardCard[]; next: string | null }>(`${query}&${params}`)
    loading.current.delete(name)
    if (page) change((old) => grow(old, { status, lane }, page))
    else
      toast({
        text: 'The rest of this column did not come. Scroll there again to try once more.',
        danger: true,
      })
  }

  function add(card: BoardCard): boolean {
    put(card)
    countAnew(card.key)
    return findCard(latest.current, card.key) !== null
  }

  return { board, move, edit, add, more }
}

const unanswered = 'Daylight did not answer. The card is back where it was; please try again.'

/** What the server last said, exactly: the place of our own making is forgotten. */
function settle(board: Board, card: BoardCard, shape: Shape): Board {
  const here = findCard(board, card.key)
  // Gone meanwhile: an answer that is on its way does not bring it back.
  if (!here) return board
  const same = here.status === card.status && here.card.rank === card.rank
  return putCard(same ? lowered(board, card) : dropCard(board, card.key), card, shape)
}

/** A version of our own making must not stand in the way of the server's. */
function lowered(board: Board, card: BoardCard): Board {
  return {
    ...board,
    cells: board.cells.map((cell) =>
      cell.cards.some(({ key }) => key === card.key)
        ? {
            ...cell,
            cards: cell.cards.map((each) =>
              each.key === card.key ? { ...each, version: card.version } : each,
            ),
          }
        : cell,
    ),
  }
}

/** The first and the last name one neighbour only: what others put before or behind it meanwhile may stay there. */
function named(board: Board, key: string): Pick<MoveItem, 'before' | 'after'> {
  const { before, after } = neighboursOf(board, key)
  if (before === null && after === null) return {}
  if (before === null) return { after }
  return { before }
}

/** Asked again once, a moment later; null when there is no answer then either. */
async function readJson<T>(query: string): Promise<T | null> {
  for (const wait of [0, 700]) {
    if (wait) await new Promise((done) => setTimeout(done, wait))
    try {
      const response = await fetch(`/board/cards?${query}`)
      if (response.ok) return (await response.json()) as T
      if (response.status < 500) return null
    } catch {
      // Offline for a moment.
    }
  }
  return null
}
