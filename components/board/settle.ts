// What the server's answer makes of a board on which something was done already; pure, like all of a board's data.
import type { Board, BoardCard } from '@/lib/items/labels'
import type { MoveItem } from '@/lib/items/schema'
import { dropCard, findCard, neighboursOf, putCard, type Shape } from './board-data'

/** What the server last said, exactly: the place of our own making is forgotten. */
export function settle(board: Board, card: BoardCard, shape: Shape): Board {
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
export function named(board: Board, key: string): Pick<MoveItem, 'before' | 'after'> {
  const { before, after } = neighboursOf(board, key)
  if (before === null && after === null) return {}
  if (before === null) return { after }
  return { before }
}
