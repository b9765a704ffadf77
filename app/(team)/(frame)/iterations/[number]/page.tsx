import type { Metadata } from 'next'
import { Flag, Spade } from 'lucide-react'
import { notFound } from 'next/navigation'
import { BacklogView } from '@/components/backlog/backlog'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { IterationFacts, StateChip } from '@/components/iterations/facts'
import { IterationForm } from '@/components/iterations/iteration-form'
import { RowsTable } from '@/components/iterations/rows-table'
import { StartForm } from '@/components/iterations/start-form'
import { ButtonLink } from '@/components/ui/button-link'
import { formatDay } from '@/components/ui/dates'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { isTeam, type Asker } from '@/lib/kernel/audience'
import { now } from '@/lib/kernel/now'
import { sealed } from '@/lib/kernel/secrets'
import { openEpics, readBacklog } from '@/lib/items'
import { findIteration, iterationRows, velocity, type DrawnIteration } from '@/lib/iterations'
import { teamAsker } from '@/lib/people'
import { groupItemsAction, moveItemsAction, splitItemAction } from '../../backlog/actions'
import { startIterationAction, updateIterationAction } from '../actions'
import { numberFrom } from './number'

export const metadata: Metadata = { title: 'Iteration' }

type Props = { params: Promise<{ number: string }> }

export default async function IterationPage({ params }: Props) {
  const { number: text } = await params
  const { asker, viewer } = await teamAsker(`/iterations/${text}`)
  const number = numberFrom(text)
  if (!isTeam(viewer) || number === null) notFound()
  const [iteration, range] = await Promise.all([findIteration(asker, number), velocity(asker)])
  if (!iteration) notFound()
  const { state, version } = iteration
  return (
    <>
      <PageHead
        crumbs={[{ href: '/iterations', label: 'Iterations' }]}
        title={`Iteration ${number}`}
        sub={`${formatDay(iteration.startsOn)} – ${formatDay(iteration.endsOn)}`}
        actions={
          state !== 'closed' && (
            <>
              <ButtonLink href={`/iterations/${number}/poker`}>
                <Spade aria-hidden="true" /> Planning poker
              </ButtonLink>
              {state === 'running' && (
                <ButtonLink href={`/iterations/${number}/close`} variant="main">
                  <Flag aria-hidden="true" /> Close…
                </ButtonLink>
              )}
            </>
          )
        }
      />
      <PageBody className="grid content-start gap-4">
        <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
          <StateChip iteration={iteration} />
          <Aims aims={iteration.aims} />
        </div>
        <IterationFacts iteration={iteration} velocity={range} />
        {state !== 'closed' && (
          <Disclosure title="Dates, aims, capacity and slack">
            <div className="max-w-2xl">
              <IterationForm action={updateIterationAction} fields={iteration} submit="Save" />
            </div>
          </Disclosure>
        )}
        {state === 'planned' ? (
          <>
            <StartForm
              action={startIterationAction}
              number={number}
              version={version}
              items={iteration.items}
              points={iteration.points}
            />
            <Planning asker={asker} number={number} />
          </>
        ) : (
          <Work asker={asker} iteration={iteration} />
        )}
      </PageBody>
    </>
  )
}

function Aims({ aims }: { aims: readonly string[] }) {
  if (aims.length === 0) return <p className="text-ink-3">No aims were written down.</p>
  return (
    <ul className="grid gap-0.5">
      {aims.map((aim) => (
        <li key={aim} dir="auto" className="wrap-anywhere">
          {aim}
        </li>
      ))}
    </ul>
  )
}

/** The iteration beside the backlog: what goes in is drawn against the room that is left. */
async function Planning({ asker, number }: { asker: Asker; number: number }) {
  const at = now()
  const [backlog, epics] = await Promise.all([
    readBacklog(asker, { filter: {}, only: number }),
    openEpics(asker),
  ])
  return (
    <div className="flex h-[80dvh] min-h-96 flex-col">
      <BacklogView
        first={backlog}
        filter={{}}
        q={null}
        only={number}
        since={sealed('event', { at: at.getTime() })}
        epics={epics}
        send={moveItemsAction}
        split={splitItemAction}
        group={groupItemsAction}
        whenEmpty={
          <EmptyState
            title="There is nothing to plan"
            action={<ButtonLink href="/items/new">New item</ButtonLink>}
          >
            Nothing is open. What comes into the backlog can be taken into this iteration.
          </EmptyState>
        }
      />
    </div>
  )
}

async function Work({ asker, iteration }: { asker: Asker; iteration: DrawnIteration }) {
  const rows = await iterationRows(asker, iteration.number)
  if (rows.length === 0)
    return (
      <EmptyState title="Nothing is in it" action={<ButtonLink href="/backlog">To the backlog</ButtonLink>}>
        {iteration.state === 'running'
          ? 'Nothing was planned, and nothing has come in. Take work into it from the backlog.'
          : 'Nothing was planned for it, and nothing came in.'}
      </EmptyState>
    )
  return <RowsTable rows={rows} state={iteration.state} />
}
