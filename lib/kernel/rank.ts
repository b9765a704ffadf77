// Where a thing stands in a list. Moving one item writes one row: its rank is a text that sorts between its
// neighbours' ranks, so nobody else's row changes. The columns are COLLATE "C", which is byte order; the
// alphabet below is in byte order too, and JavaScript's `<` agrees with both.
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'

// Many moves into the same gap make ranks longer. At this length the rebalance job writes the list anew;
// an index entry of this size still costs nothing.
const LONGEST_RANK = 48

/** A rank that sorts after `before` and ahead of `after`; null stands for the list's end on that side. */
export function rankBetween(before: string | null, after: string | null): string {
  refuseNeighbours(before, after)
  return generateKeyBetween(before, after)
}

/** `count` ranks in order, all between the two neighbours. They come out shorter than asking one by one. */
export function ranks(before: string | null, after: string | null, count: number): string[] {
  if (!Number.isInteger(count) || count < 0) throw new RangeError('Ask for a whole number of ranks.')
  refuseNeighbours(before, after)
  return generateNKeysBetween(before, after, count)
}

/** True when the list should be ranked anew: its ranks have grown by many moves into the same gap. */
export function rankTooLong(rank: string): boolean {
  return rank.length > LONGEST_RANK
}

// The library would quietly swap neighbours that stand the wrong way round. That happens when two people move
// the same items at once; the caller must read again and retry, not land somewhere nobody meant.
function refuseNeighbours(before: string | null, after: string | null) {
  if (before !== null && after !== null && before >= after) {
    throw new RangeError('The neighbours have changed places meanwhile. Read the list again and retry.')
  }
}
