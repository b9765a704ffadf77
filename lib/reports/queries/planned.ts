import { Prisma, type Tx } from '../../kernel/db'
import type { Measure } from '../schema'
import { measureFor } from '../rules'
import type { Asked } from './chosen'

export type PlannedIteration = {
  number: number
  startsOn: string
  endsOn: string
  running: boolean
  planned: number
  /** Of what was planned. */
  done: number
  /** Done in it although it was not planned. */
  extra: number
}
export type Planned = { measure: Measure; iterations: PlannedIteration[] }

type Sums = { items: number; points: number }
type Row = Omit<PlannedIteration, 'planned' | 'done' | 'extra'> & {
  planned: Sums
  done: Sums
  extra: Sums
  estimated: number
  total: number
}

/** What was planned when each of the last iterations started, against what was done in it. The oldest first. */
export async function readPlanned(tx: Tx, { fitsInAny }: Asked): Promise<Planned> {
  const sums = (which: Prisma.Sql) =>
    Prisma.sql`json_build_object('items', count(*) FILTER (WHERE ${which}), 'points', coalesce(sum(x.points) FILTER (WHERE ${which}), 0))`
  const rows = await tx.$queryRaw<Row[]>(Prisma.sql`
    SELECT n.number, to_char(n.starts_on, 'YYYY-MM-DD') AS "startsOn", to_char(n.ends_on, 'YYYY-MM-DD') AS "endsOn",
      n.closed_at IS NULL AS running, s.* FROM (
        SELECT n.* FROM work.iteration n WHERE n.started_at IS NOT NULL OR n.closed_at IS NOT NULL
        ORDER BY n.number DESC LIMIT 12) n
      JOIN LATERAL (
        SELECT ${sums(Prisma.sql`x.planned`)} AS planned, ${sums(Prisma.sql`x.planned AND x.done`)} AS done,
          ${sums(Prisma.sql`NOT x.planned AND x.done`)} AS extra, count(x.points)::int AS estimated, count(*)::int AS total
        FROM (
          SELECT t.planned, coalesce(t.points, i.estimate) AS points, coalesce(t.outcome = 'done', n.closed_at IS NULL AND i.status = 'done') AS done
          FROM work.iteration_item t JOIN work.item i ON i.id = t.item_id
          WHERE t.iteration_id = n.id ${fitsInAny}) x) s ON s.total > 0
    ORDER BY n.number`)
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0)
  const measure = measureFor({ estimated: sum((row) => row.estimated), total: sum((row) => row.total) })
  return {
    measure,
    iterations: rows.map(({ number, startsOn, endsOn, running, planned, done, extra }) => ({
      number,
      startsOn,
      endsOn,
      running,
      planned: planned[measure],
      done: done[measure],
      extra: extra[measure],
    })),
  }
}
