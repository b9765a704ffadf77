import { ArrowRight, Lightbulb, Map, MessageSquareText } from 'lucide-react'
import type { ReactNode } from 'react'
import { PublicPage } from '@/components/frame/public-frame'
import { changeWords } from '@/components/public/change-words'
import { PublicCard } from '@/components/public/public-card'
import { Button } from '@/components/ui/button'
import { quarterMonths } from '@/components/ui/dates'
import { DateStamp } from '@/components/ui/timestamp'
import { roadmapByQuarter } from '@/lib/published'
import { VoteCount } from './_viewer/vote'

export const dynamic = 'force-dynamic'

export default async function FrontPage() {
  const { workspace, roadmap, lately } = await roadmapByQuarter()
  const now = [...roadmap.late, ...(roadmap.columns[0]?.cards ?? [])]
  const shown = now.slice(0, 6)
  return (
    <PublicPage here="/" asOf={<DateStamp at={workspace.asOf} zone={workspace.zone} exact />}>
      <div className="grid items-end gap-x-14 gap-y-9 pt-8 pb-9 md:pt-16 md:pb-12 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div>
          <h1 className="max-w-[17ch] font-serif text-[2.375rem] leading-[1.08] tracking-[-0.02em] md:text-[3.5rem]">
            We look after what you trust us with
          </h1>
          <p className="mt-5 max-w-[58ch] text-read text-pretty text-ink-2">
            The product, the people who use it, and the data they keep in it. Here we show what we are doing
            about it, what comes next, and how to ask us for something.
          </p>
          <div className="mt-7 flex flex-wrap gap-3">
            <Button href="/roadmap" variant="main" size="large">
              See the roadmap
            </Button>
            <Button href="/requests/new" size="large">
              Ask us for something
            </Button>
          </div>
        </div>
        {lately.length > 0 && (
          <section aria-labelledby="lately" className="min-w-0 border-s-2 border-line ps-5">
            <h2 id="lately" className="mb-1 text-base font-semibold text-ink-2">
              What changed lately
            </h2>
            <ul className="grid">
              {lately.slice(0, 3).map((line, n) => (
                <li key={n} className="py-2 text-base">
                  <a
                    href={line.path}
                    className="line-clamp-2 font-medium wrap-anywhere hover:text-accent"
                    dir="auto"
                  >
                    {line.title}
                  </a>
                  <div className="text-sm text-ink-3">
                    {changeWords(line)} · <DateStamp at={line.at} zone={workspace.zone} />
                  </div>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>

      <section aria-labelledby="this-quarter" className="border-t pt-8">
        <div className="mb-5 flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <h2 id="this-quarter" className="font-serif text-2xl">
            This quarter
          </h2>
          <p className="text-base text-ink-3">
            {quarterMonths(workspace.thisQuarter, workspace.fiscalStartMonth)}
          </p>
          {now.length > 0 && (
            <a href="/roadmap" className="ms-auto text-base text-accent hover:text-accent-strong">
              {now.length > shown.length ? `All ${now.length} and what comes next` : 'What comes next'}
            </a>
          )}
        </div>
        {shown.length > 0 ? (
          <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            {shown.map((card) => (
              <PublicCard
                key={card.slug}
                card={card}
                firstMonth={workspace.fiscalStartMonth}
                vote={<VoteCount {...card} next="/" />}
              />
            ))}
          </div>
        ) : (
          <p className="max-w-[58ch] text-ink-2">
            Nothing is published for this quarter yet. What others wish for is on the{' '}
            <a className="link" href="/wishlist">
              wishlist
            </a>
            .
          </p>
        )}
      </section>

      <section aria-label="Where to go" className="mt-12 grid gap-4 md:grid-cols-3">
        <Door href="/roadmap" icon={<Map />} title="Roadmap">
          What is coming, by quarter, in the order we mean to do it.
        </Door>
        <Door href="/requests/new" icon={<MessageSquareText />} title="Ask us">
          A code review, a questionnaire, help with anything else. You see where your request stands.
        </Door>
        <Door href="/wishlist" icon={<Lightbulb />} title="Wishlist">
          What others want from us. Vote, or suggest what is missing.
        </Door>
      </section>

      <p className="mt-12 max-w-[62ch] text-base text-ink-2">
        Some of our work cannot be shown while it is under way. What stands here was written for you, and two
        people looked at it before it came out.{' '}
        <a className="link" href="/how-we-work">
          How we work
        </a>
      </p>
    </PublicPage>
  )
}

function Door({
  href,
  icon,
  title,
  children,
}: {
  href: string
  icon: ReactNode
  title: string
  children: ReactNode
}) {
  return (
    <a
      href={href}
      className="group grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-3.5 rounded-card border bg-sheet p-5 transition-colors hover:border-line-2"
    >
      <span className="mt-1 text-accent [&_svg]:size-5" aria-hidden="true">
        {icon}
      </span>
      <span>
        <span className="block font-serif text-xl font-semibold group-hover:text-accent">{title}</span>
        <span className="mt-1 block text-base text-pretty text-ink-2">{children}</span>
      </span>
      <ArrowRight
        className="mt-1.5 size-4 text-ink-3 transition-transform group-hover:translate-x-0.5 rtl:rotate-180"
        aria-hidden="true"
      />
    </a>
  )
}
