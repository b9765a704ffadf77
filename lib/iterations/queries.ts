import type { Asker } from '../kernel/audience'
import { asViewer, Prisma } from '../kernel/db'

export type DrawnIteration = {
  number: number
  startsOn: string
  endsOn: string
  aims: string[]
  closedAt: Date | null
  /** Counted among what this viewer may see. */
  items: number
  done: number
  version: number
}

const shape = Prisma.sql`
  SELECT n.number, to_char(n.starts_on, 'YYYY-MM-DD') AS "startsOn", to_char(n.ends_on, 'YYYY-MM-DD') AS "endsOn", n.aims,
    n.closed_at AS "closedAt", n.version, c.items, c.done
  FROM work.iteration n LEFT JOIN LATERAL (
    SELECT count(*)::int AS items, count(*) FILTER (WHERE i.status = 'done')::int AS done
    FROM work.item i WHERE i.iteration_id = n.id AND i.archived_at IS NULL) c ON true`

/** The newest hundred, newest first. */
export async function listIterations(asker: Asker): Promise<DrawnIteration[]> {
  return asViewer(asker, (tx) =>
    tx.$queryRaw<DrawnIteration[]>(Prisma.sql`${shape} ORDER BY n.number DESC LIMIT 100`),
  )
}

/** The iteration that runs on a day, or null between two. */
export async function iterationOn(asker: Asker, day: string): Promise<DrawnIteration | null> {
  return asViewer(asker, async (tx) => {
    const [found] = await tx.$queryRaw<DrawnIteration[]>(Prisma.sql`
      ${shape} WHERE n.closed_at IS NULL AND ${day}::date BETWEEN n.starts_on AND n.ends_on ORDER BY n.number LIMIT 1`)
    return found ?? null
  })
}
