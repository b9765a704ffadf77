// Which items a report is about, as conditions on `i`. Type, goal and iteration are those that an item has now.
import { Prisma } from '../../kernel/db'
import type { ReportFilter } from '../schema'
import type { Span } from '../rules'

export type Asked = {
  filter: ReportFilter
  span: Span
  zone: string
  today: string
  /** Conditions on `i`, beginning with AND. */
  fits: Prisma.Sql
  /** The same without the iteration, for reports that are about iterations themselves. */
  fitsInAny: Prisma.Sql
}

/** The filter and, beside it, what its query says. */
export function chosen({ type, goal, iteration }: ReportFilter, asked: Prisma.Sql): Prisma.Sql {
  const parts: Prisma.Sql[] = [Prisma.sql`AND ${asked}`]
  if (type) parts.push(Prisma.sql`AND i.type = ${type}`)
  if (goal)
    parts.push(Prisma.sql`AND EXISTS (SELECT 1 FROM work.item_goal x JOIN work.goal y ON y.id = x.goal_id
      WHERE x.item_id = i.id AND y.slug = ${goal})`)
  if (iteration)
    parts.push(
      Prisma.sql`AND i.iteration_id = (SELECT x.id FROM work.iteration x WHERE x.number = ${iteration})`,
    )
  return Prisma.join(parts, ' ')
}

/** The instant at which a day of the workspace begins. */
export function beginOf(day: string, zone: string): Prisma.Sql {
  return Prisma.sql`(${day}::date::timestamp AT TIME ZONE ${zone})`
}

/** The instant at which a day of the workspace is over. */
export function endOf(day: string, zone: string): Prisma.Sql {
  return Prisma.sql`((${day}::date + 1)::timestamp AT TIME ZONE ${zone})`
}

/** The day of an instant in the workspace. */
export function dayOf(instant: Prisma.Sql, zone: string): Prisma.Sql {
  return Prisma.sql`to_char(${instant} AT TIME ZONE ${zone}, 'YYYY-MM-DD')`
}

/** Changes of status of `i`, oldest first. */
export const firstStatus = Prisma.sql`
  LEFT JOIN LATERAL (SELECT f.was #>> '{}' AS was FROM work.history f
    WHERE f.kind = 'item' AND f.subject_id = i.id AND f.field = 'status' ORDER BY f.id LIMIT 1) f ON true`

/**
 * The status in which `i` was made: what its first change came from. What came in from elsewhere without its changes was
 * in the backlog until it came to where it stands, which is all that is known of it.
 */
export const bornAs = Prisma.sql`coalesce(f.was, CASE WHEN i.status_since > i.created_at THEN 'backlog' ELSE i.status END)`
