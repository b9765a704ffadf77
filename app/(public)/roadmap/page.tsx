import type { Metadata } from 'next'
import { PublicHeading, PublicPage } from '@/components/frame/public-frame'
import { changeWords, News } from '@/components/public/change-words'
import { PublicCard } from '@/components/public/public-card'
import { counted } from '@/components/public/counted'
import { EmptyState } from '@/components/ui/empty-state'
import { Button } from '@/components/ui/button'
import { DateStamp } from '@/components/ui/timestamp'
import { roadmapByQuarter, type PublicCard as Card } from '@/lib/published'
import { VoteCount } from '../_viewer/vote'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = {
  title: 'Roadmap',
  description: 'The larger work of our security team, by quarter. Dates are aims, not promises.',
  alternates: { types: { 'application/atom+xml': '/feeds/roadmap.atom' } },
}

export default async function RoadmapPage() {
  const { workspace, roadmap, lately, count } = await roadmapByQuarter()
  const { zone, fiscalStartMonth } = workspace
  const [last] = lately
  return (
    <PublicPage here="/roadmap" asOf={<DateStamp at={workspace.asOf} zone={zone} exact />}>
      <PublicHeading
        title="What we are doing to keep you safe"
        lead="The larger work ahead, in the order we mean to do it. Dates are aims, not promises: we are sure of this quarter, fairly sure of the next, and guess at the rest."
      >
        {last && (
          <p>
            Last change <DateStamp at={last.at} zone={zone} />:{' '}
            <a className="link" href={last.path} dir="auto">
              {last.title.length > 60
                ? `${last.title.slice(0, 58).replace(/[\ud800-\udbff]$/, '')}…`
                : last.title}
            </a>
            , {changeWords(last).replace(/^./, (letter) => letter.toLowerCase())}.{' '}
            <a className="link" href="#lately">
              What changed lately
            </a>
          </p>
        )}
      </PublicHeading>

      {count === 0 && (
        <div className="rounded-card border border-dashed">
          <EmptyState
            title="Nothing is in our sights yet"
            action={<Button href="/wishlist">Go to the wishlist</Button>}
          >
            As soon as something is planned for a quarter and may be told, it stands here.
          </EmptyState>
        </div>
      )}

      {roadmap.late.length > 0 && (
        <section className="mb-9">
          <h2 className="font-serif text-xl">Later than we meant</h2>
          <p className="mt-0.5 mb-3.5 text-base text-ink-3">
            Meant for a quarter that is over, and still open.
          </p>
          <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            <Cards cards={roadmap.late} firstMonth={fiscalStartMonth} showQuarter />
          </div>
        </section>
      )}

      {count > 0 && (
        <div className="grid gap-x-7 gap-y-9 md:grid-cols-2 lg:grid-cols-3">
          {roadmap.columns.map(({ quarter, words, note, cards }) => (
            <section key={quarter} id={quarter} className="min-w-0">
              <h2 className="font-serif text-xl">{words}</h2>
              <p className="mt-0.5 mb-3.5 text-base text-ink-3">{note}</p>
              <div className="grid gap-3">
                <Cards cards={cards} firstMonth={fiscalStartMonth} />
                {cards.length === 0 && (
                  <p className="rounded-card border border-dashed px-4.5 py-4 text-base text-ink-3">
                    Nothing published for it yet.
                  </p>
                )}
              </div>
            </section>
          ))}
        </div>
      )}

      {roadmap.before.map(({ quarter, words, cards }) => (
        <details key={quarter} className="group mt-8 border-t pt-4">
          <summary className="flex items-baseline gap-3 font-serif text-xl font-semibold hover:text-accent">
            Shipped {words}
            <span className="font-sans text-base font-normal text-ink-3">
              {counted(cards.length, 'thing')} · <span className="group-open:hidden">show</span>
              <span className="hidden group-open:inline">hide</span>
            </span>
          </summary>
          <div className="mt-4 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            <Cards cards={cards} firstMonth={fiscalStartMonth} />
          </div>
        </details>
      ))}

      {lately.length > 0 && (
        <section id="lately" className="mt-12">
          <h2 className="mb-4 font-serif text-2xl">What changed lately</h2>
          <News lines={lately} zone={zone} />
          <p className="mt-4 text-base text-ink-3">
            Follow it with the{' '}
            <a className="link" href="/feeds/roadmap.atom" type="application/atom+xml">
              Atom feed
            </a>
            .
          </p>
        </section>
      )}
    </PublicPage>
  )
}

function Cards({
  cards,
  firstMonth,
  showQuarter,
}: {
  cards: readonly Card[]
  firstMonth: number
  showQuarter?: boolean
}) {
  return cards.map((card) => (
    <PublicCard
      key={card.slug}
      card={card}
      firstMonth={firstMonth}
      showQuarter={showQuarter}
      vote={<VoteCount {...card} next="/roadmap" />}
    />
  ))
}
