import { notFound } from 'next/navigation'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { RequestSheet } from '@/components/requests/request-sheet'
import { teamAsker } from '@/lib/people'
import { findRequest } from '@/lib/requests'
import { actOnRequest } from '../actions'

export const metadata = { title: 'Request' }

export default async function RequestPage({ params, searchParams }: PageProps<'/requests/[key]'>) {
  const { key } = await params
  const { asker } = await teamAsker(`/requests/${key}`)
  const { do: open, sent } = await searchParams
  const request = await findRequest(asker, key)
  if (!request) notFound()
  const crumb =
    request.team && !request.mine
      ? { href: '/queue', label: 'Queue' }
      : { href: '/requests', label: 'Requests' }
  return (
    <>
      <PageHead title={request.title} sub={`${request.key} · ${request.type.name}`} crumbs={[crumb]} />
      <PageBody className="mx-auto max-w-6xl">
        <RequestSheet
          request={request}
          act={actOnRequest}
          open={typeof open === 'string' ? open : undefined}
          sent={sent === '1' && request.mine}
        />
      </PageBody>
    </>
  )
}
