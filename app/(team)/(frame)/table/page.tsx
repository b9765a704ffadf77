import type { Metadata } from 'next'
import { Table2 } from 'lucide-react'
import { notFound } from 'next/navigation'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { ColumnsMenu } from '@/components/table/columns-menu'
import { ExportMenu } from '@/components/table/export-menu'
import { TableFilter } from '@/components/table/table-filter'
import { TableView } from '@/components/table/table-view'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { ViewMenu } from '@/components/views/view-menu'
import { isTeam } from '@/lib/kernel/audience'
import { now } from '@/lib/kernel/now'
import { sealed } from '@/lib/kernel/secrets'
import { filterFrom, itemChoices, itemTable, itemVocabulary, mostCounted, plainParams } from '@/lib/items'
import { teamAsker } from '@/lib/people'
import { listViews } from '@/lib/views'

export const metadata: Metadata = { title: 'Table' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function TablePage({ searchParams }: Props) {
  const { asker, viewer } = await teamAsker('/table')
  if (!isTeam(viewer)) notFound()
  const params = plainParams(await searchParams)
  // Taken before reading, so that a change during it is heard of twice rather than never.
  const at = now()
  const [table, choices, views, vocabulary] = await Promise.all([
    itemTable(asker, { filter: filterFrom(params), params }),
    itemChoices(asker),
    listViews(asker, 'table'),
    itemVocabulary(asker),
  ])
  const { total, shape, custom, problem } = table
  const query = new URLSearchParams(params).toString()
  const isFiltered = Boolean(params.q) || Object.keys(filterFrom(params)).length > 0
  return (
    <>
      <PageHead
        title="Table"
        sub={problem ? undefined : counted(total)}
        actions={
          <>
            <ViewMenu place="table" views={views} params={params} />
            <ColumnsMenu shape={shape} custom={custom} params={params} />
            <ExportMenu params={params} />
          </>
        }
      />
      <PageBody fill className="pt-3! pb-3!">
        <TableFilter
          params={params}
          filter={filterFrom(params)}
          choices={choices}
          me={viewer.id}
          shape={shape}
          custom={custom}
          vocabulary={vocabulary}
          problem={problem}
        />
        {problem ? (
          <EmptyState
            title="This query cannot be read"
            action={<ButtonLink href="/help/query">How to write one</ButtonLink>}
          >
            What is wrong, and what could stand there, is said under it.
          </EmptyState>
        ) : (
          <TableView
            key={query}
            first={{ rows: table.rows, next: table.next }}
            groups={table.groups}
            total={total}
            shape={shape}
            custom={custom}
            params={params}
            since={sealed('event', { at: at.getTime() })}
            now={at.toISOString()}
            whenEmpty={isFiltered ? <NothingFits /> : <NothingPlanned />}
          />
        )}
      </PageBody>
    </>
  )
}

function counted(total: number) {
  if (total > mostCounted) return `More than ${mostCounted.toLocaleString('en')} items`
  return `${total.toLocaleString('en')} ${total === 1 ? 'item' : 'items'}`
}

function NothingPlanned() {
  return (
    <EmptyState
      icon={<Table2 />}
      title="Nothing is planned yet"
      action={
        <ButtonLink href="/items/new" variant="main">
          New item
        </ButtonLink>
      }
    >
      Every item that you may see stands here as a row: sort it, group it, change it in its cells, keep it as
      a view, take it along as a file.
    </EmptyState>
  )
}

function NothingFits() {
  return (
    <EmptyState
      title="Nothing fits this filter"
      action={<ButtonLink href="/table">Show everything</ButtonLink>}
    >
      There may be items with other words, people or goals.
    </EmptyState>
  )
}
