import { isTeam } from '@/lib/kernel/audience'
import { now } from '@/lib/kernel/now'
import { exportTable } from '@/lib/exports'
import { filterFrom, plainParams } from '@/lib/items'
import { currentAsker, currentViewer } from '@/lib/people'

const closed = { 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' }

/** The table as a file: exactly its rows and columns, as whoever asks sees them, a page at a time. */
export async function GET(request: Request) {
  const viewer = await currentViewer()
  if (!viewer || !isTeam(viewer))
    return new Response('There is nothing here.', { status: 404, headers: closed })
  const params = plainParams(Object.fromEntries(new URL(request.url).searchParams), ['keys', 'format'])
  const format = params.format === 'json' ? 'json' : 'csv'
  const answer = await exportTable(await currentAsker(), {
    format,
    filter: filterFrom(params),
    params,
    keys: params.keys?.split(',').slice(0, 500),
  })
  if ('problem' in answer)
    return new Response(answer.problem, {
      status: 422,
      headers: { ...closed, 'Content-Type': 'text/plain; charset=utf-8' },
    })
  const day = now().toISOString().slice(0, 10)
  return new Response(streamOf(answer.text), {
    headers: {
      ...closed,
      'Content-Type': format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/json',
      'Content-Disposition': `attachment; filename="items-${day}.${format}"`,
    },
  })
}

/** Read as fast as it is taken, and no faster. */
function streamOf(text: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await text.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await text.return(undefined)
    },
  })
}
