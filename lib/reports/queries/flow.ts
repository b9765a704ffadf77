import { Prisma, type Tx } from '../../kernel/db'
import type { Status } from '../../items/schema'
import { flowOf, type Flow, type FlowChange } from '../flow'
import { beginOf, bornAs, endOf, firstStatus, type Asked } from './chosen'

/** Later than every bucket: what happened since the last day that is asked for. */
const afterwards = '9999'

/** What stands open now, and all that changed since the span began, summed up by bucket: one statement. */
export async function readFlow(tx: Tx, { span, zone, fits }: Asked): Promise<Flow> {
  const since = beginOf(span.starts[0]!, zone)
  const rows = await tx.$queryRaw<{ bucket: string | null; status: Status; n: number }[]>(Prisma.sql`
    WITH change (at, status, n) AS (
      SELECT i.created_at, ${bornAs}, 1 FROM work.item i ${firstStatus} WHERE i.created_at >= ${since} ${fits}
      UNION ALL
      SELECT h.at, s.status, s.n FROM work.history h JOIN work.item i ON i.id = h.subject_id,
        LATERAL (VALUES (h.was #>> '{}', -1), (h."is" #>> '{}', 1)) s (status, n)
      WHERE h.kind = 'item' AND h.field = 'status' AND h.at >= ${since} ${fits}
      UNION ALL
      -- What came from elsewhere without its changes came once to where it stands.
      SELECT i.status_since, s.status, s.n FROM work.item i, LATERAL (VALUES ('backlog', -1), (i.status, 1)) s (status, n)
      WHERE i.status_since >= ${since} AND i.status_since > i.created_at AND i.status <> 'backlog' ${fits}
        AND NOT EXISTS (SELECT 1 FROM work.history h WHERE h.kind = 'item' AND h.subject_id = i.id AND h.field = 'status')
      UNION ALL
      SELECT h.at, coalesce((SELECT b."is" #>> '{}' FROM work.history b WHERE b.kind = 'item' AND b.subject_id = i.id
          AND b.field = 'status' AND b.id < h.id ORDER BY b.id DESC LIMIT 1), f.was, i.status),
        CASE WHEN h."is" = 'true' THEN -1 ELSE 1 END
      FROM work.history h JOIN work.item i ON i.id = h.subject_id ${firstStatus}
      WHERE h.kind = 'item' AND h.field = 'archived' AND h.at >= ${since} ${fits}
    )
    SELECT CASE WHEN c.at >= ${endOf(span.to, zone)} THEN ${afterwards}
        ELSE to_char(date_trunc(${span.bucket}, c.at AT TIME ZONE ${zone}), 'YYYY-MM-DD') END AS bucket, c.status, sum(c.n)::int AS n
    FROM change c WHERE c.status IS NOT NULL GROUP BY 1, 2
    UNION ALL
    SELECT NULL, i.status, count(*)::int FROM work.item i
    WHERE i.archived_at IS NULL AND i.status IN ('backlog', 'ready', 'in-progress', 'in-review') ${fits} GROUP BY i.status`)
  const standing = Object.fromEntries(
    rows.filter(({ bucket }) => bucket === null).map(({ status, n }) => [status, n]),
  )
  const changes = rows.flatMap(({ bucket, status, n }): FlowChange[] =>
    bucket === null ? [] : [{ bucket, status, by: n }],
  )
  return { span, points: flowOf(span, standing, changes) }
}
