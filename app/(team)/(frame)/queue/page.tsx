import { CheckCheck } from 'lucide-react'
import { notFound } from 'next/navigation'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { QueueList, type QueueSection } from '@/components/requests/queue-list'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { TabLinks } from '@/components/ui/tab-links'
import { teamAsker } from '@/lib/people'
import { queue, queueCounts, queueGroups, type QueueGroup } from '@/lib/requests'
import { actOnRequest } from '../requests/actions'

export const metadata = { title: 'Queue' }

export default async function QueuePage({ searchParams }: PageProps<'/queue'>) {
  const { asker } = await teamAsker('/queue')
  const { group: wanted, after, view } = await searchParams
  const group = queueGroups.find((each) => each === wanted)
  const mine = view === 'mine'
  const cursor = typeof after === 'string' ? after : null
  const [found, counts] = await Promise.all([queue(asker, { group, cursor, mine }), queueCounts(asker)])
  if (!found || !counts) notFound()
  const query = (more: Record<string, string>) =>
    `/queue?${new URLSearchParams({ ...(mine ? { view: 'mine' } : {}), ...more })}`
  const sections: QueueSection[] = (group ? [group] : queueGroups).map((name) => ({
    group: name,
    title: titles[name],
    rows: found[name].rows,
    total: found[name].total,
    moreHref: !group && found[name].next ? query({ group: name }) : undefined,
  }))
  const next = group && found[group].next
  return (
    <>
      <PageHead
        title="Queue"
        sub={
          counts.open === 0
            ? 'Nothing waits for us'
            : `${counts.open} wait for us${counts.late > 0 ? ` · ${counts.late} late` : ''}`
        }
        crumbs={group ? [{ href: mine ? '/queue?view=mine' : '/queue', label: 'Everything' }] : []}
      />
      <PageBody className="mx-auto max-w-6xl">
        <div className="mb-4">
          <TabLinks
            label="Queue"
            links={[
              { href: '/queue', label: 'Everyone’s', current: !mine },
              { href: '/queue?view=mine', label: 'In my hands', current: mine },
            ]}
          />
        </div>
        {sections.every(({ total }) => total === 0) && !cursor ? (
          <EmptyState icon={<CheckCheck />} title={mine ? 'You have nothing in hand' : 'The queue is empty'}>
            {mine
              ? 'Take something from everyone’s queue with the key T.'
              : 'What colleagues ask through the forms arrives here, with its clocks running.'}
          </EmptyState>
        ) : (
          <QueueList sections={sections} act={actOnRequest} now={new Date().toISOString()} />
        )}
        <Pager
          nextHref={next && group ? query({ group, after: next }) : null}
          firstHref={cursor && group ? query({ group }) : null}
        />
      </PageBody>
    </>
  )
}

const titles = {
  new: 'To look at and to take',
  working: 'In hand',
  waiting: 'The requester’s turn',
  closed: 'Closed in the last two weeks',
} satisfies Record<QueueGroup, string>
