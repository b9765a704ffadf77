import clsx from 'clsx'
import type { ReactNode } from 'react'
import { QuarterWord } from '@/components/ui/quarter-word'
import { StatusWord } from '@/components/ui/status'
import type { PublicCard as Card } from '@/lib/published'
import { counted } from './counted'

type Props = {
  card: Card
  firstMonth?: number
  /** Where the column does not say it already. */
  showQuarter?: boolean
  heading?: 'h2' | 'h3'
  /** In place of the number of votes, for somebody who is known. */
  vote?: ReactNode
}

/** One public thing in a list: the whole card leads to its page. */
export function PublicCard({ card, firstMonth, showQuarter, heading: Heading = 'h3', vote }: Props) {
  const ended = card.status === 'shipped' || card.status === 'done'
  return (
    <article className="group relative min-w-0 rounded-card border bg-sheet px-4.5 py-4 transition-colors hover:border-line-2 has-[a:focus-visible]:border-accent">
      <Heading className="text-lg wrap-anywhere" dir="auto">
        <a
          href={card.path}
          className="outline-none group-hover:text-accent after:absolute after:inset-0 after:rounded-card focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-accent"
        >
          {card.title}
        </a>
      </Heading>
      {card.summary && (
        <p className="mt-1 line-clamp-4 text-base text-pretty wrap-anywhere text-ink-2" dir="auto">
          {card.summary}
        </p>
      )}
      <div className="mt-2.5 flex flex-wrap items-center gap-x-3.5 gap-y-1 text-sm text-ink-3">
        <StatusWord status={card.status} className={clsx('text-ink-2', ended && 'font-medium')} />
        {showQuarter && card.quarter && <QuarterWord quarter={card.quarter} short firstMonth={firstMonth} />}
        {card.kind === 'idea' && !(ended && card.votes === 0) && (
          <span className="relative z-1 ms-auto tabular-nums">{vote ?? counted(card.votes, 'vote')}</span>
        )}
      </div>
    </article>
  )
}
