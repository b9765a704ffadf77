import { notFound } from 'next/navigation'
import { isTeam } from '@/lib/kernel/audience'
import { currentAsker, currentViewer } from '@/lib/people'
import { csvOf, drawReport, reportFilterFrom, reportNames, tableOf } from '@/lib/reports'

type Context = { params: Promise<{ file: string }> }

/** The numbers of one report, with the filter of the page. */
export async function GET(request: Request, { params }: Context) {
  const viewer = await currentViewer()
  const { file } = await params
  const name = reportNames.find((each) => file === `${each}.csv`)
  if (!viewer || !isTeam(viewer) || !name) notFound()
  const filter = reportFilterFrom(Object.fromEntries(new URL(request.url).searchParams))
  const report = await drawReport(await currentAsker(), name, filter)
  return new Response(csvOf(tableOf(name, report)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="daylight-${name}.csv"`,
      'cache-control': 'private, no-store',
    },
  })
}
