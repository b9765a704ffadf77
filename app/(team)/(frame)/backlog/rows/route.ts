import { isTeam } from '@/lib/kernel/audience'
import { askFrom, moreOfBacklog, readBacklog } from '@/lib/items'
import { currentAsker, currentViewer } from '@/lib/people'

const closed = { 'Cache-Control': 'private, no-store' }

/** The backlog as data: the whole of it, or with `section` and `cursor` what follows in one section. */
export async function GET(request: Request) {
  const viewer = await currentViewer()
  if (!viewer || !isTeam(viewer))
    return new Response('There is nothing here.', { status: 404, headers: closed })
  const params = new URL(request.url).searchParams
  const { filter, q } = askFrom(Object.fromEntries(params))
  const number = (name: string) => {
    const value = params.get(name)
    return value && /^\d{1,6}$/.test(value) ? Number(value) : undefined
  }
  const [section, cursor] = [number('section'), params.get('cursor')]
  const asker = await currentAsker()
  const answer =
    section !== undefined && cursor
      ? await moreOfBacklog(asker, { iteration: section || null, filter, q, cursor })
      : await readBacklog(asker, { filter, q, only: number('only') })
  if (!answer) return new Response('There is nothing here.', { status: 404, headers: closed })
  return Response.json(answer, { headers: closed })
}
