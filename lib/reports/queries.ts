// The reports as a viewer sees them: one transaction, a statement or two for each. Everything is counted among what this
// viewer may see, and nothing grows with the archive: only the asked stretch of the past is read.
import type { Asker, Viewer } from '../kernel/audience'
import { dayIn } from '../kernel/clock'
import { asViewer, Prisma, type Tx } from '../kernel/db'
import { invalid } from '../kernel/errors'
import { now as theTime } from '../kernel/now'
import { problemInWords, type QueryProblem } from '../kernel/query'
import { itemsWhere } from '../items'
import { readAgeing, type Ageing } from './queries/ageing'
import { readBurnUp, type IterationBurnUp } from './queries/burn-up'
import { chosen, type Asked } from './queries/chosen'
import { readCycleTime, type CycleTime } from './queries/cycle-time'
import { readFlow } from './queries/flow'
import { readPlanned, type Planned } from './queries/planned'
import { readSplit, type Split } from './queries/split'
import { aheadOf, readThroughput, type Throughput, type WeeksAhead } from './queries/throughput'
import { openAtLast, type Flow } from './flow'
import { spanOf, type Span } from './rules'
import type { ReportFilter } from './schema'

export type Reports = {
  flow: Flow
  'cycle-time': CycleTime
  ageing: Ageing
  throughput: Throughput
  forecast: WeeksAhead
  'burn-up': IterationBurnUp | null
  planned: Planned
  split: Split
}
export type ReportChoices = {
  iterations: number[]
  goals: { slug: string; title: string }[]
}
export type DrawnReports = {
  reports: Reports
  choices: ReportChoices
  span: Span
  /** What is wrong with the query; then nothing is counted. */
  problem: QueryProblem | null
}

/** All reports of the page. */
export async function drawReports(asker: Asker, filter: ReportFilter): Promise<DrawnReports> {
  return asViewer(asker, async (tx, viewer) => {
    const { choices, problem, ...asked } = await ask(tx, viewer, filter)
    const [flow, throughput] = [await readFlow(tx, asked), await readThroughput(tx, asked)]
    const reports = {
      flow,
      'cycle-time': await readCycleTime(tx, asked),
      ageing: await readAgeing(tx, asked, theTime()),
      throughput,
      forecast: aheadOf(throughput, openAtLast(flow), asked),
      'burn-up': await readBurnUp(tx, asked),
      planned: await readPlanned(tx, asked),
      split: await readSplit(tx, asked),
    }
    return { reports, choices, span: asked.span, problem }
  })
}

/** One of them alone, for its file. Throws `invalid` for a query that is none. */
export async function drawReport<Name extends keyof Reports>(
  asker: Asker,
  name: Name,
  filter: ReportFilter,
): Promise<Reports[Name]> {
  return asViewer(asker, async (tx, viewer) => {
    const { problem, ...asked } = await ask(tx, viewer, filter)
    if (problem) throw invalid('q', problemInWords(problem))
    const read: { [Each in keyof Reports]: () => Promise<Reports[Each]> } = {
      flow: () => readFlow(tx, asked),
      'cycle-time': () => readCycleTime(tx, asked),
      ageing: () => readAgeing(tx, asked, theTime()),
      throughput: () => readThroughput(tx, asked),
      forecast: async () =>
        aheadOf(await readThroughput(tx, asked), openAtLast(await readFlow(tx, asked)), asked),
      'burn-up': () => readBurnUp(tx, asked),
      planned: () => readPlanned(tx, asked),
      split: () => readSplit(tx, asked),
    }
    return read[name]()
  })
}

/** Which items and days a filter means here, and what it may choose from: a statement, and one for a query. */
async function ask(
  tx: Tx,
  viewer: Viewer,
  filter: ReportFilter,
): Promise<Asked & { choices: ReportChoices; problem: QueryProblem | null }> {
  const query = filter.q ? await itemsWhere(tx, viewer, filter.q) : null
  const asked = query ? (query.ok ? query.where : Prisma.sql`false`) : Prisma.sql`true`
  const fits = chosen(filter, asked)
  const first =
    filter.range === 'all'
      ? Prisma.sql`(SELECT to_char(min(i.created_at) AT TIME ZONE w.zone, 'YYYY-MM-DD') FROM work.item i WHERE i.archived_at IS NULL ${fits})`
      : Prisma.sql`NULL`
  const [row] = await tx.$queryRaw<(ReportChoices & { zone: string; first: string | null })[]>(Prisma.sql`
    SELECT w.zone, ${first} AS first,
      ARRAY(SELECT n.number FROM work.iteration n ORDER BY n.number DESC LIMIT 30) AS iterations,
      (SELECT coalesce(json_agg(json_build_object('slug', g.slug, 'title', g.title) ORDER BY g.title), '[]')
        FROM (SELECT * FROM work.goal WHERE archived_at IS NULL ORDER BY created_at DESC LIMIT 100) g) AS goals
    FROM work.workspace w`)
  const { zone, iterations, goals, first: firstDay } = row!
  const today = dayIn(theTime(), zone)
  return {
    filter,
    zone,
    today,
    span: spanOf(filter, today, firstDay),
    fits,
    fitsInAny: chosen({ ...filter, iteration: undefined }, asked),
    choices: { iterations, goals },
    problem: query && !query.ok ? query.problem : null,
  }
}
