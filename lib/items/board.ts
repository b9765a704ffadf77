// What a board is drawn from: one statement, in which the policies decide what exists. Counts count what this viewer may see.
import type { Asker, Viewer } from '../kernel/audience'
import { cursorAt, placeAt } from '../kernel/cursor'
import { asViewer, Prisma, type Tx } from '../kernel/db'
import type { QueryProblem } from '../kernel/query'
import { itemsWhere } from './query/where'
import { laneOf, orderLanes } from './rules'
import {
  mostCounted,
  statuses,
  type Board,
  type BoardAsk,
  type BoardCard,
  type BoardCell,
  type BoardFilter,
  type Lane,
  type LaneField,
  type Status,
} from './labels'

/** So many cards of a column come with the page; the rest follow when somebody scrolls there. */
export const columnPage = 50
/** Of a column in one lane. */
const lanePage = 30
/** However many lanes there are, no more cards than these come at once. */
const boardPage = 1500

type Row = BoardCard & { total: number; lane: string }

export async function boardCards(asker: Asker, ask: Partial<BoardAsk>): Promise<Board> {
  const { lanes = null } = ask
  return asViewer(asker, async (tx, viewer) => {
    const fitting = await conditions(tx, viewer, ask)
    if ('problem' in fitting) return { ...drawn([], lanes), problem: fitting.problem }
    const rows = await tx.$queryRaw<Row[]>(Prisma.sql`
      WITH ${lanes ? firstOfLanes(lanes, fitting.sql) : firstOfColumns(fitting.sql)}
      SELECT ${cardColumns}, f.lane, f.total::int AS total
      FROM first f JOIN work.item i ON i.id = f.id ${cardJoins} ORDER BY i.rank`)
    return drawn(rows, lanes)
  })
}

/** The first cards of each column, read where they stand in the index; what is done long ago is not counted to its end. */
function firstOfColumns(asked: Prisma.Sql): Prisma.Sql {
  const fitting = Prisma.sql`FROM work.item i WHERE i.archived_at IS NULL ${asked} AND i.status = s.status`
  return Prisma.sql`first AS MATERIALIZED (
    SELECT c.id, '' AS lane, t.total FROM unnest(${[...statuses]}::text[]) s (status),
      LATERAL (SELECT count(*) AS total FROM (SELECT 1 ${fitting} LIMIT ${mostCounted + 1}) n) t,
      LATERAL (SELECT i.id ${fitting} ORDER BY i.rank LIMIT ${columnPage}) c)`
}

function firstOfLanes(lanes: LaneField, asked: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    fitting AS MATERIALIZED (
      SELECT x.id, x.lane, row_number() OVER cell AS n, count(*) OVER (PARTITION BY x.status, x.lane) AS total
      FROM (SELECT i.id, i.status, i.rank, ${laneSql(lanes)} AS lane FROM work.item i WHERE i.archived_at IS NULL ${asked}) x
      WINDOW cell AS (PARTITION BY x.status, x.lane ORDER BY x.rank)
    ), first AS (SELECT * FROM fitting WHERE n <= ${lanePage} ORDER BY n LIMIT ${boardPage})`
}

/** The cards of one column (in one lane) that follow those already drawn. Null when the cursor is not ours. */
export async function moreCards(
  asker: Asker,
  { status, lane, ask, cursor }: { status: Status; lane: string; ask: BoardAsk; cursor: string },
): Promise<{ cards: BoardCard[]; next: string | null } | null> {
  const after = placeAt<{ rank: string }>('board', cursor)
  if (!after) return null
  return asViewer(asker, async (tx, viewer) => {
    const fitting = await conditions(tx, viewer, ask)
    if ('problem' in fitting) return { cards: [], next: null }
    const rows = await tx.$queryRaw<BoardCard[]>(Prisma.sql`
      SELECT ${cardColumns} FROM work.item i ${cardJoins}
      WHERE i.archived_at IS NULL AND i.status = ${status} AND i.rank > ${after.rank} ${fitting.sql}
        ${ask.lanes ? Prisma.sql`AND ${laneSql(ask.lanes)} = ${lane}` : Prisma.empty}
      ORDER BY i.rank LIMIT ${columnPage + 1}`)
    const cards = rows.slice(0, columnPage)
    return { cards, next: rows.length > columnPage ? cursorAt('board', { rank: cards.at(-1)!.rank }) : null }
  })
}

/** Of these cards those that belong on a board that asks so: for what changed while it is looked at. */
export async function cardsNamed(asker: Asker, keys: readonly string[], ask: BoardAsk): Promise<BoardCard[]> {
  if (keys.length === 0) return []
  return asViewer(asker, async (tx, viewer) => {
    const fitting = await conditions(tx, viewer, ask)
    if ('problem' in fitting) return []
    return tx.$queryRaw<BoardCard[]>(Prisma.sql`
      SELECT ${cardColumns} FROM work.item i ${cardJoins}
      WHERE i.key = ANY (${[...keys]}::text[]) AND i.archived_at IS NULL ${fitting.sql}`)
  })
}

/** How many cards each column of each lane holds: for a board of which only a part is loaded. */
export async function cellTotals(
  asker: Asker,
  ask: BoardAsk,
): Promise<{ status: Status; lane: string; total: number }[]> {
  return asViewer(asker, async (tx, viewer) => {
    const fitting = await conditions(tx, viewer, ask)
    if ('problem' in fitting) return []
    return tx.$queryRaw<{ status: Status; lane: string; total: number }[]>(
      ask.lanes
        ? Prisma.sql`SELECT x.status, x.lane, count(*)::int AS total FROM (SELECT i.status, ${laneSql(ask.lanes)} AS lane FROM work.item i
            WHERE i.archived_at IS NULL ${fitting.sql}) x GROUP BY x.status, x.lane`
        : Prisma.sql`SELECT s.status, '' AS lane, (SELECT count(*)::int FROM (SELECT 1 FROM work.item i
            WHERE i.archived_at IS NULL ${fitting.sql} AND i.status = s.status LIMIT ${mostCounted + 1}) n) AS total
            FROM unnest(${[...statuses]}::text[]) s (status)`,
    )
  })
}

/** How many cards each column holds in all, whatever is filtered away: a limit counts every one of them. */
export async function columnTotals(asker: Asker): Promise<Partial<Record<Status, number>>> {
  return asViewer(asker, async (tx) => {
    const rows = await tx.$queryRaw<{ status: Status; total: number }[]>(
      Prisma.sql`SELECT status, count(*)::int AS total FROM work.item WHERE archived_at IS NULL GROUP BY status`,
    )
    return Object.fromEntries(rows.map(({ status, total }) => [status, total]))
  })
}

export type LiveCard = Omit<BoardCard, 'rank'> & { id: string; rank?: string }

/**
 * The cards behind these ids that this viewer may see, for live news; archived ones are gone from every board. The place in
 * the order is the team's to know.
 */
export async function cardsOf(tx: Tx, ids: readonly string[]): Promise<LiveCard[]> {
  if (ids.length === 0) return []
  const rows = await tx.$queryRaw<(LiveCard & { house: boolean })[]>(Prisma.sql`
    SELECT i.id, (SELECT work.is_house()) AS house, ${cardColumns} FROM work.item i ${cardJoins}
    WHERE i.id = ANY (${[...ids]}::uuid[]) AND i.archived_at IS NULL`)
  return rows.map(({ house, rank, ...card }) => (house ? { ...card, rank } : card))
}

/** Everything that this viewer may see just now, by id, for streams that must say later what is gone. */
export async function keysInSight(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ id: string; key: string }[]>(
    Prisma.sql`SELECT id, key FROM work.item WHERE archived_at IS NULL ORDER BY updated_at DESC LIMIT 20000`,
  )
  return new Map(rows.map((row) => [row.id, row.key]))
}

export const cardColumns = Prisma.sql`
  i.key, i.title, i.type, i.origin, i.priority, i.status, i.rank, i.estimate, to_char(i.due, 'YYYY-MM-DD') AS due,
  to_char(i.status_since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "statusSince", i.audience, coalesce(i.labels, '{}') AS labels, i.version,
  CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.name) END AS assignee,
  CASE WHEN i.audience = 'restricted' THEN (SELECT count(*)::int FROM work.named_person m WHERE m.subject_id = i.id) END AS named,
  g.titles[1] AS goal, coalesce(g.slugs, '{}') AS goals, n.number AS iteration, f2.id IS NOT NULL AS "hasPublicFace",
  i.stage, i.blocked_reason AS blocked, i.severity,
  CASE WHEN i.checklist <> '[]' THEN json_build_object('total', jsonb_array_length(i.checklist),
    'done', jsonb_array_length(jsonb_path_query_array(i.checklist, '$[*] ? (@.doneAt != null)'))) END AS checks,
  CASE WHEN i.type = 'vulnerability' THEN (SELECT json_build_object('name', k.name, 'due', to_char(k.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
    FROM work.item_clock k WHERE k.item_id = i.id AND k.met_at IS NULL ORDER BY k.due_at LIMIT 1) END AS clock,
  CASE WHEN pa.id IS NOT NULL THEN json_build_object('key', pa.key, 'title', pa.title) END AS parent`

export const cardJoins = Prisma.sql`
  LEFT JOIN work.person p ON p.id = i.assignee_id
  LEFT JOIN work.iteration n ON n.id = i.iteration_id
  LEFT JOIN work.item pa ON pa.id = i.parent_id AND pa.archived_at IS NULL
  LEFT JOIN work.face f2 ON f2.item_id = i.id AND f2.state = 'public'
  LEFT JOIN LATERAL (
    SELECT array_agg(o.title ORDER BY o.title, o.slug) AS titles, array_agg(o.slug ORDER BY o.title, o.slug) AS slugs
    FROM work.item_goal ig JOIN work.goal o ON o.id = ig.goal_id WHERE ig.item_id = i.id) g ON true`

/** The lane of `i`, as `laneOf` in rules.ts says it for a card: what this viewer may not see is none. */
function laneSql(by: LaneField | null): Prisma.Sql {
  switch (by) {
    case null:
      return Prisma.sql`''`
    case 'goal':
      return Prisma.sql`coalesce((SELECT o.slug FROM work.item_goal ig JOIN work.goal o ON o.id = ig.goal_id
        WHERE ig.item_id = i.id ORDER BY o.title, o.slug LIMIT 1), '')`
    case 'epic':
      return Prisma.sql`coalesce((SELECT e.key FROM work.item e WHERE e.id = i.parent_id AND e.archived_at IS NULL), '')`
    case 'person':
      return Prisma.sql`coalesce((SELECT w.id::text FROM work.person w WHERE w.id = i.assignee_id), '')`
    case 'priority':
      return Prisma.sql`i.priority`
    case 'origin':
      return Prisma.sql`i.origin`
  }
}

/** What a board asks for, as conditions on `i`: chips and query together. */
async function conditions(
  tx: Tx,
  viewer: Viewer,
  { filter = {}, q = null }: Partial<BoardAsk>,
): Promise<{ sql: Prisma.Sql } | { problem: QueryProblem }> {
  if (!q) return { sql: where(filter) }
  const asked = await itemsWhere(tx, viewer, q)
  return asked.ok ? { sql: Prisma.sql`${where(filter)} AND ${asked.where}` } : { problem: asked.problem }
}

/** A filter as conditions on `i`. Every value is a parameter; `fits` in rules.ts answers the same for one card. */
export function where(filter: BoardFilter): Prisma.Sql {
  const parts: Prisma.Sql[] = []
  const text = filter.text?.trim()
  if (text) {
    const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
    parts.push(Prisma.sql`(i.title ILIKE ${like} OR i.key ILIKE ${like})`)
  }
  if (filter.assignee) parts.push(assignedTo(filter.assignee))
  if (filter.type) parts.push(Prisma.sql`i.type = ${filter.type}`)
  if (filter.origin) parts.push(Prisma.sql`i.origin = ${filter.origin}`)
  if (filter.priority) parts.push(Prisma.sql`i.priority = ${filter.priority}`)
  if (filter.iteration) parts.push(inIteration(filter.iteration))
  if (filter.goal)
    parts.push(Prisma.sql`EXISTS (SELECT 1 FROM work.item_goal x JOIN work.goal y ON y.id = x.goal_id
      WHERE x.item_id = i.id AND y.slug = ${filter.goal})`)
  if (filter.label) parts.push(Prisma.sql`${filter.label} = ANY (i.labels)`)
  // No text of ours holds a zero character, and the database takes none.
  if (Object.values(filter).some((value) => value?.includes('\0'))) return Prisma.sql`AND false`
  return parts.length ? Prisma.sql`AND ${Prisma.join(parts, ' AND ')}` : Prisma.empty
}

function assignedTo(who: string): Prisma.Sql {
  if (who === 'none') return Prisma.sql`i.assignee_id IS NULL`
  const isId = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(who)
  return isId
    ? Prisma.sql`i.assignee_id = ${who}::uuid`
    : Prisma.sql`i.assignee_id = (SELECT x.id FROM work.person x WHERE x.email = ${who.toLowerCase()})`
}

function inIteration(which: string): Prisma.Sql {
  if (which === 'none') return Prisma.sql`i.iteration_id IS NULL`
  if (!/^[1-9]\d{0,5}$/.test(which)) return Prisma.sql`false`
  return Prisma.sql`i.iteration_id = (SELECT x.id FROM work.iteration x WHERE x.number = ${Number(which)})`
}

function drawn(rows: Row[], by: LaneField | null): Board {
  const cells = new Map<string, BoardCell>()
  // Without lanes every column is there, an empty one too.
  if (!by)
    for (const status of statuses)
      cells.set(`${status} `, { status, lane: '', total: 0, cards: [], next: null })
  const lanes: Lane[] = []
  for (const { total, lane, ...card } of rows) {
    const at = `${card.status} ${lane}`
    const cell = cells.get(at) ?? { status: card.status, lane, total, cards: [], next: null }
    cells.set(at, { ...cell, total })
    cell.cards.push(card)
    lanes.push(laneOf(card, by))
  }
  return {
    lanes: orderLanes(by, lanes),
    cells: [...cells.values()].map((cell) => {
      const last = cell.cards.at(-1)
      return {
        ...cell,
        next: last && cell.total > cell.cards.length ? cursorAt('board', { rank: last.rank }) : null,
      }
    }),
  }
}
