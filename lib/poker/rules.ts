// What a round says once its hands are shown. Pure.
import { handSaid, tooBig } from './labels'

export type Spread = {
  /** How many showed what, from the smallest card; whoever cannot tell comes last. */
  counts: { hand: number | null; count: number }[]
  /** All who could tell showed the same. */
  agreed: number | null
  /** The smallest and the largest: those two begin to talk. Null while nobody could tell, or all agree. */
  apart: { low: number; high: number } | null
  /** The card that most showed, the larger of two equals: what the team may want to settle on. */
  likely: number | null
}

export function spreadOf(hands: readonly (number | null)[]): Spread {
  const told = hands.filter((hand) => hand !== null).sort((a, b) => a - b)
  const distinct = [...new Set(told)]
  const count = (hand: number | null) => hands.filter((each) => each === hand).length
  const most = Math.max(0, ...distinct.map(count))
  const [low, high] = [told[0], told.at(-1)]
  return {
    counts: [...distinct, ...(hands.includes(null) ? [null] : [])].map((hand) => ({
      hand,
      count: count(hand),
    })),
    agreed: distinct.length === 1 ? distinct[0]! : null,
    apart: low !== undefined && high !== undefined && low < high ? { low, high } : null,
    likely: distinct.filter((hand) => count(hand) === most).at(-1) ?? null,
  }
}

/** Why a round cannot be settled as it is; null when it can. */
export function refuseSettling(round: {
  shown: boolean
  closed: boolean
  hands: readonly (number | null)[]
}): string | null {
  if (round.closed) return 'This round is over.'
  if (!round.shown) return 'Show the hands first, so that nobody waits for anybody else’s.'
  if (round.hands.some((hand) => hand !== null && hand >= tooBig))
    return `Somebody showed ${handSaid(tooBig)}: those are several pieces of work. Split it, or talk and vote again.`
  return null
}
