import { Inbox, Siren } from 'lucide-react'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { Avatar } from '@/components/ui/avatar'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { StatusWord } from '@/components/ui/status'
import { TabLinks } from '@/components/ui/tab-links'
import { Timestamp } from '@/components/ui/timestamp'
import { isTeammate } from '@/lib/kernel/audience'
import { teamAsker } from '@/lib/people'
import { listMyRequests, type MyRequest } from '@/lib/requests'

export const metadata = { title: 'My requests' }

export default async function RequestsPage({ searchParams }: PageProps<'/requests'>) {
  const { asker, viewer } = await teamAsker('/requests')
  if (!isTeammate(viewer)) notFound()
  const { view, after } = await searchParams
  const closed = view === 'closed'
  const cursor = typeof after === 'string' ? after : null
  const { rows, next } = await listMyRequests(asker, { closed, cursor })
  const here = closed ? '/requests?view=closed' : '/requests'
  return (
    <>
      <PageHead
        title="My requests"
        sub="What you asked of the security team"
        actions={<ButtonLink href="/requests/new">Ask for something</ButtonLink>}
      />
      <PageBody width="reading">
        <TabLinks
          label="My requests"
          links={[
            { href: '/requests', label: 'Open', current: !closed },
            { href: '/requests?view=closed', label: 'Closed', current: closed },
          ]}
        />
        {rows.length === 0 ? (
          <EmptyState
            icon={<Inbox />}
            title={closed ? 'Nothing is closed yet' : 'You have asked for nothing yet'}
            action={
              <ButtonLink href="/requests/new" variant="main">
                Ask the security team
              </ButtonLink>
            }
          >
            {closed
              ? 'What is done or declined stays here, with its words.'
              : 'A code review, a questionnaire, or anything else: each becomes one thread with a time by which you hear back.'}
          </EmptyState>
        ) : (
          <ul className="mt-3 grid gap-2">
            {rows.map((row) => (
              <li key={row.key}>
                <RequestLink row={row} />
              </li>
            ))}
          </ul>
        )}
        <Pager
          nextHref={next && `${here}${closed ? '&' : '?'}after=${encodeURIComponent(next)}`}
          firstHref={cursor ? here : null}
        />
      </PageBody>
    </>
  )
}

function RequestLink({ row }: { row: MyRequest }) {
  return (
    <Link
      href={`/requests/${row.key}`}
      className="grid gap-1.5 rounded-card border bg-sheet px-4 py-3 transition-colors hover:border-line-2 hover:bg-hover"
    >
      <span className="flex min-w-0 items-center gap-2">
        {row.urgent && <Siren className="size-4 shrink-0 text-danger" aria-label="Urgent" />}
        <span className="min-w-0 flex-1 truncate font-semibold" dir="auto">
          {row.title}
        </span>
        <StatusWord status={row.status} className="text-sm" />
      </span>
      <span
        className={
          row.late ? 'text-danger' : row.status === 'waiting' ? 'font-medium text-ink' : 'text-ink-2'
        }
      >
        {row.expected}
      </span>
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-3">
        <span className="tabular-nums">{row.key}</span>
        <span>{row.type}</span>
        <span className="inline-flex items-center gap-1.5">
          <Avatar name={row.owner} beside /> {row.owner ?? 'Nobody yet'}
        </span>
        <span className="ms-auto">
          Asked <Timestamp at={row.createdAt} />
        </span>
      </span>
    </Link>
  )
}
