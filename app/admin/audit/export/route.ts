import { notFound } from 'next/navigation'
import { auditFilterOf, currentAsker, currentViewer, exportAudit, mayAdminister } from '@/lib/people'

/** The lines that the page's filter shows, all of them, as they are read. */
export async function GET(request: Request) {
  const viewer = await currentViewer()
  if (!viewer || !mayAdminister(viewer)) notFound()
  const filter = auditFilterOf(Object.fromEntries(new URL(request.url).searchParams))
  const pieces = exportAudit(await currentAsker(), filter)
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="daylight-audit-${new Date().toISOString().slice(0, 10)}.csv"`,
      'cache-control': 'private, no-store',
    },
  })
}
