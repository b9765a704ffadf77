import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { CloseForm } from '@/components/iterations/close-form'
import { IterationFacts } from '@/components/iterations/facts'
import { isTeam } from '@/lib/kernel/audience'
import { findIteration, iterationRows, listIterations } from '@/lib/iterations'
import { teamAsker } from '@/lib/people'
import { closeIterationAction } from '../../actions'
import { numberFrom } from '../number'

export const metadata: Metadata = { title: 'Close an iteration' }

type Props = { params: Promise<{ number: string }> }

export default async function CloseIterationPage({ params }: Props) {
  const { number: text } = await params
  const { asker, viewer } = await teamAsker(`/iterations/${text}/close`)
  const number = numberFrom(text)
  if (!isTeam(viewer) || number === null) notFound()
  const iteration = await findIteration(asker, number)
  if (!iteration || iteration.state === 'planned') notFound()
  if (iteration.state === 'closed') redirect(`/iterations/${number}`)
  const [rows, all] = await Promise.all([iterationRows(asker, number), listIterations(asker)])
  const unfinished = rows.filter((row) => row.here && row.status !== 'done')
  const next = all
    .filter((each) => each.state !== 'closed' && each.number > number)
    .reduce<number | null>(
      (least, each) => (least === null ? each.number : Math.min(least, each.number)),
      null,
    )
  return (
    <>
      <PageHead
        crumbs={[
          { href: '/iterations', label: 'Iterations' },
          { href: `/iterations/${number}`, label: `Iteration ${number}` },
        ]}
        title={`Close iteration ${number}`}
      />
      <PageBody className="grid max-w-5xl content-start gap-4">
        <IterationFacts iteration={iteration} velocity={null} />
        <p className="text-ink-2 text-pretty">
          {unfinished.length === 0
            ? 'Everything in it is done.'
            : `${unfinished.length === 1 ? 'One item is' : `${unfinished.length} items are`} not done. Say what becomes of each. What was planned stays marked as planned, whatever you choose.`}
        </p>
        {unfinished.length > 0 && next === null && (
          <p className="text-sm text-ink-2">
            There is no next iteration to carry work into. Plan it under Iterations, if you mean to.
          </p>
        )}
        <CloseForm
          action={closeIterationAction}
          number={number}
          version={iteration.version}
          next={next}
          rows={unfinished.map(({ key, title, status, estimate, planned }) => ({
            key,
            title,
            status,
            estimate,
            planned,
          }))}
        />
      </PageBody>
    </>
  )
}
