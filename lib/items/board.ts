// What a board is drawn from: one statement, in which the policies decide what exists. Counts count what this viewer may see.
import type { Asker } from '../kernel/audience'
import { cursorAt, placeAt } from '../kernel/cursor'
import { asViewer, Prisma, type Tx } from '../kernel/db'
import {
  statuses,
  type Board,
  type BoardCard,
  type BoardColumn,
  type BoardFilter,
  type Status,
} from './schema'

/** So many cards of a column come with the page; the rest follow when somebody scrolls there. */
export const columnPage = 200

type Row = BoardCard & { total: number }

export async function boardCards(asker: Asker, filter: BoardFilter): Promise<Board> {
  return asViewer(asker, async (tx) => {
    const rows = await tx.$queryRaw<Row[]>(Prisma.sql`
      WITH fitting AS MATERIALIZED (
        SELECT i.id, i.status, row_number() OVER (PARTITION BY i.status ORDER BY i.rank) AS n, count(*) OVER (PARTITION BY i.status) AS total
        FROM work.item i WHERE i.archived_at IS NULL ${where(filter)}
      )
      SELECT ${cardColumns}, f.total::int AS total
      FROM fitting f JOIN work.item i ON i.id = f.id ${cardJoins}
      WHERE f.n <= ${columnPage} ORDER BY i.rank`)
    return { columns: statuses.map((status) => column(status, rows)) }
  })
}

/** The cards of one column that follow those already drawn. Null when the cursor is not ours. */
export async function moreCards(
  asker: Asker,
  { status, filter, cursor }: { status: Status; filter: BoardFilter; cursor: string },
): Promise<{ cards: BoardCard[]; next: string | null } | null> {
  const after = placeAt<{ rank: string }>('board', cursor)
  if (!after) return null
  return asViewer(asker, async (tx) => {
    const rows = await tx.$queryRaw<BoardCard[]>(Prisma.sql`
      SELECT ${cardColumns} FROM work.item i ${cardJoins}
      WHERE i.archived_at IS NULL AND i.status = ${status} AND i.rank > ${after.rank} ${where(filter)}
      ORDER BY i.rank LIMIT ${columnPage + 1}`)
    const cards = rows.slice(0, columnPage)
    return { cards, next: rows.length > columnPage ? cursorAt('board', { rank: cards.at(-1)!.rank }) : null }
  })
}

/** The cards behind these ids that this viewer may see, for live news; archived ones are gone from every board. */
export function cardsOf(tx: Tx, ids: readonly string[]): Promise<(BoardCard & { id: string })[]> {
  if (ids.length === 0) return Promise.resolve([])
  return tx.$queryRaw(Prisma.sql`
    SELECT i.id, ${cardColumns} FROM work.item i ${cardJoins}
    WHERE i.id = ANY (${[...ids]}::uuid[]) AND i.archived_at IS NULL`)
}

/** Everything that this viewer may see just now, by id, for streams that must say later what is gone. */
export async function keysInSight(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ id: string; key: string }[]>(
    Prisma.sql`SELECT id, key FROM work.item WHERE archived_at IS NULL ORDER BY updated_at DESC LIMIT 20000`,
  )
  return new Map(rows.map((row) => [row.id, row.key]))
}

const cardColumns = Prisma.sql`
  i.key, i.title, i.type, i.origin, i.priority, i.status, i.rank, i.estimate, to_char(i.due, 'YYYY-MM-DD') AS due,
  to_char(i.status_since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "statusSince", i.audience, coalesce(i.labels, '{}') AS labels, i.version,
  CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.name) END AS assignee,
  CASE WHEN i.audience = 'restricted' THEN (SELECT count(*)::int FROM work.named_person m WHERE m.subject_id = i.id) END AS named,
  g.title AS goal, coalesce(g.slugs, '{}') AS goals, n.number AS iteration, f2.id IS NOT NULL AS "hasPublicFace",
  i.stage, i.blocked_reason AS blocked, i.severity,
  CASE WHEN i.checklist <> '[]' THEN json_build_object('total', jsonb_array_length(i.checklist),
    'done', jsonb_array_length(jsonb_path_query_array(i.checklist, '$[*] ? (@.doneAt != null)'))) END AS checks,
  CASE WHEN pa.id IS NOT NULL THEN json_build_object('key', pa.key, 'title', pa.title) END AS parent`

const cardJoins = Prisma.sql`
  LEFT JOIN work.person p ON p.id = i.assignee_id
  LEFT JOIN work.iteration n ON n.id = i.iteration_id
  LEFT JOIN work.item pa ON pa.id = i.parent_id AND pa.archived_at IS NULL
  LEFT JOIN work.face f2 ON f2.item_id = i.id AND f2.state = 'public'
  LEFT JOIN LATERAL (
    SELECT min(o.title) AS title, array_agg(o.slug ORDER BY o.title) AS slugs
    FROM work.item_goal ig JOIN work.goal o ON o.id = ig.goal_id WHERE ig.item_id = i.id) g ON true`

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

function column(status: Status, rows: Row[]): BoardColumn {
  const own = rows.filter((row) => row.status === status)
  const total = own[0]?.total ?? 0
  const cards = own.map(({ total: _, ...card }) => card)
  const last = cards.at(-1)
  return {
    status,
    total,
    cards,
    next: last && total > cards.length ? cursorAt('board', { rank: last.rank }) : null,
  }
}
