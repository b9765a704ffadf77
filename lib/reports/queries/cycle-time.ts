import { Prisma, type Tx } from '../../kernel/db'
import type { ItemType } from '../../items/schema'
import { daysOf, percentilesOf, type Percentiles, type Span } from '../rules'
import { beginOf, endOf, type Asked } from './chosen'

export type Finished = { key: string; title: string; type: ItemType; doneAt: Date; days: number }
export type CycleTime = {
  span: Span
  /** From where the days are counted: nobody may have said when the work began. */
  since: 'started' | 'made'
  /** The newest first, as many as are drawn. */
  items: Finished[]
  /** Of all that was finished in the span. */
  percentiles: Percentiles | null
  counted: number
  /** Finished too, but nobody knows when it was begun. */
  unknown: number
}

/** So many are summed up, and so many of them are drawn one by one. */
export const mostCounted = 5000
export const mostDrawn = 500

type Row = { key: string; title: string; type: ItemType; doneAt: Date; madeAt: Date; startedAt: Date | null }

/** What was finished in the span, and how long it took from when it was first in progress until it was last done. */
export async function readCycleTime(tx: Tx, { span, zone, fits }: Asked): Promise<CycleTime> {
  const rows = await tx.$queryRaw<Row[]>(Prisma.sql`
    SELECT i.key, i.title, i.type, i.done_at AS "doneAt", i.created_at AS "madeAt",
      CASE WHEN s.born IN ('in-progress', 'in-review') THEN i.created_at ELSE s.at END AS "startedAt"
    FROM work.item i LEFT JOIN LATERAL (
      SELECT min(h.at) FILTER (WHERE h."is" #>> '{}' IN ('in-progress', 'in-review')) AS at,
        (array_agg(h.was #>> '{}' ORDER BY h.id))[1] AS born
      FROM work.history h WHERE h.kind = 'item' AND h.subject_id = i.id AND h.field = 'status') s ON true
    WHERE i.status = 'done' AND i.archived_at IS NULL AND i.done_at >= ${beginOf(span.from, zone)} AND i.done_at < ${endOf(span.to, zone)}
      ${fits}
    ORDER BY i.done_at DESC, i.key LIMIT ${mostCounted}`)
  const started = rows.filter(({ startedAt }) => startedAt !== null)
  const since = started.length > 0 ? 'started' : 'made'
  const items = (since === 'started' ? started : rows).map(
    ({ key, title, type, doneAt, madeAt, startedAt }) => ({
      key,
      title,
      type,
      doneAt,
      days: daysOf(doneAt.getTime() - (startedAt ?? madeAt).getTime()),
    }),
  )
  return {
    span,
    since,
    items: items.slice(0, mostDrawn),
    percentiles: percentilesOf(items.map(({ days }) => days)),
    counted: items.length,
    unknown: rows.length - items.length,
  }
}
