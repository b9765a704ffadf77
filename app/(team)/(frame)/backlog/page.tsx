import type { Metadata } from 'next'
import { Layers } from 'lucide-react'
import { notFound } from 'next/navigation'
import { BacklogView } from '@/components/backlog/backlog'
import { TextFilter } from '@/components/backlog/text-filter'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { QueryForm } from '@/components/query/query-form'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { ViewMenu } from '@/components/views/view-menu'
import { isTeam } from '@/lib/kernel/audience'
import { now } from '@/lib/kernel/now'
import { sealed } from '@/lib/kernel/secrets'
import { askFrom, filterQuery, itemVocabulary, openEpics, readBacklog } from '@/lib/items'
import { teamAsker } from '@/lib/people'
import { listViews, placeParams } from '@/lib/views'
import { groupItemsAction, moveItemsAction, splitItemAction } from './actions'

export const metadata: Metadata = { title: 'Backlog' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function BacklogPage({ searchParams }: Props) {
  const { asker, viewer } = await teamAsker('/backlog')
  if (!isTeam(viewer)) notFound()
  const params = placeParams('backlog', await searchParams)
  const { filter, q } = askFrom(params)
  const { text: _text, ...besidesText } = params
  const { q: _q, ...besidesQuery } = params
  // Taken before reading, so that a change during it is heard of twice rather than never.
  const at = now()
  const [backlog, epics, vocabulary, views] = await Promise.all([
    readBacklog(asker, { filter, q }),
    openEpics(asker),
    itemVocabulary(asker),
    listViews(asker, 'backlog'),
  ])
  return (
    <>
      <PageHead
        title="Backlog"
        actions={
          <>
            <ViewMenu place="backlog" views={views} params={params} />
            <ButtonLink href="/iterations">Iterations</ButtonLink>
          </>
        }
      />
      <PageBody fill className="gap-3 pt-3! pb-0!">
        <div className="grid items-start gap-2 md:grid-cols-[16rem_minmax(0,1fr)]">
          <TextFilter text={filter.text} path="/backlog" kept={besidesText} />
          <QueryForm
            action="/backlog"
            kept={besidesQuery}
            vocabulary={vocabulary}
            defaultValue={q ?? ''}
            problem={backlog.problem}
          />
        </div>
        <BacklogView
          key={`${filterQuery(filter)} ${q}`}
          first={backlog}
          filter={filter}
          q={backlog.problem ? null : q}
          since={sealed('event', { at: at.getTime() })}
          epics={epics}
          send={moveItemsAction}
          split={splitItemAction}
          group={groupItemsAction}
          whenEmpty={
            <EmptyState
              icon={<Layers />}
              title="Nothing is open"
              action={
                <ButtonLink href="/items/new" variant="main">
                  New item
                </ButtonLink>
              }
            >
              Everything that is not done stands here in one order, and goes from here into iterations.
            </EmptyState>
          }
        />
      </PageBody>
    </>
  )
}
