import { openApiDocument, operations } from '@/lib/api'
import { settings } from '@/lib/kernel/settings'

export const dynamic = 'force-dynamic'

/** The same for everybody: it tells what can be asked, never what is there. */
export function GET(): Response {
  return Response.json(openApiDocument(operations, settings().publicAddress), {
    headers: { 'cache-control': 'public, max-age=0, must-revalidate' },
  })
}
