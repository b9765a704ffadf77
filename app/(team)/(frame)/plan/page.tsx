import type { Metadata } from 'next'
import { Lightbulb } from 'lucide-react'
import { notFound } from 'next/navigation'
import { quartersAround } from '@/components/clearance/face-panel'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { NewIdeaForm } from '@/components/ideas/idea-forms'
import { IdeaTable } from '@/components/ideas/idea-table'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { quarterShort } from '@/components/ui/dates'
import { EmptyState } from '@/components/ui/empty-state'
import { Select, TextInput } from '@/components/ui/inputs'
import { Pager } from '@/components/ui/pager'
import { faceStateLabels } from '@/lib/clearance'
import { ideaSorts, ideaStatuses, ideaStatusLabels, listGoalChoices, listIdeas } from '@/lib/ideas'
import { isTeam, isTeammate } from '@/lib/kernel/audience'
import { teamAsker } from '@/lib/people'
import { publicWorkspace } from '@/lib/published'
import { createIdeaAction } from './actions'

export const metadata: Metadata = { title: 'Plan' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function PlanPage({ searchParams }: Props) {
  const { asker, viewer } = await teamAsker('/plan')
  if (!isTeammate(viewer)) notFound()
  const asked = await searchParams
  const word = (name: string) =>
    typeof asked[name] === 'string' && asked[name] !== '' ? asked[name] : undefined
  const team = isTeam(viewer)
  const filter = {
    text: word('text'),
    status: word('status'),
    quarter: word('quarter'),
    face: team ? word('face') : undefined,
  }
  const sort = ideaSorts.find((each) => each === word('sort')) ?? 'votes'
  const [page, workspace, goals] = await Promise.all([
    listIdeas(asker, { ...filter, sort, limit: 50, cursor: word('cursor') }),
    publicWorkspace(),
    team ? listGoalChoices(asker) : [],
  ])
  const quarters = quartersAround(
    workspace.thisQuarter,
    filter.quarter && filter.quarter !== 'none' ? filter.quarter : null,
  )
  const filtered = Object.values(filter).some(Boolean)
  const href = (change: Record<string, string | undefined>) => hrefOf({ ...filter, sort, ...change })
  const writing = team && word('new') === 'idea'
  return (
    <>
      <PageHead
        title="Plan"
        sub="Ideas inside: what we might do, what is in our sights"
        actions={
          team ? (
            <ButtonLink href="/plan?new=idea">New idea</ButtonLink>
          ) : (
            <ButtonLink href="/wishlist/suggest">Suggest something</ButtonLink>
          )
        }
      />
      <PageBody className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {writing && (
          <Card className="max-w-3xl">
            <h2 className="mb-3 text-lg">A new idea</h2>
            <NewIdeaForm action={createIdeaAction} choices={{ quarters, goals }} />
          </Card>
        )}
        <form action="/plan" className="flex flex-wrap items-end gap-2" role="search">
          {sort !== 'votes' && <input type="hidden" name="sort" value={sort} />}
          <TextInput
            name="text"
            aria-label="Words in an idea"
            placeholder="Find in ideas"
            defaultValue={filter.text}
            className="h-8! w-56! max-sm:w-full!"
          />
          <Select small name="status" aria-label="Status" defaultValue={filter.status ?? ''}>
            <option value="">Every status</option>
            {ideaStatuses.map((status) => (
              <option key={status} value={status}>
                {ideaStatusLabels[status]}
              </option>
            ))}
          </Select>
          <Select small name="quarter" aria-label="Quarter" defaultValue={filter.quarter ?? ''}>
            <option value="">Every quarter</option>
            <option value="none">No quarter yet</option>
            {quarters.map((quarter) => (
              <option key={quarter} value={quarter}>
                {quarterShort(quarter)}
              </option>
            ))}
          </Select>
          {team && (
            <Select small name="face" aria-label="Outside" defaultValue={filter.face ?? ''}>
              <option value="">Outside or not</option>
              <option value="public">Public</option>
              <option value="candidate">{faceStateLabels.candidate}</option>
              <option value="in review">{faceStateLabels['in review']}</option>
              <option value="withdrawn">{faceStateLabels.withdrawn}</option>
              <option value="none">Not written</option>
            </Select>
          )}
          <Button type="submit">Show</Button>
          {filtered && (
            <ButtonLink href="/plan" variant="quiet">
              Clear
            </ButtonLink>
          )}
        </form>
        {page.rows.length === 0 ? (
          <EmptyState
            icon={<Lightbulb />}
            title={filtered ? 'No idea fits this filter' : 'No ideas yet'}
            action={
              filtered ? (
                <ButtonLink href="/plan">Show all</ButtonLink>
              ) : (
                <ButtonLink href={team ? '/plan?new=idea' : '/wishlist/suggest'}>
                  Make the first one
                </ButtonLink>
              )
            }
          >
            {!filtered &&
              'Everything that somebody would like us to do stands here, until it is work or turned down.'}
          </EmptyState>
        ) : (
          <IdeaTable
            rows={page.rows}
            sort={sort}
            hrefForSort={(each) => href({ sort: each })}
            team={team}
            firstMonth={workspace.fiscalStartMonth}
          />
        )}
        <Pager nextHref={page.next && href({ cursor: page.next })} firstHref={word('cursor') && href({})} />
      </PageBody>
    </>
  )
}

function hrefOf(query: Record<string, string | undefined>): string {
  const words = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value && !(name === 'sort' && value === 'votes')) words.set(name, value)
  return words.size ? `/plan?${words}` : '/plan'
}
