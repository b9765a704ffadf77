import { isTeam } from '@/lib/kernel/audience'
import { filterFrom, moreRows, plainParams } from '@/lib/items'
import { currentAsker, currentViewer } from '@/lib/people'

const closed = { 'Cache-Control': 'private, no-store' }

/** Rows of a table as data: those behind `cursor`, or with `fresh` these very items as they are now. */
export async function GET(request: Request) {
  const viewer = await currentViewer()
  const params = plainParams(Object.fromEntries(new URL(request.url).searchParams), ['cursor', 'fresh'])
  const { cursor = null, fresh } = params
  if (!viewer || !isTeam(viewer) || (!cursor && !fresh)) return nothing()
  const page = await moreRows(await currentAsker(), {
    filter: fresh ? {} : filterFrom(params),
    params: fresh ? { ...params, q: '' } : params,
    keys: fresh?.split(',').slice(0, 200),
    cursor: fresh ? null : cursor,
  })
  return page ? Response.json({ rows: page.rows, next: page.next }, { headers: closed }) : nothing()
}

function nothing() {
  return new Response('There is nothing here.', { status: 404, headers: closed })
}
