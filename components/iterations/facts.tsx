import clsx from 'clsx'
import type { ReactNode } from 'react'
import { Chip } from '@/components/ui/chip'
import type { DrawnIteration, Velocity } from '@/lib/iterations'
import { roomOf } from '@/lib/iterations/rules'
import { stateLabels } from '@/lib/iterations/labels'

/** The numbers of one iteration: before it starts how much room is left, afterwards planned against done. */
export function IterationFacts({
  iteration,
  velocity,
}: {
  iteration: DrawnIteration
  velocity: Velocity | null
}) {
  const { state, plannedPoints, plannedItems } = iteration
  const room = roomOf(iteration)
  const left = room === null ? null : room - iteration.points
  return (
    <dl className="grid grid-cols-2 gap-px overflow-clip rounded-card border bg-line lg:grid-cols-4">
      <Fact
        label={state === 'planned' ? 'Planned so far' : 'Planned at the start'}
        note={plannedItems === 1 ? '1 item' : `${plannedItems} items`}
      >
        {plannedPoints}
      </Fact>
      {state === 'planned' ? (
        <>
          <Fact
            label="Room left"
            hot={left !== null && left < 0}
            note={
              room === null
                ? 'Say a capacity to see it'
                : `of ${room}: ${iteration.capacity} without ${iteration.slack} % slack`
            }
          >
            {left === null ? '–' : left}
          </Fact>
          <VelocityFact velocity={velocity} />
          <Fact label="Days" note={daysOf(iteration) === 1 ? 'one working day' : 'working days'}>
            {daysOf(iteration)}
          </Fact>
        </>
      ) : (
        <>
          <Fact
            label="Done of the plan"
            note={
              plannedPoints > 0
                ? `${percent(iteration.plannedDonePoints, plannedPoints)} of the plan`
                : 'nothing was planned'
            }
          >
            {iteration.plannedDonePoints}
          </Fact>
          <Fact
            label="Added since"
            note={iteration.addedItems === 1 ? '1 item' : `${iteration.addedItems} items`}
          >
            {iteration.addedPoints}
          </Fact>
          <Fact label="Done in all" note="points, planned and added">
            {iteration.donePoints}
          </Fact>
        </>
      )}
    </dl>
  )
}

export function VelocityFact({ velocity }: { velocity: Velocity | null }) {
  return (
    <Fact
      label="What past iterations got done"
      note={
        velocity
          ? `points, the middle 80 % of the last ${velocity.of}. Not a promise`
          : 'said once three iterations are closed'
      }
    >
      {velocity ? `${velocity.low}–${velocity.high}` : '–'}
    </Fact>
  )
}

function Fact({
  label,
  note,
  hot,
  children,
}: {
  label: string
  note: string
  hot?: boolean
  children: ReactNode
}) {
  return (
    <div className="grid content-start gap-0.5 bg-sheet px-4 py-3">
      <dt className="text-xs font-medium text-ink-2">{label}</dt>
      <dd className="grid gap-0.5">
        <span className={clsx('text-2xl font-semibold tabular-nums', hot && 'text-danger')}>{children}</span>
        <span className="text-xs text-ink-3 text-pretty">{note}</span>
      </dd>
    </div>
  )
}

export function StateChip({ iteration }: { iteration: DrawnIteration }) {
  return <Chip tone={iteration.state === 'running' ? 'accent' : 'plain'}>{stateLabels[iteration.state]}</Chip>
}

/** Done against planned as a bar: what of the plan is done, and what was done besides. */
export function PlanBar({ iteration }: { iteration: DrawnIteration }) {
  const { plannedPoints, plannedDonePoints, donePoints } = iteration
  const whole = Math.max(plannedPoints, donePoints, 1)
  const part = (points: number) => (points / whole) * 100
  const besides = Math.max(donePoints - plannedDonePoints, 0)
  return (
    <svg
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      className="block h-2 w-full min-w-24"
      role="img"
      aria-label={`${plannedDonePoints} of ${plannedPoints} planned points done, ${besides} besides`}
    >
      <rect width={part(plannedPoints)} height="8" className="fill-line-2" />
      <rect width={part(plannedDonePoints)} height="8" className="fill-done" />
      <rect x={part(plannedDonePoints)} width={part(besides)} height="8" className="fill-ready" />
    </svg>
  )
}

function percent(part: number, whole: number): string {
  return `${Math.round((part / whole) * 100)} %`
}

/** Monday to Friday between the first and the last day. */
function daysOf({ startsOn, endsOn }: { startsOn: string; endsOn: string }): number {
  let count = 0
  for (let day = Date.parse(startsOn); day <= Date.parse(endsOn); day += 86_400_000)
    if (![0, 6].includes(new Date(day).getUTCDay())) count += 1
  return count
}
