import { isAdmin } from '@/lib/kernel/audience'
import { asViewer } from '@/lib/kernel/db'
import { metrics } from '@/lib/kernel/metrics'

export const dynamic = 'force-dynamic'

/**
 * The operator's figures, for a bearer token of an admin, with the scope of that name, and nobody else. Not for "whoever asks from this machine":
 * behind a proxy on the same machine that would be everyone. To others it is not there.
 */
export async function GET(request: Request) {
  const secret = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  const may = secret
    ? await asViewer(
        { kind: 'token', secret },
        async (_tx, viewer) => isAdmin(viewer) && (viewer.scopes?.includes('admin') ?? false),
      ).catch(() => false)
    : false
  if (!may) return new Response(null, { status: 404, headers: { 'cache-control': 'private, no-store' } })
  const { registry } = metrics()
  return new Response(await registry.metrics(), {
    headers: { 'content-type': registry.contentType, 'cache-control': 'private, no-store' },
  })
}
