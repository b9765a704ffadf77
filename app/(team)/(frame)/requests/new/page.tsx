import { ArrowRight, ClipboardList, FileQuestion, MessageCircleQuestion, ScanSearch } from 'lucide-react'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { EmptyState } from '@/components/ui/empty-state'
import { Timestamp } from '@/components/ui/timestamp'
import { isTeammate } from '@/lib/kernel/audience'
import { teamAsker } from '@/lib/people'
import { listDrafts, listRequestTypes } from '@/lib/requests'

export const metadata = { title: 'Ask the security team' }

export default async function ChooseRequestPage() {
  const { asker, viewer } = await teamAsker('/requests/new')
  if (!isTeammate(viewer)) notFound()
  const [types, drafts] = await Promise.all([listRequestTypes(asker), listDrafts(asker)])
  return (
    <>
      <PageHead title="Ask the security team" crumbs={[{ href: '/requests', label: 'Requests' }]} />
      <PageBody width="reading">
        {types.length === 0 ? (
          <EmptyState icon={<ClipboardList />} title="There is nothing to ask for yet">
            An admin has taken every form away. Write to the security team until there is one again.
          </EmptyState>
        ) : (
          <>
            <p className="mb-4 max-w-[66ch] text-ink-2">
              Which of these is yours? Each becomes one thread that you and the security team read, with a
              time by which you hear back.
            </p>
            <ul className="grid gap-3">
              {types.map((type) => {
                const Icon = icons[type.slug] ?? ClipboardList
                const draft = drafts.find(({ slug }) => slug === type.slug)
                return (
                  <li key={type.slug}>
                    <Link
                      href={`/requests/new/${type.slug}`}
                      className="group grid grid-cols-[auto_1fr_auto] items-start gap-x-4 rounded-card border bg-sheet p-4 transition-colors hover:border-line-2 hover:bg-hover"
                    >
                      <span className="grid size-10 place-items-center rounded-control bg-accent-soft text-accent">
                        <Icon className="size-5" aria-hidden="true" />
                      </span>
                      <span className="min-w-0">
                        <span className="block text-lg font-semibold">{type.name}</span>
                        <span className="block text-ink-2 text-pretty">{type.description}</span>
                        <span className="mt-2 block text-sm text-ink-3">
                          <span className="first-letter:uppercase inline-block">{type.promise}</span>
                          {draft && (
                            <span className="ms-2 rounded-full bg-accent-soft px-2 py-px text-xs font-medium text-accent">
                              Your draft, <Timestamp at={draft.savedAt} />
                            </span>
                          )}
                        </span>
                      </span>
                      <ArrowRight
                        className="mt-2.5 size-5 text-ink-3 transition-transform group-hover:translate-x-0.5 group-hover:text-accent"
                        aria-hidden="true"
                      />
                    </Link>
                  </li>
                )
              })}
            </ul>
          </>
        )}
      </PageBody>
    </>
  )
}

const icons: Record<string, typeof ScanSearch> = {
  'code-review': ScanSearch,
  questionnaire: FileQuestion,
  support: MessageCircleQuestion,
}
