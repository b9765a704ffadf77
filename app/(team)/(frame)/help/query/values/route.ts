import { isTeammate } from '@/lib/kernel/audience'
import { suggestValues } from '@/lib/items'
import { currentAsker, currentViewer } from '@/lib/people'

const closed = { 'Cache-Control': 'private, no-store' }

/** What could stand as a value of a field, as whoever types may see it: twenty at most. For `QueryField`. */
export async function GET(request: Request) {
  const viewer = await currentViewer()
  if (!viewer || !isTeammate(viewer))
    return new Response('There is nothing here.', { status: 404, headers: closed })
  const params = new URL(request.url).searchParams
  const data = await suggestValues(await currentAsker(), {
    field: params.get('field') ?? '',
    typed: params.get('typed') ?? '',
  })
  return Response.json({ data }, { headers: closed })
}
