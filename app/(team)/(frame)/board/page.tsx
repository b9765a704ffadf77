import type { Metadata } from 'next'
import { SquareKanban } from 'lucide-react'
import { notFound, redirect } from 'next/navigation'
import { BoardView } from '@/components/board/board'
import { FilterBar } from '@/components/board/filter-bar'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { ButtonLink } from '@/components/ui/button-link'
import { formatDay } from '@/components/ui/dates'
import { EmptyState } from '@/components/ui/empty-state'
import { isTeam } from '@/lib/kernel/audience'
import { now } from '@/lib/kernel/now'
import { sealed } from '@/lib/kernel/secrets'
import { boardCards, filterFrom, filterQuery, itemChoices, type ItemChoices } from '@/lib/items'
import { teamAsker } from '@/lib/people'
import { moveItemAction } from './actions'

export const metadata: Metadata = { title: 'Board' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function BoardPage({ searchParams }: Props) {
  const { asker, viewer } = await teamAsker('/board')
  if (!isTeam(viewer)) notFound()
  const params = await searchParams
  if (params.new === 'item') redirect('/items/new')
  const filter = filterFrom(params)
  // Taken before reading, so that a change during it is heard of twice rather than never.
  const at = now()
  const [board, choices] = await Promise.all([boardCards(asker, filter), itemChoices(asker)])
  const isFiltered = Object.keys(filter).length > 0
  return (
    <>
      <PageHead title="Board" sub={running(choices, at.toISOString().slice(0, 10))} />
      <PageBody fill className="pt-3! pb-3!">
        <FilterBar filter={filter} choices={choices} me={viewer.id} />
        <BoardView
          key={filterQuery(filter)}
          first={board}
          filter={filter}
          since={sealed('event', { at: at.getTime() })}
          now={at.toISOString()}
          send={moveItemAction}
          whenEmpty={isFiltered ? <NothingFits /> : <NothingPlanned />}
        />
      </PageBody>
    </>
  )
}

function NothingPlanned() {
  return (
    <EmptyState
      icon={<SquareKanban />}
      title="Nothing is planned yet"
      action={
        <ButtonLink href="/items/new" variant="main">
          New item
        </ButtonLink>
      }
    >
      Planned work stands here: small things needed soon, bugs, asks from other teams, and what was promoted
      from the wishlist.
    </EmptyState>
  )
}

function NothingFits() {
  return (
    <EmptyState
      title="Nothing fits this filter"
      action={<ButtonLink href="/board">Show everything</ButtonLink>}
    >
      There may be cards with other words, people or goals.
    </EmptyState>
  )
}

function running(choices: ItemChoices, today: string) {
  const current = choices.iterations.find(
    ({ startsOn, endsOn, closed }) => !closed && startsOn <= today && today <= endsOn,
  )
  return current && `Iteration ${current.number} · ends ${formatDay(current.endsOn)}`
}
