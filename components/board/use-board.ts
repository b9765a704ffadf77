'use client'

import { useCallback, useMemo, useRef, useState } from 'react'
import { useToast } from '@/components/ui/toast'
import { fits, laneChange } from '@/lib/items/rules'
import { askQuery, type Board, type BoardAsk, type BoardCard } from '@/lib/items/labels'
import {
  cellAt,
  dropCard,
  findCard,
  grow,
  holdsMore,
  moveCard,
  putCard,
  recount,
  type Place,
  type Shape,
  type Spot,
  type Totals,
} from './board-data'
import { offlineWords } from './offline'
import { readJson } from './read-json'
import type { CardAnswer, Edit, LostRace, SendChange, SendMove, Sent } from './sending'
import { named, settle } from './settle'
import { useLive, type LiveNews } from './use-live'

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
  const onTheWay = useRef(new Map<string, { awaited: number; server: BoardCard; seen: number }>())
  const [lost, setLost] = useState<LostRace | null>(null)

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

  async function settled(server: BoardCard, sent: Sent): Promise<boolean> {
    const { key } = server
    const ours = onTheWay.current.get(key) ?? { awaited: 0, server, seen: sent.seen }
    ours.awaited += 1
    onTheWay.current.set(key, ours)
    // While one of ours is on its way, what others do to its place is not drawn: what was seen is what was seen before it.
    const seen = Math.min(sent.seen, ours.seen)
    const answer = await sent.work(seen).catch((): CardAnswer => ({ ok: false, problem: unanswered }))
    ours.awaited -= 1
    const { card } = answer
    if (card && card.version > ours.server.version) ours.server = { ...ours.server, ...card }
    if (!answer.ok) tell(server, sent, answer)
    if (ours.awaited === 0) {
      onTheWay.current.delete(key)
      // It left the board by what was wished for, and that was refused: it is here still.
      const left = !answer.ok && !fits({ ...server, ...sent.patch }, ask.filter)
      change((now) =>
        left && !findCard(now, key) ? putCard(now, ours.server, shape) : settle(now, ours.server, shape),
      )
      if (ask.q) askAbout(ours.server)
    }
    return answer.ok
  }

  /** A lost race is shown where it was run: in its window, or in one of its own. */
  function tell(card: BoardCard, sent: Sent, { problem, clashes }: CardAnswer & { ok: false }) {
    if (!clashes) return void refuse(card.key, problem)
    if (sent.onClash) return sent.onClash(problem, clashes)
    const { version: seen } = clashes
    setLost({
      key: card.key,
      clashes,
      mine: sent.patch,
      saveMine() {
        setLost(null)
        void settled(findCard(latest.current, card.key)?.card ?? card, { ...sent, seen })
      },
    })
  }

  /** `last`: behind all of the column, also behind what is not loaded. `also`: fields that change with the place. */
  async function move(
    cardKey: string,
    to: Place,
    { last = false, also }: { last?: boolean; also?: Edit } = {},
  ): Promise<boolean> {
    const old = latest.current
    const here = findCard(old, cardKey)
    if (!here || (here.status === to.status && here.lane === to.lane && here.index === to.index))
      return !also || edit(cardKey, also)
    if (!navigator.onLine) return refuse(cardKey, offlineWords)
    const lane = old.lanes.find(({ id }) => id === to.lane)
    const across = here.lane === to.lane || !lane ? null : laneChange(here.card, ask.lanes, lane)
    if (across && 'problem' in across) return refuse(cardKey, across.problem)
    const patch = { ...across?.patch, ...also?.patch }
    const next = moveCard(old, cardKey, to, { now: new Date().toISOString(), patch })
    const place = last && cellAt(next, to)?.next ? { after: null } : named(next, cardKey)
    // What a window changes may lead into another lane, or off the board.
    change(() => (also ? putCard(next, findCard(next, cardKey)!.card, shape) : next))
    const fields = (across || also) && { ...across?.change, ...also?.change }
    const status = to.status === here.status ? {} : { status: to.status }
    return settled(here.card, {
      patch: { ...patch, ...status },
      seen: also?.seen ?? here.card.version,
      onClash: also?.onClash,
      work: (seen) => sendMove({ key: cardKey, ...status, ...place, ...(fields && { fields, seen }) }),
    })
  }

  /** Changes fields of a card. */
  async function edit(cardKey: string, { change: fields, patch, seen, onClash }: Edit): Promise<boolean> {
    const here = findCard(latest.current, cardKey)
    if (!navigator.onLine) return refuse(cardKey, offlineWords)
    if (!here) return false
    change((old) => putCard(old, { ...here.card, ...patch }, shape))
    return settled(here.card, {
      patch,
      seen: seen ?? here.card.version,
      onClash,
      work: (from) => sendChange(cardKey, from, fields),
    })
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

  return { board, move, edit, add, more, lost, forgetLost: () => setLost(null) }
}

const unanswered = 'Daylight did not answer. The card is back where it was; please try again.'
