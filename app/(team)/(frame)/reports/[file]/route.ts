import { notFound } from 'next/navigation'
import { isTeam } from '@/lib/kernel/audience'
import { Refusal, statusOf } from '@/lib/kernel/errors'
import { currentAsker, currentViewer } from '@/lib/people'
import { csvOf, drawReport, reportFilterFrom, reportNames, tableOf } from '@/lib/reports'

const closed = { 'cache-control': 'private, no-store' }

type Context = { params: Promise<{ file: string }> }

/** The numbers of one report, with the filter of the page. */
export async function GET(request: Request, { params }: Context) {
  const viewer = await currentViewer()
  const asked = (await params).file
  const name = reportNames.find((each) => asked === `${each}.csv`)
  if (!viewer || !isTeam(viewer) || !name) notFound()
  const filter = reportFilterFrom(Object.fromEntries(new URL(request.url).searchParams))
  try {
    return file(name, csvOf(tableOf(name, await drawReport(await currentAsker(), name, filter))))
  } catch (error) {
    // A query that is none: its sentence says where.
    if (error instanceof Refusal && error.code === 'invalid')
      return new Response(error.message, { status: statusOf.invalid, headers: closed })
    throw error
  }
}

function file(name: string, words: string) {
  return new Response(words, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="daylight-${name}.csv"`,
      ...closed,
    },
  })
}
