import type { Metadata } from 'next'
import { PublicHeading, PublicPage } from '@/components/frame/public-frame'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { QuarterWord } from '@/components/ui/quarter-word'
import { StatusWord } from '@/components/ui/status'
import { TabLinks } from '@/components/ui/tab-links'
import { DateStamp } from '@/components/ui/timestamp'
import {
  wishlist,
  wishSorts,
  wishViews,
  type PublicCard,
  type WishSort,
  type WishView,
} from '@/lib/published'
import { VoteCount } from '../_viewer/vote'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = {
  title: 'Wishlist',
  description: 'What others want from our security team, and whether we have it in our sights.',
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function WishlistPage({ searchParams }: Props) {
  const asked = await searchParams
  const sort = oneOf(wishSorts, asked.sort) ?? 'votes'
  const view = oneOf(wishViews, asked.view) ?? 'open'
  const { workspace, cards, counts } = await wishlist({ sort, view })
  return (
    <PublicPage here="/wishlist" asOf={<DateStamp at={workspace.asOf} zone={workspace.zone} exact />}>
      <PublicHeading
        title="What you and others wish for"
        lead="Status and quarter together tell whether a wish is in our sights: planned or further, and a quarter set. Anything else is a wish we have heard."
      >
        <div id="suggest" className="mt-4">
          <Button href="/wishlist/suggest" variant="main" size="large">
            Suggest something
          </Button>
        </div>
      </PublicHeading>
      <div className="text-base">
        <TabLinks
          label="Which wishes"
          links={wishViews.map((each) => ({
            href: hrefFor(each, sort),
            label: views[each],
            count: counts[each],
            current: each === view,
          }))}
          end={
            <span className="flex flex-wrap items-baseline gap-x-3 text-base">
              Sorted by
              {wishSorts.map((each) =>
                each === sort ? (
                  <strong key={each} className="font-semibold text-ink">
                    {sorts[each]}
                  </strong>
                ) : (
                  <a key={each} href={hrefFor(view, each)} className="text-ink-2 hover:text-accent">
                    {sorts[each]}
                  </a>
                ),
              )}
            </span>
          }
        />
      </div>
      {cards.length === 0 ? (
        <EmptyState title={empty[view]} action={<Button href="/wishlist/suggest">Suggest something</Button>}>
          What you suggest is read by the security team first; it stands here once they have put it into words
          for everybody.
        </EmptyState>
      ) : (
        <ul>
          {cards.map((card) => (
            <Wish
              key={card.slug}
              card={card}
              firstMonth={workspace.fiscalStartMonth}
              next={hrefFor(view, sort)}
            />
          ))}
        </ul>
      )}
    </PublicPage>
  )
}

function Wish({ card, firstMonth, next }: { card: PublicCard; firstMonth: number; next: string }) {
  return (
    <li className="relative grid gap-x-6 gap-y-2 border-b py-4.5 hover:bg-sunk md:grid-cols-[minmax(0,1fr)_11rem_7.5rem_6.5rem] md:items-baseline">
      <div className="min-w-0">
        <h2 className="text-lg wrap-anywhere" dir="auto">
          <a href={card.path} className="after:absolute after:inset-0 hover:text-accent">
            {card.title}
          </a>
        </h2>
        {card.summary && (
          <p
            className="mt-0.5 line-clamp-3 max-w-[70ch] text-base text-pretty wrap-anywhere text-ink-2"
            dir="auto"
          >
            {card.summary}
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-base md:contents">
        <StatusWord status={card.status} />
        <QuarterWord quarter={card.quarter} short firstMonth={firstMonth} className="text-ink-2" />
        <span className="relative z-1 ms-auto tabular-nums md:text-end">
          <VoteCount {...card} next={next} />
        </span>
      </div>
    </li>
  )
}

const views: Record<WishView, string> = { open: 'Wishes', 'in sight': 'In our sights', closed: 'Closed' }
const sorts: Record<WishSort, string> = { votes: 'votes', new: 'newest', status: 'status' }
const empty: Record<WishView, string> = {
  open: 'Nobody has wished for anything yet',
  'in sight': 'No wish is in our sights yet',
  closed: 'No wish has been closed',
}

function hrefFor(view: WishView, sort: WishSort): string {
  const query = new URLSearchParams()
  if (view !== 'open') query.set('view', view)
  if (sort !== 'votes') query.set('sort', sort)
  return query.size ? `/wishlist?${query}` : '/wishlist'
}

function oneOf<T extends string>(known: readonly T[], asked: string | string[] | undefined): T | undefined {
  return known.find((each) => each === asked)
}
