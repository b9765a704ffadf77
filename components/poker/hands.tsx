'use client'

import clsx from 'clsx'
import { Button } from '@/components/ui/button'
import type { PokerRound } from '@/lib/poker'
import { dealt, handSaid, handWord, type Hand } from '@/lib/poker/labels'

/** A card for everybody who has played: its back, or, once all are shown, its face. */
export function HandsOnTable({ round, me }: { round: PokerRound; me: string }) {
  const faces = new Map(round.hands.map((hand) => [hand.id, hand.points]))
  const count = round.players.length
  return (
    <div className="grid gap-2">
      <p role="status" className="text-sm text-ink-2">
        {round.shown
          ? 'All hands are shown.'
          : count === 0
            ? 'Nobody has played yet.'
            : count === 1
              ? 'One hand is played, face down.'
              : `${count} hands are played, face down.`}
      </p>
      <ul className="flex min-h-28 flex-wrap gap-3">
        {round.players.map(({ id, name }) => (
          <li key={id} className="grid w-24 justify-items-center gap-1.5 text-center">
            {round.shown ? (
              <Face hand={faces.get(id) ?? null} />
            ) : (
              <Back own={id === me ? round.own : null} />
            )}
            <span className="line-clamp-2 text-xs text-ink-2">{id === me ? 'You' : name}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Face({ hand }: { hand: number | null }) {
  return (
    <span
      className={clsx(
        'grid h-20 w-14 animate-rise place-items-center rounded-card border bg-paper text-xl font-semibold tabular-nums',
        hand !== null && hand >= 13 && 'border-danger text-danger',
      )}
    >
      <span aria-hidden="true">{handWord(hand)}</span>
      <span className="sr-only">{handSaid(hand)}</span>
    </span>
  )
}

/** One's own shows what it is to oneself alone. */
function Back({ own }: { own: { points: number | null } | null }) {
  return (
    <span className="grid h-20 w-14 place-items-center rounded-card bg-accent text-on-accent">
      {own ? (
        <span className="text-lg font-semibold tabular-nums">
          <span aria-hidden="true">{handWord(own.points)}</span>
          <span className="sr-only">{handSaid(own.points)}</span>
        </span>
      ) : (
        <span className="sr-only">face down</span>
      )}
    </span>
  )
}

type Props = {
  round: PokerRound
  busy: boolean
  onPlay: (hand: Hand) => void
  onReveal: () => void
  onPutAway: () => void
}

/** One's own hand: it may be changed for as long as nobody's is shown. */
export function HandPicker({ round, busy, onPlay, onReveal, onPutAway }: Props) {
  const hands: Hand[] = [...dealt, null]
  return (
    <div className="grid gap-4 border-t pt-4">
      <fieldset className="grid gap-2">
        <legend className="mb-2 text-sm font-medium">
          {round.own ? 'Your hand. You may change it until all are shown.' : 'Your estimate in points'}
        </legend>
        <div className="flex flex-wrap gap-2">
          {hands.map((hand) => {
            const chosen = round.own !== null && round.own.points === hand
            return (
              <button
                key={String(hand)}
                type="button"
                aria-pressed={chosen}
                disabled={busy}
                title={handSaid(hand)}
                onClick={() => onPlay(hand)}
                className={clsx(
                  'grid h-16 w-12 place-items-center rounded-card border text-lg font-semibold tabular-nums transition-colors',
                  chosen
                    ? 'border-accent bg-accent-soft text-accent ring-1 ring-accent'
                    : 'border-line-2 bg-sheet hover:bg-hover',
                )}
              >
                <span aria-hidden="true">{handWord(hand)}</span>
                <span className="sr-only">{handSaid(hand)}</span>
              </button>
            )
          })}
        </div>
        <p className="text-xs text-ink-3">
          Points say how involved, how dependent and how large it is. 13+ means that it must be split; ? that
          you cannot tell.
        </p>
      </fieldset>
      <div className="flex flex-wrap gap-2">
        <Button variant="main" disabled={busy || round.players.length === 0} onClick={onReveal}>
          Show all hands
        </Button>
        <Button variant="quiet" disabled={busy} onClick={onPutAway}>
          Put it away
        </Button>
      </div>
    </div>
  )
}
