// What a board shows, changed by pure functions: by a hand that moves a card, by the server's answer, by news of others.
import { rankBetween } from '@/lib/kernel/rank'
import { laneOf, orderLanes } from '@/lib/items/rules'
import {
  statuses,
  type Board,
  type BoardCard,
  type BoardCell,
  type Lane,
  type LaneField,
  type Status,
} from '@/lib/items/labels'

/** A column of a lane, and a place in it. */
export type Spot = { status: Status; lane: string }
export type Place = Spot & { index: number }

/** By what a board is cut, and whether a card belongs on it at all. */
export type Shape = { by: LaneField | null; belongs: (card: BoardCard) => boolean }

export function findCard(board: Board, key: string): (Place & { card: BoardCard }) | null {
  for (const { status, lane, cards } of board.cells) {
    const index = cards.findIndex((card) => card.key === key)
    if (index >= 0) return { status, lane, index, card: cards[index]! }
  }
  return null
}

const nothing: readonly BoardCard[] = []

export function cardsAt(board: Board, { status, lane }: Spot): readonly BoardCard[] {
  return cellAt(board, { status, lane })?.cards ?? nothing
}

export function cellAt(board: Board, { status, lane }: Spot): BoardCell | undefined {
  return board.cells.find((cell) => cell.status === status && cell.lane === lane)
}

/** How many cards fit what is asked for, loaded or not: in a column, in a lane, on the whole board. */
export function totalOf(board: Board, of: Partial<Spot>): number {
  let total = 0
  for (const cell of board.cells)
    if (
      (of.status === undefined || of.status === cell.status) &&
      (of.lane === undefined || of.lane === cell.lane)
    )
      total += cell.total
  return total
}

/** A card as the server tells it: into its place by rank, or away when it does not belong here. */
export function putCard(board: Board, card: BoardCard, { by, belongs }: Shape): Board {
  const here = findCard(board, card.key)
  if (here && here.card.version > card.version) return board
  if (!belongs(card)) return here ? dropCard(board, card.key) : board
  const lane = laneOf(card, by)
  if (here && here.status === card.status && here.lane === lane.id && here.card.rank === card.rank)
    return changed(withLane(board, by, lane), here, (cell) => ({
      ...cell,
      cards: cell.cards.with(here.index, card),
    }))
  const without = withLane(here ? dropCard(board, card.key) : board, by, lane)
  return changed(without, { status: card.status, lane: lane.id }, (cell) => inserted(cell, card))
}

export function dropCard(board: Board, key: string): Board {
  const here = findCard(board, key)
  if (!here) return board
  return changed(board, here, (cell) => ({
    ...cell,
    total: cell.total - 1,
    cards: cell.cards.toSpliced(here.index, 1),
  }))
}

/**
 * The card at another place, with a rank of our own making until the server answers with the true one. `patch` is what
 * another lane makes of it.
 */
export function moveCard(
  board: Board,
  key: string,
  to: Place,
  { now, patch = {} }: { now: string; patch?: Partial<BoardCard> },
): Board {
  const here = findCard(board, key)
  if (!here || (here.status === to.status && here.lane === to.lane && here.index === to.index)) return board
  return changed(dropCard(board, key), to, (cell) => {
    const index = Math.min(to.index, cell.cards.length)
    const rank =
      between(cell.cards[index - 1]?.rank ?? null, cell.cards[index]?.rank ?? null) ?? here.card.rank
    const statusSince = here.status === to.status ? here.card.statusSince : now
    const card = { ...here.card, ...patch, status: to.status, rank, statusSince }
    return { ...cell, total: cell.total + 1, cards: cell.cards.toSpliced(index, 0, card) }
  })
}

/** The neighbours of a card, as a move names them. */
export function neighboursOf(board: Board, key: string): { before: string | null; after: string | null } {
  const here = findCard(board, key)
  const cards = here ? cardsAt(board, here) : nothing
  const index = here?.index ?? 0
  return { before: cards[index - 1]?.key ?? null, after: cards[index + 1]?.key ?? null }
}

export type Arrow = 'up' | 'down' | 'left' | 'right'

/**
 * Where arrow keys lead from a place: up and down within a column, on into the lane above or below; left and right to the
 * same height in the next column. Folded lanes are stepped over.
 */
export function step(
  board: Board,
  from: Place,
  arrow: Arrow,
  { lifted, folded }: { lifted: boolean; folded?: ReadonlySet<string> },
): Place | null {
  const here = cardsAt(board, from)
  if (arrow === 'up' && from.index > 0) return { ...from, index: from.index - 1 }
  if (arrow === 'down' && from.index < here.length - 1) return { ...from, index: from.index + 1 }
  if (arrow === 'up' || arrow === 'down') {
    const lanes = board.lanes.filter(({ id }) => id === from.lane || !folded?.has(id))
    const way = arrow === 'up' ? -1 : 1
    for (let at = lanes.findIndex(({ id }) => id === from.lane) + way; lanes[at]; at += way) {
      const spot = { status: from.status, lane: lanes[at]!.id }
      const { length } = cardsAt(board, spot)
      if (lifted) return { ...spot, index: way === 1 ? 0 : length }
      if (length > 0) return { ...spot, index: way === 1 ? 0 : length - 1 }
    }
    return null
  }
  const way = arrow === 'left' ? -1 : 1
  for (let at = statuses.indexOf(from.status) + way; statuses[at]; at += way) {
    const spot = { status: statuses[at]!, lane: from.lane }
    const { length } = cardsAt(board, spot)
    // A lifted card may land in an empty column; a walking cursor has nothing to stand on there.
    if (lifted) return { ...spot, index: Math.min(from.index, length) }
    if (length > 0) return { ...spot, index: Math.min(from.index, length - 1) }
  }
  return null
}

/** All keys in the order in which they are read: for a range from one card to another. */
export function keysInOrder(board: Board): string[] {
  return board.lanes.flatMap(({ id }) =>
    statuses.flatMap((status) => cardsAt(board, { status, lane: id }).map(({ key }) => key)),
  )
}

/** More of a column, as it was loaded; what news has put there already is not put there twice. */
export function grow(board: Board, spot: Spot, page: { cards: BoardCard[]; next: string | null }): Board {
  const known = new Set(board.cells.flatMap(({ cards }) => cards.map(({ key }) => key)))
  return changed(board, spot, (cell) => ({
    ...cell,
    cards: [...cell.cards, ...page.cards.filter(({ key }) => !known.has(key))],
    next: page.next,
  }))
}

/** Is something on this board that is counted and not loaded? Then news of a card that is not drawn leaves its counts unsure. */
export function holdsMore(board: Board): boolean {
  return board.cells.some(({ next }) => next !== null)
}

export type Totals = { status: Status; lane: string; total: number }[]

/** The counts as the server has them; what is loaded stays as it is. */
export function recount(board: Board, totals: Totals): Board {
  const found = new Map(totals.map(({ status, lane, total }) => [`${status} ${lane}`, total]))
  return {
    ...board,
    cells: board.cells.map((cell) => {
      const total = Math.max(found.get(`${cell.status} ${cell.lane}`) ?? 0, cell.cards.length)
      return total === cell.total ? cell : { ...cell, total }
    }),
  }
}

function inserted(cell: BoardCell, card: BoardCard): BoardCell {
  const found = cell.cards.findIndex((each) => each.rank > card.rank)
  const index = found < 0 ? cell.cards.length : found
  // Beyond what has been loaded it is drawn when somebody scrolls there, and may have been counted already.
  if (index === cell.cards.length && cell.next !== null) return cell
  return { ...cell, total: cell.total + 1, cards: cell.cards.toSpliced(index, 0, card) }
}

function withLane(board: Board, by: LaneField | null, lane: Lane): Board {
  if (board.lanes.some(({ id }) => id === lane.id)) return board
  return { ...board, lanes: orderLanes(by, [...board.lanes, lane]) }
}

function changed(board: Board, { status, lane }: Spot, change: (cell: BoardCell) => BoardCell): Board {
  const at = board.cells.findIndex((cell) => cell.status === status && cell.lane === lane)
  if (at >= 0) return { ...board, cells: board.cells.with(at, change(board.cells[at]!)) }
  return { ...board, cells: [...board.cells, change({ status, lane, total: 0, cards: [], next: null })] }
}

function between(above: string | null, below: string | null): string | null {
  try {
    return rankBetween(above, below)
  } catch {
    return null
  }
}
