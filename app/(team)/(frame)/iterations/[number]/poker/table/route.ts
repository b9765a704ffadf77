import { isTeam } from '@/lib/kernel/audience'
import { currentAsker, currentViewer } from '@/lib/people'
import { pokerTable } from '@/lib/poker'
import { numberFrom } from '../../number'

const closed = { 'Cache-Control': 'private, no-store' }

/** The poker table of an iteration as data, as whoever asks may see it. */
export async function GET(_: Request, { params }: RouteContext<'/iterations/[number]/poker/table'>) {
  const viewer = await currentViewer()
  const number = numberFrom((await params).number)
  const table =
    viewer && isTeam(viewer) && number !== null ? await pokerTable(await currentAsker(), number) : null
  if (!table) return new Response('There is nothing here.', { status: 404, headers: closed })
  return Response.json(table, { headers: closed })
}
