import type { Metadata } from 'next'
import { PublicHeading, PublicPage } from '@/components/frame/public-frame'
import { counted } from '@/components/public/counted'
import { PublicCard } from '@/components/public/public-card'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { DateStamp } from '@/components/ui/timestamp'
import { openWork } from '@/lib/published'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = {
  title: 'Open work',
  description: 'Pieces of our security work that anyone may read.',
}

export default async function OpenWorkPage() {
  const { workspace, cards } = await openWork()
  const groups = [
    { title: 'Being worked on', cards: cards.filter(({ status }) => /^in/.test(status)) },
    { title: 'Up next', cards: cards.filter(({ status }) => ['backlog', 'ready'].includes(status)) },
    { title: 'Done', cards: cards.filter(({ status }) => status === 'done') },
  ].filter((group) => group.cards.length > 0)
  return (
    <PublicPage here="/open-work" asOf={<DateStamp at={workspace.asOf} zone={workspace.zone} exact />}>
      <PublicHeading
        title="Work you can watch"
        lead="Single pieces of our work that may be seen while they are done. Each was put here by hand, in words of its own; the rest follows as soon as it may be told."
      />
      {groups.length === 0 && (
        <div className="rounded-card border border-dashed">
          <EmptyState
            title="No piece of work is in the open yet"
            action={<Button href="/roadmap">Go to the roadmap</Button>}
          >
            The larger work ahead is on the roadmap.
          </EmptyState>
        </div>
      )}
      {groups.map((group) => (
        <section key={group.title} className="mb-10">
          <h2 className="mb-3.5 flex items-baseline gap-3 font-serif text-xl">
            {group.title}{' '}
            <span className="font-sans text-base font-normal text-ink-3">
              {counted(group.cards.length, 'piece')}
            </span>
          </h2>
          <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            {group.cards.map((card) => (
              <PublicCard key={card.slug} card={card} firstMonth={workspace.fiscalStartMonth} showQuarter />
            ))}
          </div>
        </section>
      ))}
    </PublicPage>
  )
}
