'use client'

import { RotateCcw, Split } from 'lucide-react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { points } from '@/lib/items/labels'
import type { PokerRound } from '@/lib/poker'
import { refuseSettling, spreadOf } from '@/lib/poker/rules'
import { handSaid, handWord } from '@/lib/poker/labels'

type Props = {
  round: PokerRound
  busy: boolean
  onSettle: (estimate: (typeof points)[number]) => void
  onAgain: () => void
  onSplit: () => void
  onPutAway: () => void
}

/** What the hands say together, and what the team makes of it. */
export function Outcome({ round, busy, onSettle, onAgain, onSplit, onPutAway }: Props) {
  const hands = round.hands.map((hand) => hand.points)
  const spread = spreadOf(hands)
  const problem = refuseSettling({ shown: true, closed: false, hands })
  return (
    <div className="grid gap-4 border-t pt-4">
      <div className="grid gap-1">
        <p className="text-lg font-semibold">{finding(round)}</p>
        {spread.apart && (
          <p className="text-ink-2">
            {namesOf(round, spread.apart.low)} and {namesOf(round, spread.apart.high)} begin to talk: what
            does the one know that the other does not?
          </p>
        )}
      </div>
      <ul className="grid max-w-md gap-1.5" aria-label="How many showed what">
        {spread.counts.map(({ hand, count }) => (
          <li
            key={String(hand)}
            className="grid grid-cols-[2.5rem_minmax(0,1fr)_1.5rem] items-center gap-2 text-sm"
          >
            <span className="font-medium tabular-nums">
              <span aria-hidden="true">{handWord(hand)}</span>
              <span className="sr-only">{handSaid(hand)}: </span>
            </span>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" className="h-2 w-full" aria-hidden="true">
              <rect width="100" height="8" rx="1" className="fill-sunk" />
              <rect width={(count / hands.length) * 100} height="8" rx="1" className="fill-accent" />
            </svg>
            <span className="text-end text-ink-2 tabular-nums">{count}</span>
          </li>
        ))}
      </ul>
      {problem ? (
        <Banner tone="danger" title="This cannot be settled as it is">
          {problem}
        </Banner>
      ) : (
        <fieldset className="grid gap-2">
          <legend className="mb-2 text-sm font-medium">Settle on</legend>
          <div className="flex flex-wrap gap-2">
            {points.map((each) => (
              <Button
                key={each}
                variant={each === spread.likely ? 'main' : 'plain'}
                disabled={busy}
                onClick={() => onSettle(each)}
                className="min-w-12 tabular-nums"
              >
                <span className="sr-only">Settle on </span>
                {each}
                <span className="sr-only">{each === 1 ? ' point' : ' points'}</span>
              </Button>
            ))}
          </div>
        </fieldset>
      )}
      <div className="flex flex-wrap gap-2">
        <Button disabled={busy} variant={problem ? 'main' : 'plain'} onClick={onSplit}>
          <Split aria-hidden="true" /> Split…
        </Button>
        <Button disabled={busy} onClick={onAgain}>
          <RotateCcw aria-hidden="true" /> Vote again
        </Button>
        <Button variant="quiet" disabled={busy} onClick={onPutAway}>
          Put it away
        </Button>
      </div>
    </div>
  )
}

function finding(round: PokerRound): string {
  const { agreed, apart } = spreadOf(round.hands.map((hand) => hand.points))
  if (agreed !== null)
    return round.hands.length === 1 ? `One hand: ${handSaid(agreed)}` : `Agreed: ${handSaid(agreed)}`
  if (apart) return `From ${handWord(apart.low)} to ${handSaid(apart.high)}`
  return 'Nobody could tell'
}

function namesOf(round: PokerRound, hand: number): string {
  const names = round.hands.filter((each) => each.points === hand).map((each) => each.name)
  return names.length > 2 ? `${names.length} who showed ${handWord(hand)}` : names.join(' and ')
}
