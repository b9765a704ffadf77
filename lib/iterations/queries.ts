// Iterations as they are drawn. What is counted is counted among what this viewer may see.
import type { Asker, Audience } from '../kernel/audience'
import { cursorAt, placeOrRefuse } from '../kernel/cursor'
import { asViewer, Prisma, type Tx } from '../kernel/db'
import type { ItemType, Status } from '../items'
import {
  stateOf,
  velocityOver,
  velocityRange,
  type IterationState,
  type Outcome,
  type Velocity,
} from './rules'

export type DrawnIteration = {
  number: number
  startsOn: string
  endsOn: string
  aims: string[]
  state: IterationState
  startedAt: Date | null
  closedAt: Date | null
  capacity: number | null
  slack: number
  /** Everything that is in it now, and how much of it is done. */
  items: number
  done: number
  points: number
  /** What was planned when it started; before that, what is planned now. */
  plannedItems: number
  plannedPoints: number
  /** What of the plan is done, and what is done at all. */
  plannedDonePoints: number
  donePoints: number
  /** What came in later. */
  addedItems: number
  addedPoints: number
  version: number
}

type Row = Omit<DrawnIteration, 'state' | 'plannedItems' | 'plannedPoints'> & {
  keptItems: number
  keptPoints: number
}

// Of a closed one what its lines remember, of a running one what is in it compared with its lines.
const shape = Prisma.sql`
  SELECT n.number, to_char(n.starts_on, 'YYYY-MM-DD') AS "startsOn", to_char(n.ends_on, 'YYYY-MM-DD') AS "endsOn", n.aims,
    n.started_at AS "startedAt", n.closed_at AS "closedAt", n.capacity, n.slack, n.version, c.items, c.done, c.points,
    k.items AS "keptItems", k.points AS "keptPoints", k."doneOfPlan" AS "plannedDonePoints",
    CASE WHEN n.closed_at IS NULL THEN c."donePoints" ELSE k."donePoints" END AS "donePoints",
    CASE WHEN n.closed_at IS NULL THEN c.added ELSE k.added END AS "addedItems",
    CASE WHEN n.closed_at IS NULL THEN c."addedPoints" ELSE k."addedPoints" END AS "addedPoints"
  FROM work.iteration n
  LEFT JOIN LATERAL (
    SELECT count(*)::int AS items, count(*) FILTER (WHERE i.status = 'done')::int AS done, coalesce(sum(i.estimate), 0)::int AS points,
      coalesce(sum(i.estimate) FILTER (WHERE i.status = 'done'), 0)::int AS "donePoints",
      count(*) FILTER (WHERE n.started_at IS NOT NULL AND w.planned IS NOT TRUE)::int AS added,
      coalesce(sum(i.estimate) FILTER (WHERE n.started_at IS NOT NULL AND w.planned IS NOT TRUE), 0)::int AS "addedPoints"
    FROM work.item i LEFT JOIN work.iteration_item w ON w.iteration_id = n.id AND w.item_id = i.id
    WHERE i.iteration_id = n.id AND i.archived_at IS NULL) c ON true
  LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE w.planned)::int AS items, coalesce(sum(w.points) FILTER (WHERE w.planned), 0)::int AS points,
      coalesce(sum(coalesce(w.points, i.estimate)) FILTER (WHERE w.outcome = 'done'), 0)::int AS "donePoints",
      coalesce(sum(coalesce(w.points, i.estimate)) FILTER (WHERE w.planned
        AND (w.outcome = 'done' OR (w.outcome IS NULL AND i.status = 'done' AND i.iteration_id = n.id))), 0)::int AS "doneOfPlan",
      count(*) FILTER (WHERE NOT w.planned)::int AS added, coalesce(sum(w.points) FILTER (WHERE NOT w.planned), 0)::int AS "addedPoints"
    FROM work.iteration_item w JOIN work.item i ON i.id = w.item_id WHERE w.iteration_id = n.id) k ON true`

function drawn({ keptItems, keptPoints, ...row }: Row): DrawnIteration {
  const state = stateOf(row)
  return {
    ...row,
    state,
    plannedItems: state === 'planned' ? row.items : keptItems,
    plannedPoints: state === 'planned' ? row.points : keptPoints,
  }
}

async function rowsOf(tx: Tx, rest: Prisma.Sql): Promise<DrawnIteration[]> {
  return (await tx.$queryRaw<Row[]>(Prisma.sql`${shape} ${rest}`)).map(drawn)
}

/** The newest hundred, newest first. */
export async function listIterations(asker: Asker): Promise<DrawnIteration[]> {
  return asViewer(asker, (tx) => rowsOf(tx, Prisma.sql`ORDER BY n.number DESC LIMIT 100`))
}

/** A page of them, newest first. `cursor` is what the page before called `next`. */
export async function pageOfIterations(
  asker: Asker,
  { limit = 50, cursor }: { limit?: number; cursor?: string | null },
): Promise<{ data: DrawnIteration[]; next: string | null }> {
  const most = Math.min(Math.max(Math.trunc(limit), 1), 200)
  const after = placeOrRefuse<{ number: number }>('iterations', cursor)
  return asViewer(asker, async (tx) => {
    const rows = await rowsOf(
      tx,
      Prisma.sql`WHERE ${after ? Prisma.sql`n.number < ${after.number}` : Prisma.sql`true`} ORDER BY n.number DESC LIMIT ${most + 1}`,
    )
    const data = rows.slice(0, most)
    return {
      data,
      next: rows.length > most ? cursorAt('iterations', { number: data.at(-1)!.number }) : null,
    }
  })
}

/** The iteration that runs: the one that was started; where the team starts none, the one that a day falls into. */
export async function iterationOn(asker: Asker, day: string): Promise<DrawnIteration | null> {
  return asViewer(asker, async (tx) => {
    const [found] = await rowsOf(
      tx,
      Prisma.sql`WHERE n.closed_at IS NULL AND (n.started_at IS NOT NULL OR ${day}::date BETWEEN n.starts_on AND n.ends_on)
        ORDER BY n.started_at IS NULL, n.number LIMIT 1`,
    )
    return found ?? null
  })
}

/** One by its number, or null. */
export async function findIteration(asker: Asker, number: number): Promise<DrawnIteration | null> {
  return asViewer(asker, async (tx) => (await rowsOf(tx, Prisma.sql`WHERE n.number = ${number}`))[0] ?? null)
}

/** The middle 80 % of what the last closed iterations got done; null while there are too few to say. */
export async function velocity(asker: Asker): Promise<Velocity | null> {
  return asViewer(asker, async (tx) => {
    const rows = await rowsOf(
      tx,
      Prisma.sql`WHERE n.closed_at IS NOT NULL ORDER BY n.number DESC LIMIT ${velocityOver}`,
    )
    return velocityRange(rows.map(({ donePoints }) => donePoints))
  })
}

export type IterationRow = {
  key: string
  title: string
  type: ItemType
  status: Status
  audience: Audience
  estimate: number | null
  assignee: string | null
  /** It was there when the iteration started. */
  planned: boolean
  /** It is in the iteration now. */
  here: boolean
  /** The points that it had when it was planned. */
  points: number | null
  outcome: Outcome | null
}

/** So many rows of one iteration are drawn; nobody plans more. */
const mostRows = 1_000

/** What is in an iteration or was planned for it, in order, as far as this viewer sees it. */
export async function iterationRows(asker: Asker, number: number): Promise<IterationRow[]> {
  return asViewer(asker, (tx) =>
    tx.$queryRaw<IterationRow[]>(Prisma.sql`
      WITH n AS (SELECT id FROM work.iteration WHERE number = ${number})
      SELECT i.key, i.title, i.type, i.status, i.audience, i.estimate, p.name AS assignee, coalesce(w.planned, false) AS planned,
        i.iteration_id IS NOT DISTINCT FROM n.id AND i.archived_at IS NULL AS here, w.points, w.outcome
      FROM n CROSS JOIN LATERAL (
          SELECT i.id FROM work.item i WHERE i.iteration_id = n.id AND i.archived_at IS NULL
          UNION SELECT w.item_id FROM work.iteration_item w WHERE w.iteration_id = n.id) x
        JOIN work.item i ON i.id = x.id
        LEFT JOIN work.iteration_item w ON w.iteration_id = n.id AND w.item_id = i.id
        LEFT JOIN work.person p ON p.id = i.assignee_id
      ORDER BY i.rank LIMIT ${mostRows}`),
  )
}
