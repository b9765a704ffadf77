import { Prisma, type Tx } from '../../kernel/db'
import type { Measure } from '../schema'
import { bucketsOf, measureFor } from '../rules'
import { beginOf, endOf, type Asked } from './chosen'

export type SplitMonth = { start: string; goals: number; reactive: number }
export type Split = { measure: Measure; months: SplitMonth[] }

type Row = { month: string; goal: boolean; items: number; points: number; estimated: number }

/**
 * Work on goals against work that came by: a goal's is what advances a goal or came from the wishlist, itself or the
 * work that it is a part of; bugs, asks and small needs are the rest.
 */
export async function readSplit(tx: Tx, { span, zone, fits }: Asked): Promise<Split> {
  const rows = await tx.$queryRaw<Row[]>(Prisma.sql`
    SELECT month, goal, count(*)::int AS items, coalesce(sum(estimate), 0)::int AS points, count(estimate)::int AS estimated FROM (
      SELECT to_char(date_trunc('month', i.done_at AT TIME ZONE ${zone}), 'YYYY-MM-DD') AS month, i.estimate,
        i.origin = 'wishlist' OR coalesce(p.origin = 'wishlist', false)
          OR EXISTS (SELECT 1 FROM work.item_goal g WHERE g.item_id = i.id)
          OR EXISTS (SELECT 1 FROM work.item_goal g WHERE g.item_id = p.id) AS goal
      FROM work.item i LEFT JOIN work.item p ON p.id = i.parent_id
      WHERE i.status = 'done' AND i.archived_at IS NULL AND i.done_at >= ${beginOf(span.from, zone)}
        AND i.done_at < ${endOf(span.to, zone)} ${fits}) d
    GROUP BY month, goal`)
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0)
  const measure = measureFor({ estimated: sum((row) => row.estimated), total: sum((row) => row.items) })
  const value = (start: string, goal: boolean) =>
    rows.find((row) => row.month === start && row.goal === goal)?.[measure] ?? 0
  const months = bucketsOf(span.from, span.to, 'month').map((start) => ({
    start,
    goals: value(start, true),
    reactive: value(start, false),
  }))
  return { measure, months }
}
