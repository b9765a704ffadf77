export { openRound, playHand, putAway, revealRound, settleRound, voteAgain } from './commands'
export { pokerSight, pokerTable, type PokerRound, type PokerTable } from './queries'
