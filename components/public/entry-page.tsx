import type { ReactNode } from 'react'
import { PublicPage } from '@/components/frame/public-frame'
import { quarterMonths } from '@/components/ui/dates'
import { StatusWord } from '@/components/ui/status'
import { DateStamp } from '@/components/ui/timestamp'
import type { PublicEntry, PublicWorkspace } from '@/lib/published'
import { Changes } from './change-words'
import { Reading } from './reading'

type Props = {
  entry: PublicEntry
  workspace: PublicWorkspace
  here: '/roadmap' | '/wishlist' | '/open-work'
  hereLabel: string
  /** What somebody can do here: vote. */
  act?: ReactNode
}

/** One public thing: what it is, where it stands, and how it came there. */
export function EntryPage({ entry, workspace, here, hereLabel, act }: Props) {
  const { zone, fiscalStartMonth } = workspace
  return (
    <PublicPage here={here} asOf={<DateStamp at={workspace.asOf} zone={zone} exact />}>
      <nav aria-label="Where you are" className="pt-6 text-base md:pt-9">
        <a href={here} className="text-ink-2 hover:text-accent">
          ← {hereLabel}
        </a>
      </nav>
      <div className="grid items-start gap-x-14 gap-y-8 pt-4 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <article className="min-w-0">
          <h1
            className="max-w-[26ch] font-serif text-[2.0625rem] leading-[1.14] tracking-[-0.015em] wrap-anywhere md:text-[2.75rem]"
            dir="auto"
          >
            {entry.title}
          </h1>
          {entry.summary && (
            <p className="mt-4 max-w-[60ch] text-xl text-pretty wrap-anywhere text-ink-2" dir="auto">
              {entry.summary}
            </p>
          )}
          {entry.body && (
            <div className="mt-7">
              <Reading text={entry.body} />
            </div>
          )}
        </article>
        <aside className="grid min-w-0 gap-6 border-t pt-5 lg:border-t-0 lg:border-s lg:ps-7 lg:pt-1">
          <dl className="grid gap-4 text-base">
            <Fact name="Where it stands">
              <StatusWord status={entry.status} className="font-medium" />
            </Fact>
            {(entry.kind === 'idea' || entry.quarter) && (
              <Fact name="When">
                {entry.quarter ? (
                  <>
                    {quarterMonths(entry.quarter, fiscalStartMonth)}
                    {entry.status !== 'shipped' && (
                      <div className="text-sm text-ink-3">An aim, not a promise.</div>
                    )}
                  </>
                ) : (
                  'No quarter yet'
                )}
              </Fact>
            )}
            <Fact name="In the open since">
              <DateStamp at={entry.publishedAt} zone={zone} />
            </Fact>
          </dl>
          {act}
          <section>
            <h2 className="mb-3 text-sm font-medium text-ink-3">What changed</h2>
            <Changes changes={entry.changes} zone={zone} />
          </section>
        </aside>
      </div>
    </PublicPage>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-ink-3">{name}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  )
}
