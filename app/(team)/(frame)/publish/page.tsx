import type { Metadata } from 'next'
import { Send } from 'lucide-react'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { AudienceChip } from '@/components/ui/audience-chip'
import { ButtonLink } from '@/components/ui/button-link'
import { Chip } from '@/components/ui/chip'
import { Cell, DataTable, Row, type Column } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { QuarterWord } from '@/components/ui/quarter-word'
import { StatusWord } from '@/components/ui/status'
import { Timestamp } from '@/components/ui/timestamp'
import { publishQueue, type QueueRow } from '@/lib/clearance'
import { isTeam } from '@/lib/kernel/audience'
import { teamAsker } from '@/lib/people'

export const metadata: Metadata = { title: 'Publish' }

export default async function PublishPage() {
  const { asker, viewer } = await teamAsker('/publish')
  if (!isTeam(viewer)) notFound()
  const queue = await publishQueue(asker)
  const nothing = Object.values(queue).every((list) => list.length === 0)
  return (
    <>
      <PageHead title="Publish" sub={sentence(queue.inReview.length, queue.unwritten.length)} />
      <PageBody className="grid gap-8">
        {nothing && (
          <EmptyState
            icon={<Send />}
            title="Nothing is on its way out"
            action={<ButtonLink href="/plan">Go to the plan</ButtonLink>}
          >
            A public text is written on the page of an idea or an item. A second person lets it out; both
            stand here meanwhile.
          </EmptyState>
        )}
        <Part
          title="Waits for a second person"
          rows={queue.inReview}
          columns={['Thing', 'Submitted', 'Inside', 'Next']}
        >
          {(row) => (
            <>
              <Cell>
                {row.submittedBy}{' '}
                {row.submittedAt && <Timestamp at={row.submittedAt} className="text-ink-3" />}
              </Cell>
              <Cell>
                <AudienceChip audience={row.audience} short />
              </Cell>
              <Cell>
                {row.mine ? (
                  <span className="text-ink-3">Somebody else reads it</span>
                ) : (
                  <Chip tone="accent">Yours to read</Chip>
                )}
              </Cell>
            </>
          )}
        </Part>
        {queue.unwritten.length > 0 && (
          <section className="min-w-0">
            <Heading title="In our sights, and nobody outside can know" count={queue.unwritten.length} />
            <DataTable
              caption="In our sights without a public text"
              columns={columnsOf(['Idea', 'Status', 'Quarter', 'Votes'])}
            >
              {queue.unwritten.map((idea) => (
                <Row key={idea.slug}>
                  <Cell head className="min-w-48 md:min-w-64">
                    <Link
                      href={`/plan/ideas/${idea.slug}#public-face`}
                      className="wrap-anywhere hover:text-accent"
                      dir="auto"
                    >
                      {idea.title}
                    </Link>
                  </Cell>
                  <Cell>
                    <StatusWord status={idea.status} />
                  </Cell>
                  <Cell className="whitespace-nowrap">
                    <QuarterWord quarter={idea.quarter} short />
                  </Cell>
                  <Cell className="tabular-nums">{idea.votes}</Cell>
                </Row>
              ))}
            </DataTable>
          </section>
        )}
        <Part
          title="Being written"
          rows={queue.candidates}
          columns={['Thing', 'Changed', 'Inside', 'Outside now']}
        >
          {(row) => (
            <>
              <Cell className="whitespace-nowrap">
                <Timestamp at={row.updatedAt} />
              </Cell>
              <Cell>
                <AudienceChip audience={row.audience} short />
              </Cell>
              <Cell>{row.live ? 'An earlier text' : 'Nothing'}</Cell>
            </>
          )}
        </Part>
        <Part title="Public" rows={queue.live} columns={['Thing', 'Published', 'Status', 'Quarter']}>
          {(row) => (
            <>
              <Cell className="whitespace-nowrap">
                {row.publishedAt && <Timestamp at={row.publishedAt} />}
              </Cell>
              <Cell>
                <StatusWord status={row.status} />
              </Cell>
              <Cell className="whitespace-nowrap">
                {row.kind === 'idea' || row.quarter ? <QuarterWord quarter={row.quarter} short /> : '–'}
              </Cell>
            </>
          )}
        </Part>
        <Part title="Withdrawn" rows={queue.withdrawn} columns={['Thing', 'When', 'By', 'Why']}>
          {(row) => (
            <>
              <Cell className="whitespace-nowrap">
                {row.withdrawnAt && <Timestamp at={row.withdrawnAt} />}
              </Cell>
              <Cell>{row.withdrawnBy}</Cell>
              <Cell className="max-w-96 wrap-anywhere">{row.withdrawnWhy}</Cell>
            </>
          )}
        </Part>
      </PageBody>
    </>
  )
}

type PartProps = {
  title: string
  rows: readonly QueueRow[]
  columns: string[]
  children: (row: QueueRow) => ReactNode
}

function Part({ title, rows, columns, children }: PartProps) {
  if (rows.length === 0) return null
  return (
    <section className="min-w-0">
      <Heading title={title} count={rows.length} />
      <DataTable caption={title} columns={columnsOf(columns)}>
        {rows.map((row) => (
          <Row key={`${row.kind} ${row.inside}`}>
            <Cell head className="min-w-48 md:min-w-64">
              <Link href={insideOf(row)} className="wrap-anywhere hover:text-accent" dir="auto">
                {row.title}
              </Link>
              {row.insideTitle !== row.title && (
                <div className="text-xs font-normal wrap-anywhere text-ink-3" dir="auto">
                  {row.kind === 'item' && `${row.inside} · `}
                  {row.insideTitle}
                </div>
              )}
            </Cell>
            {children(row)}
          </Row>
        ))}
      </DataTable>
    </section>
  )
}

function Heading({ title, count }: { title: string; count: number }) {
  return (
    <h2 className="mb-2.5 flex items-baseline gap-2 text-lg">
      {title} <span className="text-base font-normal text-ink-3 tabular-nums">{count}</span>
    </h2>
  )
}

function columnsOf(labels: string[]): Column[] {
  return labels.map((label, n) => ({ id: String(n), label }))
}

function insideOf({ kind, inside }: QueueRow): string {
  return `${kind === 'idea' ? `/plan/ideas/${inside}` : `/items/${inside}`}#public-face`
}

function sentence(waiting: number, owed: number): string {
  const first =
    waiting === 0
      ? 'Nothing waits for a second person'
      : `${waiting} ${waiting === 1 ? 'waits' : 'wait'} for a second person`
  return owed === 0 ? first : `${first} · ${owed} in our sights and not public`
}
