import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { PokerView } from '@/components/poker/poker'
import { isTeam } from '@/lib/kernel/audience'
import { now } from '@/lib/kernel/now'
import { sealed } from '@/lib/kernel/secrets'
import { teamAsker } from '@/lib/people'
import { pokerTable } from '@/lib/poker'
import { splitItemAction } from '../../../backlog/actions'
import { numberFrom } from '../number'
import { pokerAction } from './actions'

export const metadata: Metadata = { title: 'Planning poker' }

type Props = { params: Promise<{ number: string }> }

export default async function PokerPage({ params }: Props) {
  const { number: text } = await params
  const { asker, viewer } = await teamAsker(`/iterations/${text}/poker`)
  const number = numberFrom(text)
  if (!isTeam(viewer) || number === null) notFound()
  // Taken before reading, so that a move during it is heard of twice rather than never.
  const at = now()
  const table = await pokerTable(asker, number)
  if (!table) notFound()
  return (
    <>
      <PageHead
        crumbs={[
          { href: '/iterations', label: 'Iterations' },
          { href: `/iterations/${number}`, label: `Iteration ${number}` },
        ]}
        title="Planning poker"
      />
      <PageBody>
        <PokerView
          first={table}
          number={number}
          me={viewer.id!}
          since={sealed('event', { at: at.getTime() })}
          send={pokerAction}
          split={splitItemAction}
        />
      </PageBody>
    </>
  )
}
