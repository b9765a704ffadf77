import { isTeam } from '@/lib/kernel/audience'
import { bulkChoices } from '@/lib/items'
import { currentAsker, currentViewer } from '@/lib/people'

const closed = { 'Cache-Control': 'private, no-store' }

/** What the fields of items may become, read when somebody is about to change some. */
export async function GET() {
  const viewer = await currentViewer()
  if (!viewer || !isTeam(viewer))
    return new Response('There is nothing here.', { status: 404, headers: closed })
  return Response.json(await bulkChoices(await currentAsker()), { headers: closed })
}
