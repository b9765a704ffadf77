import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AdminHead } from '@/components/admin/admin-head'
import { PageBody } from '@/components/frame/page-head'
import { TokenList } from '@/components/people/token-list'
import { listTokens, mayAdminister, teamAsker } from '@/lib/people'
import { revokeAnyTokenAction } from '../actions'

export const metadata: Metadata = { title: 'Tokens' }

export default async function TokensPage() {
  const { asker, viewer } = await teamAsker('/admin/tokens')
  if (!mayAdminister(viewer)) notFound()
  const tokens = await listTokens(asker, { everybody: true })
  return (
    <>
      <AdminHead current="/admin/tokens" />
      <PageBody width="reading">
        <p className="mb-4 text-pretty text-ink-2">
          Everybody’s tokens, the newest first. Each acts as its person, so a role or a disabling holds for it
          at once. People make their own in their settings.
        </p>
        <TokenList tokens={tokens} revoke={revokeAnyTokenAction} withPerson />
      </PageBody>
    </>
  )
}
