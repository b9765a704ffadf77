'use client'

import { Spade } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { SplitDialog } from '@/components/backlog/split-dialog'
import { useKeys } from '@/components/frame/keys'
import { AudienceChip } from '@/components/ui/audience-chip'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { points, typeLabels } from '@/lib/items/labels'
import type { FormState } from '@/lib/kernel/forms'
import type { PokerRound, PokerTable } from '@/lib/poker'
import { tooBig, type Hand } from '@/lib/poker/labels'
import { HandPicker, HandsOnTable } from './hands'
import { Outcome } from './outcome'
import { usePoker, type SendMove } from './use-poker'

type Props = {
  first: PokerTable
  number: number
  me: string
  since: string
  send: SendMove
  split: (state: FormState, form: FormData) => Promise<FormState>
}

/** The table: one item on it, everybody's hand face down until all are shown, and what waits beside it. */
export function PokerView({ first, number, me, since, send, split }: Props) {
  const { table, move, read, busy } = usePoker({ first, number, since, send })
  const [splitting, setSplitting] = useState(false)
  const { round } = table

  const play = (hand: Hand) => {
    if (round && !round.shown) void move({ what: 'play', round: round.id, points: hand })
  }
  const group = 'Planning poker'
  useKeys([
    ...points.map((each) => ({
      keys: String(each),
      label: each === 1 ? 'Play 1 point' : `Play ${each} points`,
      run: () => play(each),
      group,
    })),
    { keys: '9', label: 'Play 13+, too big', run: () => play(tooBig), group },
    { keys: '0', label: 'Play “I cannot tell”', run: () => play(null), group },
    {
      keys: 'r',
      label: 'Show all hands',
      run: () => {
        if (round && !round.shown && round.players.length > 0) void move({ what: 'reveal', round: round.id })
      },
      group,
    },
    {
      keys: 'v',
      label: 'Vote again',
      run: () => {
        if (round?.shown) void move({ what: 'again', round: round.id })
      },
      group,
    },
  ])

  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <section aria-label="On the table" className="grid gap-4 rounded-card border bg-sheet p-4 md:p-5">
        {round ? (
          <>
            <Subject round={round} />
            <HandsOnTable round={round} me={me} />
            {round.shown ? (
              <Outcome
                round={round}
                busy={busy}
                onSettle={(estimate) => void move({ what: 'settle', round: round.id, estimate })}
                onAgain={() => void move({ what: 'again', round: round.id })}
                onSplit={() => setSplitting(true)}
                onPutAway={() => void move({ what: 'put-away', round: round.id })}
              />
            ) : (
              <HandPicker
                round={round}
                busy={busy}
                onPlay={play}
                onReveal={() => void move({ what: 'reveal', round: round.id })}
                onPutAway={() => void move({ what: 'put-away', round: round.id })}
              />
            )}
          </>
        ) : (
          <EmptyState icon={<Spade />} title="Nothing is on the table">
            Put an item on it from the list. Everybody of the team who has this page open sees it at once, and
            estimates without seeing the others’ hands.
          </EmptyState>
        )}
      </section>
      <Waiting
        table={table}
        busy={busy}
        onOpen={(key) => void move({ what: 'open', key, iteration: number })}
      />
      {splitting && round && (
        <SplitDialog
          item={{
            key: round.key,
            title: round.title,
            estimate: round.estimate,
            version: round.itemVersion,
          }}
          action={split}
          onClose={() => setSplitting(false)}
          onDone={() => {
            setSplitting(false)
            // What it was is not what it is any more: its parts are estimated in rounds of their own.
            void move({ what: 'put-away', round: round.id }).then(read)
          }}
        />
      )}
    </div>
  )
}

function Subject({ round }: { round: PokerRound }) {
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2 text-sm text-ink-3">
        <Link href={`/items/${round.key}`} className="link tabular-nums" prefetch={false}>
          {round.key}
        </Link>
        <span>{typeLabels[round.type]}</span>
        <AudienceChip audience={round.audience} people={round.named ?? undefined} />
        <span className="ms-auto">put here by {round.openedBy}</span>
      </div>
      <h2 className="text-xl wrap-anywhere" dir="auto">
        {round.title}
      </h2>
      {round.description && (
        <p className="line-clamp-6 whitespace-pre-line text-ink-2 wrap-anywhere" dir="auto">
          {round.description}
        </p>
      )}
    </div>
  )
}

function Waiting({
  table,
  busy,
  onOpen,
}: {
  table: PokerTable
  busy: boolean
  onOpen: (key: string) => void
}) {
  const { round, waiting, settled } = table
  return (
    <div className="grid gap-4">
      <section aria-labelledby="waiting" className="rounded-card border bg-sheet">
        <h2 id="waiting" className="border-b px-3 py-2 text-base">
          In this iteration
        </h2>
        {waiting.length === 0 ? (
          <p className="px-3 py-4 text-sm text-ink-3">
            Nothing in it is open. Take work into it from the backlog first.
          </p>
        ) : (
          <ul className="max-h-[60dvh] overflow-y-auto" tabIndex={0} aria-labelledby="waiting">
            {waiting.map((item) => (
              <li
                key={item.key}
                className="flex min-h-10 items-center gap-2 border-b px-3 py-1.5 text-sm last:border-b-0"
              >
                <span className="shrink-0 text-xs text-ink-3 tabular-nums">{item.key}</span>
                <span className="min-w-0 flex-1 truncate" dir="auto" title={item.title}>
                  {item.title}
                </span>
                {item.estimate !== null && (
                  <span className="shrink-0 text-xs text-ink-2 tabular-nums">{item.estimate} pts</span>
                )}
                {round?.key === item.key ? (
                  <span className="shrink-0 text-xs font-medium text-accent">on the table</span>
                ) : (
                  !round && (
                    <Button size="small" disabled={busy} onClick={() => onOpen(item.key)}>
                      {item.estimate === null ? 'Estimate' : 'Again'}
                      <span className="sr-only"> {item.key}</span>
                    </Button>
                  )
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      {settled.length > 0 && (
        <section aria-labelledby="settled" className="rounded-card border bg-sheet">
          <h2 id="settled" className="border-b px-3 py-2 text-base">
            Settled here
          </h2>
          <ul>
            {settled.map((item, n) => (
              <li
                key={`${item.key} ${n}`}
                className="flex items-center gap-2 border-b px-3 py-1.5 text-sm last:border-b-0"
              >
                <span className="shrink-0 text-xs text-ink-3 tabular-nums">{item.key}</span>
                <span className="min-w-0 flex-1 truncate" dir="auto">
                  {item.title}
                </span>
                <span className="font-medium tabular-nums">{item.estimate}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
