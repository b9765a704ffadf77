import { Prisma, type Tx } from '../../kernel/db'
import { daysOf, type Percentiles } from '../rules'
import { beginOf, type Asked } from './chosen'

export const ageingStates = ['ready', 'in-progress', 'in-review'] as const
export type AgeingState = (typeof ageingStates)[number]
export type AgeingItem = { key: string; title: string; status: AgeingState; days: number }
export type Ageing = {
  /** The oldest first, at most `mostAgeing`. */
  items: AgeingItem[]
  /** How long what has left each state had stood there. */
  stays: Record<AgeingState, { percentiles: Percentiles; counted: number } | null>
  total: number
}

export const mostAgeing = 300

type Open = { key: string; title: string; status: AgeingState; since: Date; total: number }
type Stay = { status: AgeingState; p: number[]; counted: number }

/** What is open just now, by the days it has stood in its state, and how long others stood there before they left. */
export async function readAgeing(tx: Tx, { span, zone, fits }: Asked, now: Date): Promise<Ageing> {
  const [row] = await tx.$queryRaw<{ open: (Omit<Open, 'since'> & { since: string })[]; stays: Stay[] }[]>(
    Prisma.sql`
    SELECT
      (SELECT coalesce(json_agg(o ORDER BY o.since, o.key), '[]') FROM (
        SELECT i.key, i.title, i.status, i.status_since AS since, count(*) OVER ()::int AS total FROM work.item i
        WHERE i.archived_at IS NULL AND i.status IN ('ready', 'in-progress', 'in-review') ${fits}
        ORDER BY i.status_since, i.key LIMIT ${mostAgeing}) o) AS open,
      (SELECT coalesce(json_agg(s), '[]') FROM (
        SELECT l.status, count(*)::int AS counted,
          percentile_disc(ARRAY[0.5, 0.85, 0.95]) WITHIN GROUP (ORDER BY l.days) AS p
        FROM (
          SELECT h.was #>> '{}' AS status, extract(epoch FROM h.at - coalesce(b.at, i.created_at))::float8 / 86400 AS days
          FROM work.history h JOIN work.item i ON i.id = h.subject_id
          LEFT JOIN LATERAL (SELECT x.at FROM work.history x WHERE x.kind = 'item' AND x.subject_id = h.subject_id
            AND x.field = 'status' AND x.id < h.id ORDER BY x.id DESC LIMIT 1) b ON true
          WHERE h.kind = 'item' AND h.field = 'status' AND h.at >= ${beginOf(span.from, zone)}
            AND h.was #>> '{}' IN ('ready', 'in-progress', 'in-review') ${fits}
          ORDER BY h.at DESC LIMIT 5000) l
        GROUP BY l.status) s) AS stays`,
  )
  const { open, stays } = row!
  const stay = (status: AgeingState) => {
    const found = stays.find((each) => each.status === status)
    if (!found) return null
    const [p50, p85, p95] = found.p
    return { percentiles: { p50: p50!, p85: p85!, p95: p95! }, counted: found.counted }
  }
  return {
    items: open.map(({ key, title, status, since }) => ({
      key,
      title,
      status,
      days: Math.max(0, daysOf(now.getTime() - new Date(since).getTime())),
    })),
    stays: { ready: stay('ready'), 'in-progress': stay('in-progress'), 'in-review': stay('in-review') },
    total: open[0]?.total ?? 0,
  }
}
