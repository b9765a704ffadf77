// How the team has set up its board: limits, the names of stages, and how long work usually stays where it is.
import type { Asker } from '../kernel/audience'
import { asViewer, Prisma, type Tx } from '../kernel/db'
import type { BoardSettings } from './labels'

/** How far back stays are looked at, and how many of them at most. */
const lookBackDays = 180
const mostStays = 500
/** Of fewer than these nobody can say what is usual. */
const fewestStays = 10

type Stays = BoardSettings['stays']
type Row = { limits: BoardSettings['limits'] | null; stages: BoardSettings['stages'] | null }

/** Limits and stages as they are now; what is usual does not change from one look to the next, and is kept for a while. */
export async function boardSettings(asker: Asker, { now }: { now: Date }): Promise<BoardSettings> {
  return asViewer(asker, async (tx, viewer) => {
    const [row] = await tx.$queryRaw<Row[]>(Prisma.sql`
      SELECT
        (SELECT json_object_agg(c.status, c.wip_limit) FROM work.board_column c WHERE c.wip_limit IS NOT NULL) AS limits,
        (SELECT json_object_agg(s.type || ' ' || s.slug, s.label) FROM work.stage s) AS stages`)
    const stays = await kept(`${viewer.id} ${viewer.role}`, now, () => usualStays(tx, now))
    return { limits: row?.limits ?? {}, stages: row?.stages ?? {}, stays }
  })
}

/** By status: how long 85 of 100 stays that ended lately were at most. Of items that this viewer may see. */
export async function usualStays(tx: Tx, now: Date): Promise<Stays> {
  const since = new Date(now.getTime() - lookBackDays * 86_400_000)
  const rows = await tx.$queryRaw<{ status: keyof Stays; seconds: number; of: number }[]>(Prisma.sql`
    WITH ended AS MATERIALIZED (
      SELECT h.id, h.subject_id, h.was #>> '{}' AS status, h.at FROM work.history h
      WHERE h.kind = 'item' AND h.field = 'status' AND h.at > ${since} ORDER BY h.at DESC LIMIT ${mostStays}
    ), stay AS (
      SELECT e.status, extract(epoch FROM e.at - coalesce(
        (SELECT b.at FROM work.history b WHERE b.subject_id = e.subject_id AND b.id < e.id AND b.kind = 'item' AND b.field = 'status'
          ORDER BY b.id DESC LIMIT 1),
        (SELECT i.created_at FROM work.item i WHERE i.id = e.subject_id))) AS seconds
      FROM ended e
    )
    SELECT status, count(*)::int AS of, round(percentile_cont(0.85) WITHIN GROUP (ORDER BY seconds))::float8 AS seconds
    FROM stay WHERE seconds >= 0 GROUP BY status HAVING count(*) >= ${fewestStays}`)
  return Object.fromEntries(rows.map(({ status, ...usual }) => [status, usual]))
}

const keepMinutes = 10
const mostKept = 500
const keep = new Map<string, { until: number; stays: Stays }>()

/** What one viewer was told is told to nobody else. */
async function kept(viewer: string, now: Date, read: () => Promise<Stays>): Promise<Stays> {
  const found = keep.get(viewer)
  if (found && found.until > now.getTime()) return found.stays
  const stays = await read()
  if (keep.size >= mostKept) keep.delete(keep.keys().next().value!)
  keep.set(viewer, { until: now.getTime() + keepMinutes * 60_000, stays })
  return stays
}
