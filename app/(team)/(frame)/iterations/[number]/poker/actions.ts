'use server'

import { Refusal } from '@/lib/kernel/errors'
import { currentAsker } from '@/lib/people'
import { openRound, playHand, putAway, revealRound, settleRound, voteAgain } from '@/lib/poker'

export type PokerMove =
  | { what: 'open'; key: string; iteration: number }
  | { what: 'play'; round: string; points: 1 | 2 | 3 | 5 | 8 | 13 | null }
  | { what: 'reveal' | 'again' | 'put-away'; round: string }
  | { what: 'settle'; round: string; estimate: 1 | 2 | 3 | 5 | 8 }

export type PokerAnswer = { ok: true } | { ok: false; problem: string }

/** One move at the table. What came of it is read from the table, by everybody alike. */
export async function pokerAction(move: PokerMove): Promise<PokerAnswer> {
  try {
    await carryOut(move)
    return { ok: true }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.message }
    throw error
  }
}

async function carryOut(move: PokerMove): Promise<unknown> {
  const asker = await currentAsker()
  switch (move.what) {
    case 'open':
      return openRound(asker, { key: move.key, iteration: move.iteration })
    case 'play':
      return playHand(asker, { round: move.round, points: move.points })
    case 'reveal':
      return revealRound(asker, { round: move.round })
    case 'again':
      return voteAgain(asker, { round: move.round })
    case 'put-away':
      return putAway(asker, { round: move.round })
    case 'settle':
      return settleRound(asker, { round: move.round, estimate: move.estimate })
    default:
      // Foreign data, whatever its type says.
      throw new Refusal('invalid', 'There is no such move at this table.')
  }
}
