// The cards of planning poker, and how they are called.
import { points } from '../items/labels'

/** The cards of a hand. 13 stands for thirteen and more: several pieces of work. */
export const tooBig = 13
export const dealt = [...points, tooBig] as const
export type Hand = (typeof dealt)[number] | null

export function handWord(hand: number | null): string {
  if (hand === null) return '?'
  return hand >= tooBig ? '13+' : String(hand)
}

/** A card as it is said aloud. */
export function handSaid(hand: number | null): string {
  if (hand === null) return 'cannot tell'
  if (hand >= tooBig) return '13 points or more'
  return hand === 1 ? '1 point' : `${hand} points`
}
