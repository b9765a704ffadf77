import { Prisma, type Tx } from '../../kernel/db'
import { burnUpOf, type BurnUp, type ItemPast, type PastChange } from '../burn-up'
import { dayOf, endOf, type Asked } from './chosen'

export type IterationBurnUp = BurnUp & { number: number; startsOn: string; endsOn: string }

type Iteration = { id: string; number: number; startsOn: string; endsOn: string }
type Row = {
  key: string
  madeOn: string
  iterationId: string | null
  done: boolean
  archived: boolean
  estimate: number | null
  changes: { field: string; day: string; was: unknown }[]
}

/** More items than any team takes on at once. */
const most = 1000

/**
 * The iteration that was asked for, else the last that had begun when the asked time ends; null when none had. It is drawn
 * as it stood then: what was done later is not done yet.
 */
export async function readBurnUp(
  tx: Tx,
  { filter, zone, span, fitsInAny }: Asked,
): Promise<IterationBurnUp | null> {
  const [iteration] = await tx.$queryRaw<Iteration[]>(Prisma.sql`
    SELECT n.id, n.number, to_char(n.starts_on, 'YYYY-MM-DD') AS "startsOn", to_char(n.ends_on, 'YYYY-MM-DD') AS "endsOn"
    FROM work.iteration n WHERE ${filter.iteration ? Prisma.sql`n.number = ${filter.iteration}` : Prisma.sql`n.starts_on <= ${span.to}::date`}
    ORDER BY n.starts_on DESC LIMIT 1`)
  if (!iteration) return null
  const until = endOf(iteration.endsOn, zone)
  const rows = await tx.$queryRaw<Row[]>(Prisma.sql`
    WITH ever AS (
      SELECT i.id FROM work.item i WHERE i.iteration_id = ${iteration.id}::uuid
      UNION SELECT h.subject_id FROM work.history h WHERE h.kind = 'item' AND h.field = 'iteration'
        AND h.at >= (SELECT n.created_at FROM work.iteration n WHERE n.id = ${iteration.id}::uuid)
        AND (h.was = to_jsonb(${iteration.id}::text) OR h."is" = to_jsonb(${iteration.id}::text))
      LIMIT ${most})
    SELECT i.key, ${dayOf(Prisma.sql`i.created_at`, zone)} AS "madeOn", i.iteration_id AS "iterationId", i.status = 'done' AS done,
      i.archived_at IS NOT NULL AS archived, i.estimate,
      (SELECT coalesce(json_agg(json_build_object('field', h.field, 'day', ${dayOf(Prisma.sql`h.at`, zone)}, 'was', h.was) ORDER BY h.id), '[]')
        FROM work.history h WHERE h.kind = 'item' AND h.subject_id = i.id AND h.field IN ('iteration', 'status', 'estimate', 'archived')) AS changes
    FROM ever e JOIN work.item i ON i.id = e.id WHERE i.created_at < ${until} ${fitsInAny}
    ORDER BY i.key`)
  const { id, ...drawn } = iteration
  const { startsOn: from, endsOn: to } = iteration
  return {
    ...drawn,
    ...burnUpOf(
      rows.map((row) => pastOf(row, id)),
      { from, to, until: span.to },
    ),
  }
}

function pastOf({ key, madeOn, iterationId, done, archived, estimate, changes }: Row, id: string): ItemPast {
  return {
    key,
    madeOn,
    now: { inside: iterationId === id, done, archived, estimate },
    changes: changes.map(({ field, day, was }): PastChange => {
      if (field === 'estimate') return { day, field, was: typeof was === 'number' ? was : null }
      if (field === 'archived') return { day, field, was: was === true }
      return field === 'iteration'
        ? { day, field: 'inside', was: was === id }
        : { day, field: 'done', was: was === 'done' }
    }),
  }
}
