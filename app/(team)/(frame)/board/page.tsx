import type { Metadata } from 'next'
import { SquareKanban } from 'lucide-react'
import { cookies } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { BoardView } from '@/components/board/board'
import { DensityButton } from '@/components/board/density-button'
import { FilterBar } from '@/components/board/filter-bar'
import { preferencesCookie, readPreferences } from '@/components/board/preferences'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { ButtonLink } from '@/components/ui/button-link'
import { formatDay } from '@/components/ui/dates'
import { EmptyState } from '@/components/ui/empty-state'
import { BoardViews } from '@/components/views/board-views'
import { isTeam } from '@/lib/kernel/audience'
import { now } from '@/lib/kernel/now'
import { sealed } from '@/lib/kernel/secrets'
import {
  askFrom,
  askQuery,
  boardCards,
  boardSettings,
  columnTotals,
  itemChoices,
  itemVocabulary,
  type ItemChoices,
} from '@/lib/items'
import { teamAsker } from '@/lib/people'
import { listViews, placeParams } from '@/lib/views'
import { addCardAction, changeCardAction, moveCardAction, peekAction } from './actions'

export const metadata: Metadata = { title: 'Board' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function BoardPage({ searchParams }: Props) {
  const { asker, viewer } = await teamAsker('/board')
  if (!isTeam(viewer)) notFound()
  const asked = await searchParams
  if (asked.new === 'item') redirect('/items/new')
  const params = placeParams('board', asked)
  const ask = askFrom(params)
  // Taken before reading, so that a change during it is heard of twice rather than never.
  const at = now()
  const isFiltered = ask.q !== null || Object.keys(ask.filter).length > 0
  const [board, choices, vocabulary, settings, whole, views, jar] = await Promise.all([
    boardCards(asker, ask),
    itemChoices(asker),
    itemVocabulary(asker),
    boardSettings(asker, { now: at }),
    isFiltered ? columnTotals(asker) : {},
    listViews(asker, 'board'),
    cookies(),
  ])
  const own = readPreferences(jar.get(preferencesCookie(viewer.id))?.value)
  // A view says how close cards stand; drawn so at once, and not after a jump.
  const preferences = params.density ? { ...own, compact: params.density === 'compact' } : own
  const query = askQuery(ask)
  return (
    <>
      <PageHead
        title="Board"
        sub={running(choices, at.toISOString().slice(0, 10))}
        actions={<BoardViews views={views} params={params} preferences={preferences} me={viewer.id} />}
      />
      <PageBody fill className="pt-3! pb-3!">
        <FilterBar
          ask={ask}
          choices={choices}
          vocabulary={vocabulary}
          problem={board.problem ?? null}
          me={viewer.id}
          kept={params.view ? { view: params.view } : {}}
          end={<DensityButton preferences={preferences} me={viewer.id} />}
        />
        <BoardView
          key={query}
          first={board}
          ask={ask}
          settings={settings}
          whole={whole}
          preferences={preferences}
          me={viewer.id ? { id: viewer.id, name: viewer.name } : null}
          people={choices.people.filter(({ team }) => team).map(({ id, name }) => ({ id, name }))}
          since={sealed('event', { at: at.getTime() })}
          now={at.toISOString()}
          actions={{ move: moveCardAction, change: changeCardAction, add: addCardAction, peek: peekAction }}
          whenEmpty={board.problem ? <NothingRead /> : isFiltered ? <NothingFits /> : <NothingPlanned />}
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

function NothingRead() {
  return (
    <EmptyState
      title="This query cannot be read"
      action={<ButtonLink href="/board">Show everything</ButtonLink>}
    >
      What is wrong with it, and what could stand there, is said beside the query.
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
