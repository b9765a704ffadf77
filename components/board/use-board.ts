'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import { useToast } from '@/components/ui/toast'
import {
  filterQuery,
  type Board,
  type BoardCard,
  type BoardFilter,
  type MoveItem,
  type Status,
} from '@/lib/items/schema'
import { dropCard, findCard, moveCard, neighboursOf, putCard, type Place } from './board-data'
import { useLive, type LiveNews } from './use-live'

type MoveAnswer =
  | { ok: true; item: Pick<BoardCard, 'key' | 'status' | 'rank' | 'statusSince' | 'version' | 'iteration'> }
  | { ok: false; problem: string }

export type SendMove = (move: MoveItem) => Promise<MoveAnswer>

type Options = { first: Board; filter: BoardFilter; since: string; send: SendMove }

/**
 * The board's own state. A card moves at once and settles with the server's answer; what others do is patched in. While
 * a card of ours is on its way, news of it change everything but its place, so that it never jumps back and forth.
 */
export function useBoard({ first, filter, since, send }: Options) {
  const toast = useToast()
  const client = useQueryClient()
  const query = filterQuery(filter)
  const { data: board } = useQuery({
    queryKey: ['board', query],
    queryFn: () => readBoard(query),
    initialData: first,
    staleTime: Infinity,
  })
  /** Cards on their way: how many answers are awaited, and what the server last said. */
  const onTheWay = useRef(new Map<string, { awaited: number; server: BoardCard }>())

  const change = useCallback(
    (how: (board: Board) => Board) => client.setQueryData<Board>(['board', query], (old) => old && how(old)),
    [client, query],
  )

  function hear(card: BoardCard) {
    const ours = onTheWay.current.get(card.key)
    if (!ours) return change((old) => putCard(old, card, filter))
    ours.server = card
    change((old) => {
      const here = findCard(old, card.key)?.card
      if (!here) return old
      const { status, rank, statusSince, version } = here
      return putCard(
        old,
        { ...card, status, rank, statusSince, version: Math.max(version, card.version) },
        filter,
      )
    })
  }

  useLive(since, (news: LiveNews) => {
    if (news.event === 'reload') void client.invalidateQueries({ queryKey: ['board', query] })
    if (news.event === 'gone' && news.data.kind === 'item') change((old) => dropCard(old, news.data.name))
    if (news.event === 'item') hear(news.data)
  })

  async function move(cardKey: string, to: Place): Promise<boolean> {
    const old = client.getQueryData<Board>(['board', query])
    const here = old && findCard(old, cardKey)
    if (!old || !here || (here.status === to.status && here.index === to.index)) return true
    const next = moveCard(old, cardKey, to, new Date().toISOString())
    client.setQueryData<Board>(['board', query], next)
    const ours = onTheWay.current.get(cardKey) ?? { awaited: 0, server: here.card }
    ours.awaited += 1
    onTheWay.current.set(cardKey, ours)
    const answer = await send({ key: cardKey, status: to.status, ...named(next, cardKey) }).catch(
      (): MoveAnswer => ({
        ok: false,
        problem: 'Daylight did not answer. The card is back where it was; please try again.',
      }),
    )
    ours.awaited -= 1
    if (answer.ok && answer.item.version > ours.server.version)
      ours.server = { ...ours.server, ...answer.item }
    if (!answer.ok) toast({ text: `${cardKey} could not be moved. ${answer.problem}`, danger: true })
    if (ours.awaited === 0) {
      onTheWay.current.delete(cardKey)
      change((now) => settle(now, ours.server, filter))
    }
    return answer.ok
  }

  const loading = useRef(new Set<Status>())
  async function more(status: Status) {
    const column = board.columns.find((each) => each.status === status)
    if (!column?.next || loading.current.has(status)) return
    loading.current.add(status)
    try {
      const response = await fetch(
        `/board/cards?${query}&status=${status}&cursor=${encodeURIComponent(column.next)}`,
      )
      if (!response.ok) throw new Error(`cards answered ${response.status}`)
      const page: { cards: BoardCard[]; next: string | null } = await response.json()
      change((old) => ({
        columns: old.columns.map((each) => (each.status === status ? grown(each, page) : each)),
      }))
    } catch {
      toast({
        text: 'The rest of this column did not come. Scroll there again to try once more.',
        danger: true,
      })
    } finally {
      loading.current.delete(status)
    }
  }

  return { board, move, more }
}

/** What the server last said, exactly: the place of our own making is forgotten. */
function settle(board: Board, card: BoardCard, filter: BoardFilter): Board {
  const here = findCard(board, card.key)
  // Gone meanwhile: an answer that is on its way does not bring it back.
  if (!here) return board
  if (here.status === card.status && here.card.rank === card.rank) return putCard(board, { ...card }, filter)
  return putCard(dropCard(board, card.key), card, filter)
}

/** The first and the last name one neighbour only: what others put before or behind it meanwhile may stay there. */
function named(board: Board, key: string): Pick<MoveItem, 'before' | 'after'> {
  const { before, after } = neighboursOf(board, key)
  if (before === null && after === null) return {}
  if (before === null) return { after }
  return { before }
}

function grown(column: Board['columns'][number], page: { cards: BoardCard[]; next: string | null }) {
  const known = new Set(column.cards.map((card) => card.key))
  return {
    ...column,
    cards: [...column.cards, ...page.cards.filter((card) => !known.has(card.key))],
    next: page.next,
  }
}

async function readBoard(query: string): Promise<Board> {
  const response = await fetch(`/board/cards?${query}`)
  if (!response.ok) throw new Error(`the board answered ${response.status}`)
  return response.json()
}
