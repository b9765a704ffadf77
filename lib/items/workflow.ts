// How the team has set up its board: limits, the names of stages, and how long work usually stays where it is.
import type { Asker } from '../kernel/audience'
import { asViewer, Prisma } from '../kernel/db'
import type { BoardSettings } from './labels'

/** How far back stays are looked at, and how many of them at most: the board must not wait for its own statistics. */
const lookBackDays = 180
const mostStays = 1000
/** Of fewer than these nobody can say what is usual. */
const fewestStays = 10

type Row = {
  limits: BoardSettings['limits'] | null
  stages: BoardSettings['stages'] | null
  stays: BoardSettings['stays'] | null
}

/** One statement; the stays are those of items that this viewer may see. */
export async function boardSettings(asker: Asker, { now }: { now: Date }): Promise<BoardSettings> {
  return asViewer(asker, async (tx) => {
    const since = new Date(now.getTime() - lookBackDays * 86_400_000)
    const [row] = await tx.$queryRaw<Row[]>(Prisma.sql`
      WITH ended AS MATERIALIZED (
        SELECT h.id, h.subject_id, h.was #>> '{}' AS status, h.at FROM work.history h
        WHERE h.kind = 'item' AND h.field = 'status' AND h.at > ${since} ORDER BY h.at DESC LIMIT ${mostStays}
      ), stay AS (
        SELECT e.status, extract(epoch FROM e.at - coalesce(
          (SELECT max(b.at) FROM work.history b WHERE b.subject_id = e.subject_id AND b.kind = 'item' AND b.field = 'status' AND b.id < e.id),
          i.created_at)) AS seconds
        FROM ended e JOIN work.item i ON i.id = e.subject_id
      ), usual AS (
        SELECT status, count(*)::int AS of, percentile_cont(0.85) WITHIN GROUP (ORDER BY seconds) AS seconds
        FROM stay WHERE seconds >= 0 GROUP BY status HAVING count(*) >= ${fewestStays}
      )
      SELECT
        (SELECT json_object_agg(c.status, c.wip_limit) FROM work.board_column c WHERE c.wip_limit IS NOT NULL) AS limits,
        (SELECT json_object_agg(s.type || ' ' || s.slug, s.label) FROM work.stage s) AS stages,
        (SELECT json_object_agg(u.status, json_build_object('seconds', round(u.seconds), 'of', u.of)) FROM usual u) AS stays`)
    return { limits: row?.limits ?? {}, stages: row?.stages ?? {}, stays: row?.stays ?? {} }
  })
}
