import { isTeam } from '@/lib/kernel/audience'
import { boardCards, filterFrom, moreCards, statuses } from '@/lib/items'
import { currentAsker, currentViewer } from '@/lib/people'

const closed = { 'Cache-Control': 'private, no-store' }

/** The board's cards as data: the whole of it, or with `status` and `cursor` what follows in one column. */
export async function GET(request: Request) {
  const viewer = await currentViewer()
  if (!viewer || !isTeam(viewer))
    return new Response('There is nothing here.', { status: 404, headers: closed })
  const params = new URL(request.url).searchParams
  const filter = filterFrom(Object.fromEntries(params))
  const status = statuses.find((each) => each === params.get('status'))
  const cursor = params.get('cursor')
  const asker = await currentAsker()
  const answer =
    status && cursor ? await moreCards(asker, { status, filter, cursor }) : await boardCards(asker, filter)
  if (!answer) return new Response('There is nothing here.', { status: 404, headers: closed })
  return Response.json(answer, { headers: closed })
}
