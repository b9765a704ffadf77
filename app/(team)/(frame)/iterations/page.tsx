import type { Metadata } from 'next'
import { randomUUID } from 'node:crypto'
import { RefreshCw } from 'lucide-react'
import { notFound } from 'next/navigation'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { IterationForm } from '@/components/iterations/iteration-form'
import { IterationTable } from '@/components/iterations/iteration-table'
import { VelocityFact } from '@/components/iterations/facts'
import { ButtonLink } from '@/components/ui/button-link'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { isTeam } from '@/lib/kernel/audience'
import { now } from '@/lib/kernel/now'
import { listIterations, nextDates, usualSlack, velocity } from '@/lib/iterations'
import { teamAsker } from '@/lib/people'
import { createIterationAction } from './actions'

export const metadata: Metadata = { title: 'Iterations' }

export default async function IterationsPage() {
  const { asker, viewer } = await teamAsker('/iterations')
  if (!isTeam(viewer)) notFound()
  const [iterations, range] = await Promise.all([listIterations(asker), velocity(asker)])
  const last = iterations[0] ?? null
  const next = (last?.number ?? 0) + 1
  return (
    <>
      <PageHead title="Iterations" actions={<ButtonLink href="/backlog">Backlog</ButtonLink>} />
      <PageBody className="grid gap-4">
        {iterations.length > 0 && (
          <dl className="overflow-clip rounded-card border md:max-w-sm">
            <VelocityFact velocity={range} />
          </dl>
        )}
        <Disclosure title={`Plan iteration ${next}`}>
          <div className="max-w-2xl">
            <IterationForm
              action={createIterationAction}
              once={randomUUID()}
              submit={`Plan iteration ${next}`}
              fields={{
                ...nextDates(last, now().toISOString().slice(0, 10)),
                aims: [],
                capacity: last?.capacity ?? null,
                slack: last?.slack ?? usualSlack,
              }}
            />
          </div>
        </Disclosure>
        {iterations.length === 0 ? (
          <EmptyState icon={<RefreshCw />} title="No iteration yet">
            An iteration is a stretch of time with aims of its own, two weeks as a rule. Plan the first one
            above, then take work into it from the backlog.
          </EmptyState>
        ) : (
          <IterationTable iterations={iterations} />
        )}
      </PageBody>
    </>
  )
}
