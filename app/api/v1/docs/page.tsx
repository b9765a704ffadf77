import type { Metadata } from 'next'
import { ApiReference } from '@/components/api/api-reference'
import { PublicFrame, PublicHeading, PublicPage } from '@/components/frame/public-frame'
import { openApiDocument, operations } from '@/lib/api'
import { settings } from '@/lib/kernel/settings'

export const metadata: Metadata = { title: 'The API' }
export const dynamic = 'force-dynamic'

export default function ApiDocsPage() {
  const address = settings().publicAddress
  return (
    <PublicFrame>
      <PublicPage>
        <PublicHeading
          title="The API"
          lead="Everything that scripts may do. A token acts as its person, narrowed by its scopes; without one, only what is public is answered."
        />
        <ApiReference document={openApiDocument(operations, address)} address={`${address}/api/v1`} />
      </PublicPage>
    </PublicFrame>
  )
}
