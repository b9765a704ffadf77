import { Prisma, type Tx } from '../../kernel/db'
import { forecastFrom, type Forecast } from '../forecast'
import { addDays, bucketsOf, type Span } from '../rules'
import { beginOf, dayOf, endOf, type Asked } from './chosen'

export type Week = { start: string; done: number; points: number; whole: boolean }
export type Throughput = { span: Span; weeks: Week[] }
export type WeeksAhead = {
  forecast: Forecast | null
  /** The day from which the weeks ahead are counted. */
  from: string
  open: number
  by: { day: string; p50: number; p85: number; p95: number } | null
  /** How many whole weeks were drawn from. */
  weeks: number
}

type Row = { week: string; done: number; points: number; first: string | null }

/** What was finished in each week. Weeks before there was any work are none, and a week that still runs is not whole. */
export async function readThroughput(tx: Tx, { span, zone, today, fits }: Asked): Promise<Throughput> {
  const rows = await tx.$queryRaw<Row[]>(Prisma.sql`
    SELECT to_char(date_trunc('week', i.done_at AT TIME ZONE ${zone}), 'YYYY-MM-DD') AS week, count(*)::int AS done,
      coalesce(sum(i.estimate), 0)::int AS points,
      (SELECT ${dayOf(Prisma.sql`min(i.created_at)`, zone)} FROM work.item i WHERE i.archived_at IS NULL ${fits}) AS first
    FROM work.item i WHERE i.status = 'done' AND i.archived_at IS NULL AND i.done_at >= ${beginOf(span.from, zone)}
      AND i.done_at < ${endOf(span.to, zone)} ${fits} GROUP BY 1`)
  const first = rows[0]?.first ?? null
  const from = first !== null && first > span.from ? first : span.from
  const weeks = bucketsOf(from, span.to, 'week').map((start) => {
    const found = rows.find(({ week }) => week === start)
    return {
      start,
      done: found?.done ?? 0,
      points: found?.points ?? 0,
      whole: start >= from && addDays(start, 6) <= span.to && addDays(start, 6) < today,
    }
  })
  return { span, weeks }
}

/** The weeks ahead, drawn from the whole weeks behind; half a year of them at most. */
export function aheadOf({ weeks }: Throughput, open: number, { filter, span }: Asked): WeeksAhead {
  const past = weeks
    .filter(({ whole }) => whole)
    .map(({ done }) => done)
    .slice(-26)
  const forecast = forecastFrom(past, filter.items ?? open)
  const { by } = filter
  const passed =
    by && by > span.to ? Math.floor((Date.parse(by) - Date.parse(span.to)) / (7 * 86_400_000)) : 0
  const last = forecast?.fan[Math.min(passed, forecast.fan.length - 1)]
  return {
    forecast,
    from: span.to,
    open,
    weeks: past.length,
    by: by && passed > 0 && last ? { day: by, p50: last.p50, p85: last.p85, p95: last.p95 } : null,
  }
}
