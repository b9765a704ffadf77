// What a board shows, changed by pure functions: by a hand that moves a card, by the server's answer, by news of others.
import { rankBetween } from '@/lib/kernel/rank'
import { fits } from '@/lib/items/rules'
import type { Board, BoardCard, BoardColumn, BoardFilter, Status } from '@/lib/items/schema'

export type Place = { status: Status; index: number }

export function findCard(board: Board, key: string): (Place & { card: BoardCard }) | null {
  for (const { status, cards } of board.columns) {
    const index = cards.findIndex((card) => card.key === key)
    if (index >= 0) return { status, index, card: cards[index]! }
  }
  return null
}

/** A card as the server tells it: into its place by rank, or away when it does not fit the filter. */
export function putCard(board: Board, card: BoardCard, filter: BoardFilter): Board {
  const here = findCard(board, card.key)
  if (here && here.card.version > card.version) return board
  if (!fits(card, filter)) return here ? dropCard(board, card.key) : board
  if (here && here.status === card.status && here.card.rank === card.rank)
    return changed(board, card.status, (column) => ({
      ...column,
      cards: column.cards.with(here.index, card),
    }))
  return changed(here ? dropCard(board, card.key) : board, card.status, (column) => inserted(column, card))
}

export function dropCard(board: Board, key: string): Board {
  const here = findCard(board, key)
  if (!here) return board
  return changed(board, here.status, (column) => ({
    ...column,
    total: column.total - 1,
    cards: column.cards.toSpliced(here.index, 1),
  }))
}

/** The card at another place, with a rank of our own making until the server answers with the true one. */
export function moveCard(board: Board, key: string, to: Place, now: string): Board {
  const here = findCard(board, key)
  if (!here || (here.status === to.status && here.index === to.index)) return board
  const without = dropCard(board, key)
  return changed(without, to.status, (column) => {
    const index = Math.min(to.index, column.cards.length)
    const rank =
      between(column.cards[index - 1]?.rank ?? null, column.cards[index]?.rank ?? null) ?? here.card.rank
    const statusSince = here.status === to.status ? here.card.statusSince : now
    const card = { ...here.card, status: to.status, rank, statusSince }
    return { ...column, total: column.total + 1, cards: column.cards.toSpliced(index, 0, card) }
  })
}

/** The neighbours of a card, as a move names them. */
export function neighboursOf(board: Board, key: string): { before: string | null; after: string | null } {
  const here = findCard(board, key)
  const cards = board.columns.find((column) => column.status === here?.status)?.cards ?? []
  const index = here?.index ?? 0
  return { before: cards[index - 1]?.key ?? null, after: cards[index + 1]?.key ?? null }
}

/** Where arrow keys lead from a place: up and down within a column, left and right to the same height in the next. */
export function step(
  board: Board,
  from: Place,
  arrow: 'up' | 'down' | 'left' | 'right',
  { lifted }: { lifted: boolean },
): Place | null {
  const at = board.columns.findIndex((column) => column.status === from.status)
  if (arrow === 'up') return from.index > 0 ? { ...from, index: from.index - 1 } : null
  if (arrow === 'down') {
    const last = board.columns[at]!.cards.length - 1
    return from.index < last ? { ...from, index: from.index + 1 } : null
  }
  const way = arrow === 'left' ? -1 : 1
  for (let next = at + way; next >= 0 && next < board.columns.length; next += way) {
    const { status, cards } = board.columns[next]!
    // A lifted card may land in an empty column; a walking cursor has nothing to stand on there.
    if (lifted) return { status, index: Math.min(from.index, cards.length) }
    if (cards.length > 0) return { status, index: Math.min(from.index, cards.length - 1) }
  }
  return null
}

function inserted(column: BoardColumn, card: BoardCard): BoardColumn {
  const found = column.cards.findIndex((each) => each.rank > card.rank)
  const index = found < 0 ? column.cards.length : found
  // Beyond what has been loaded it is counted, and drawn when somebody scrolls there.
  const beyond = index === column.cards.length && column.next !== null
  return {
    ...column,
    total: column.total + 1,
    cards: beyond ? column.cards : column.cards.toSpliced(index, 0, card),
  }
}

function changed(board: Board, status: Status, change: (column: BoardColumn) => BoardColumn): Board {
  return {
    ...board,
    columns: board.columns.map((column) => (column.status === status ? change(column) : column)),
  }
}

function between(above: string | null, below: string | null): string | null {
  try {
    return rankBetween(above, below)
  } catch {
    return null
  }
}
