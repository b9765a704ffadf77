// Everything that is not done, in its one order: what the running iteration holds, what the next ones hold, and the rest.
import type { Asker, Viewer } from '../kernel/audience'
import { cursorAt, placeAt } from '../kernel/cursor'
import { asViewer, Prisma, type Tx } from '../kernel/db'
import type { QueryProblem } from '../kernel/query'
import { cardColumns, cardJoins, where } from './board'
import { itemsWhere } from './query'
import type { BoardCard, BoardFilter } from './labels'

export type BacklogIteration = {
  number: number
  startsOn: string
  endsOn: string
  aims: string[]
  running: boolean
  /** Points that the team thinks it can do; null: nobody said. */
  capacity: number | null
  slack: number
}

export type BacklogSection = {
  /** Null for the backlog itself. */
  iteration: BacklogIteration | null
  /** Of what fits the filter. */
  total: number
  rows: BoardCard[]
  next: string | null
  /** Of all that is open in it and this viewer may see, whatever the filter: points, and how many have none. */
  points: number
  unestimated: number
  /** What is done in it already. */
  donePoints: number
}

/** `problem` says what is wrong with the query; then the rows are those of the filter alone. */
export type Backlog = { sections: BacklogSection[]; problem?: QueryProblem }

/** What somebody wants to see: words in title or key, and the query language. */
export type BacklogAsk = { filter: BoardFilter; q?: string | null }

/** So many rows of a section come with the page; the rest follow when somebody scrolls there. */
export const sectionPage = 200
/** Nobody plans further ahead. */
const mostIterations = 12

type Meta = BacklogIteration & Pick<BacklogSection, 'points' | 'unestimated' | 'donePoints'>
type Row = BoardCard & { section: number; total: number }

/** The backlog; with `only` one iteration and what could still come into it. */
export async function readBacklog(
  asker: Asker,
  { only, ...ask }: BacklogAsk & { only?: number },
): Promise<Backlog> {
  return asViewer(asker, async (tx, viewer) => {
    const { fits, problem } = await asked(tx, viewer, ask)
    const [iterations, rest] = await metaOf(tx, only)
    const numbers = iterations.map(({ number }) => number)
    const rows = await tx.$queryRaw<Row[]>(Prisma.sql`
      WITH fitting AS MATERIALIZED (
        SELECT i.id, s.section, row_number() OVER (PARTITION BY s.section ORDER BY i.rank) AS n, count(*) OVER (PARTITION BY s.section) AS total
        FROM work.item i ${sectionJoin} WHERE ${open} ${fits} AND s.section = ANY (${[0, ...numbers]}::int[])
      )
      SELECT ${cardColumns}, f.section, f.total::int AS total
      FROM fitting f JOIN work.item i ON i.id = f.id ${cardJoins}
      WHERE f.n <= ${sectionPage} ORDER BY i.rank`)
    return {
      ...(problem ? { problem } : {}),
      sections: [
        ...iterations.map(({ points, unestimated, donePoints, ...iteration }) => ({
          iteration,
          points,
          unestimated,
          donePoints,
          ...rowsOf(rows, iteration.number),
        })),
        { iteration: null, ...rest, donePoints: 0, ...rowsOf(rows, 0) },
      ],
    }
  })
}

/** The rows of one section that follow those already drawn. Null when the cursor is not ours. */
export async function moreOfBacklog(
  asker: Asker,
  { iteration, cursor, ...ask }: BacklogAsk & { iteration: number | null; cursor: string },
): Promise<{ rows: BoardCard[]; next: string | null } | null> {
  const after = placeAt<{ rank: string }>('backlog', cursor)
  if (!after) return null
  return asViewer(asker, async (tx, viewer) => {
    const { fits } = await asked(tx, viewer, ask)
    const rows = await tx.$queryRaw<BoardCard[]>(Prisma.sql`
      SELECT ${cardColumns} FROM work.item i ${sectionJoin} ${cardJoins}
      WHERE ${open} AND s.section = ${iteration ?? 0} AND i.rank > ${after.rank} ${fits}
      ORDER BY i.rank LIMIT ${sectionPage + 1}`)
    const page = rows.slice(0, sectionPage)
    return {
      rows: page,
      next: rows.length > sectionPage ? cursorAt('backlog', { rank: page.at(-1)!.rank }) : null,
    }
  })
}

/** The order stays the one order, whatever order a query names: here is where it is made. */
async function asked(
  tx: Tx,
  viewer: Viewer,
  { filter, q }: BacklogAsk,
): Promise<{ fits: Prisma.Sql; problem?: QueryProblem }> {
  if (!q) return { fits: where(filter) }
  const query = await itemsWhere(tx, viewer, q)
  if (!query.ok) return { fits: where(filter), problem: query.problem }
  return { fits: Prisma.sql`${where(filter)} AND ${query.where}` }
}

const open = Prisma.sql`i.archived_at IS NULL AND i.status <> 'done'`

/** An iteration that is over holds nothing: what was left in it stands in the backlog, which is section 0. */
const sectionJoin = Prisma.sql`
  LEFT JOIN work.iteration t ON t.id = i.iteration_id AND t.closed_at IS NULL
  CROSS JOIN LATERAL (SELECT coalesce(t.number, 0) AS section) s`

async function metaOf(
  tx: Tx,
  only: number | undefined,
): Promise<[Meta[], { points: number; unestimated: number }]> {
  const iterations = await tx.$queryRaw<Meta[]>(Prisma.sql`
    SELECT n.number, to_char(n.starts_on, 'YYYY-MM-DD') AS "startsOn", to_char(n.ends_on, 'YYYY-MM-DD') AS "endsOn", n.aims,
      n.started_at IS NOT NULL AS running, n.capacity, n.slack, c.points, c.unestimated, c."donePoints"
    FROM work.iteration n, LATERAL (
      SELECT coalesce(sum(i.estimate) FILTER (WHERE i.status <> 'done'), 0)::int AS points,
        count(*) FILTER (WHERE i.status <> 'done' AND i.estimate IS NULL)::int AS unestimated,
        coalesce(sum(i.estimate) FILTER (WHERE i.status = 'done'), 0)::int AS "donePoints"
      FROM work.item i WHERE i.iteration_id = n.id AND i.archived_at IS NULL) c
    WHERE n.closed_at IS NULL ${only === undefined ? Prisma.empty : Prisma.sql`AND n.number = ${only}`}
    ORDER BY n.started_at IS NULL, n.number LIMIT ${mostIterations}`)
  const [rest] = await tx.$queryRaw<{ points: number; unestimated: number }[]>(Prisma.sql`
    SELECT coalesce(sum(i.estimate), 0)::int AS points, count(*) FILTER (WHERE i.estimate IS NULL)::int AS unestimated
    FROM work.item i ${sectionJoin} WHERE ${open} AND s.section = 0`)
  return [iterations, rest!]
}

function rowsOf(all: Row[], section: number): Pick<BacklogSection, 'total' | 'rows' | 'next'> {
  const own = all.filter((row) => row.section === section)
  const total = own[0]?.total ?? 0
  const rows = own.map(({ total: _, section: _section, ...row }) => row)
  return {
    total,
    rows,
    next: total > rows.length ? cursorAt('backlog', { rank: rows.at(-1)!.rank }) : null,
  }
}

/** The epics that are not done, newest first, to put items under. */
export function openEpics(asker: Asker): Promise<{ key: string; title: string }[]> {
  return asViewer(asker, (tx) =>
    tx.item.findMany({
      where: { type: 'epic', archivedAt: null, status: { not: 'done' } },
      orderBy: { createdAt: 'desc' },
      select: { key: true, title: true },
      take: 200,
    }),
  )
}
