// One item as a sheet, a list of items, an item for the API. Whatever stands beside an item (parent, relation, request, idea,
// a line of its history) is looked up as the reader, and is absent where the reader may not see it.
import { isHouse, type Asker, type Audience, type Viewer } from '../kernel/audience'
import { cursorAt, placeOrRefuse } from '../kernel/cursor'
import { asViewer, Prisma, type Tx } from '../kernel/db'
import { isKey } from '../kernel/shapes'
import { listComments, peopleNamedIn, type DrawnComment } from '../threads'
import { where } from './board'
import type { ChecklistPoint, CustomValue } from './custom'
import { historyOf, type HistoryLine } from './history'
import { itemsWhere, orRefused } from './query'
import {
  relationBack,
  type BoardFilter,
  type ItemType,
  type Origin,
  type Priority,
  type RelationKind,
  type Severity,
  type Source,
  type Status,
} from './schema'

type Linked = { key: string; title: string; status: Status; type: ItemType }

export type ItemSheet = {
  id: string
  key: string
  title: string
  description: string
  type: ItemType
  origin: Origin
  status: Status
  statusSince: Date
  priority: Priority
  estimate: number | null
  assignee: { id: string; name: string } | null
  reporter: { id: string; name: string } | null
  parent: Linked | null
  children: Linked[]
  relations: (Linked & { kind: RelationKind; words: string; out: boolean })[]
  iteration: number | null
  release: { slug: string; name: string } | null
  goals: { slug: string; title: string }[]
  labels: string[]
  due: string | null
  stage: string | null
  blocked: { reason: string; at: Date } | null
  checklist: ChecklistPoint[]
  /** Who ticked them, and who stands in a field for a person: names by id. */
  names: Record<string, string>
  severity: Severity | null
  source: Source | null
  sourceLink: string | null
  ownerTeam: string | null
  /** Values of the team's own fields, by slug; `customFields` says what they are. */
  custom: Record<string, CustomValue>
  audience: Audience
  /** Who is named on a restricted one. */
  named: { id: string; name: string }[]
  idea: { slug: string; title: string; status: string } | null
  request: { key: string; title: string; status: string } | null
  face: { slug: string; title: string; state: string; status: string } | null
  createdAt: Date
  updatedAt: Date
  doneAt: Date | null
  archivedAt: Date | null
  version: number
  comments: DrawnComment[]
  history: HistoryLine[]
  /** The keys in its texts that lead somewhere for this reader; every other key stays the word it is. */
  links: Record<string, string>
  /** Whom its texts name with an @: names by handle. */
  mentioned: Record<string, string>
  /** Does this viewer hear of what happens to it? */
  watching: boolean
}

/** The whole sheet of one item, or null: for this viewer there is none. Archived ones still open, and say so. */
export async function findItem(asker: Asker, key: string): Promise<ItemSheet | null> {
  if (!isKey(key)) return null
  return asViewer(asker, async (tx, viewer) => {
    const linked = (row: string) =>
      Prisma.raw(
        `json_build_object('key', ${row}.key, 'title', ${row}.title, 'status', ${row}.status, 'type', ${row}.type)`,
      )
    const [row] = await tx.$queryRaw<
      Omit<ItemSheet, 'comments' | 'history' | 'links' | 'mentioned'>[]
    >(Prisma.sql`
      SELECT i.id, i.key, i.title, i.description, i.type, i.origin, i.status, i.status_since AS "statusSince", i.priority, i.estimate,
        coalesce(i.labels, '{}') AS labels, to_char(i.due, 'YYYY-MM-DD') AS due, i.audience, i.version, i.created_at AS "createdAt", i.updated_at AS "updatedAt",
        i.done_at AS "doneAt", i.archived_at AS "archivedAt",
        i.stage, i.checklist, i.severity, i.source, i.source_link AS "sourceLink", i.owner_team AS "ownerTeam", i.custom,
        CASE WHEN i.blocked_at IS NOT NULL THEN json_build_object('reason', i.blocked_reason, 'at', i.blocked_at) END AS blocked,
        (SELECT json_build_object('id', p.id, 'name', p.name) FROM work.person p WHERE p.id = i.assignee_id) AS assignee,
        (SELECT json_build_object('id', p.id, 'name', p.name) FROM work.person p WHERE p.id = i.reporter_id) AS reporter,
        (SELECT ${linked('p')} FROM work.item p WHERE p.id = i.parent_id AND p.archived_at IS NULL) AS parent,
        (SELECT coalesce(json_agg(${linked('c')} ORDER BY c.rank), '[]') FROM work.item c WHERE c.parent_id = i.id AND c.archived_at IS NULL) AS children,
        (SELECT coalesce(json_agg(jsonb_build_object('kind', r.kind, 'out', r.from_id = i.id, 'words', r.kind) || ${linked('o')}::jsonb ORDER BY r.kind, o.key), '[]')
          FROM work.item_relation r JOIN work.item o ON o.id = CASE WHEN r.from_id = i.id THEN r.to_id ELSE r.from_id END
          WHERE (r.from_id = i.id OR r.to_id = i.id) AND o.archived_at IS NULL) AS relations,
        (SELECT n.number FROM work.iteration n WHERE n.id = i.iteration_id) AS iteration,
        (SELECT json_build_object('slug', r.slug, 'name', r.name) FROM work.release r WHERE r.id = i.release_id) AS release,
        (SELECT coalesce(json_agg(json_build_object('slug', g.slug, 'title', g.title) ORDER BY g.title), '[]')
          FROM work.item_goal ig JOIN work.goal g ON g.id = ig.goal_id WHERE ig.item_id = i.id) AS goals,
        (SELECT coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) ORDER BY p.name), '[]')
          FROM work.named_person m JOIN work.person p ON p.id = m.person_id WHERE m.subject_id = i.id AND i.audience = 'restricted') AS named,
        (SELECT json_build_object('slug', d.slug, 'title', d.title, 'status', d.status) FROM work.idea d WHERE d.id = i.idea_id) AS idea,
        (SELECT json_build_object('key', q.key, 'title', q.title, 'status', q.status) FROM work.request q WHERE q.id = i.request_id) AS request,
        (SELECT json_build_object('slug', f.slug, 'title', f.title, 'state', f.state, 'status', f.status) FROM work.face f WHERE f.item_id = i.id) AS face,
        (SELECT coalesce(json_object_agg(p.id, p.name), '{}') FROM work.person p WHERE p.id::text = ANY (
          ARRAY(SELECT c ->> 'doneById' FROM jsonb_array_elements(i.checklist) c UNION SELECT v #>> '{}' FROM jsonb_each(i.custom) AS each(k, v) WHERE jsonb_typeof(v) = 'string'))) AS names,
        coalesce((SELECT NOT w.muted FROM work.watch w WHERE w.item_id = i.id AND w.person_id = ${viewer.id}::uuid),
          i.assignee_id IS NOT DISTINCT FROM ${viewer.id}::uuid OR i.reporter_id IS NOT DISTINCT FROM ${viewer.id}::uuid
          OR EXISTS (SELECT 1 FROM work.comment c LEFT JOIN work.mention m ON m.comment_id = c.id AND m.person_id = ${viewer.id}::uuid
            WHERE c.item_id = i.id AND (c.author_id = ${viewer.id}::uuid OR m.person_id IS NOT NULL))) AS watching
      FROM work.item i WHERE i.key = ${key.toUpperCase()}`)
    if (!row) return null
    const relations = row.relations.map((each) => ({
      ...each,
      words: each.out ? each.kind : relationBack[each.kind],
    }))
    const comments = await listComments(tx, viewer, { itemId: row.id })
    const texts = [row.description, ...comments.map((comment) => comment.body)]
    const links = await linksIn(tx, texts)
    const named = await peopleNamedIn(tx, texts)
    const mentioned = Object.fromEntries(named.map(({ handle, name }) => [handle, name]))
    return { ...row, relations, comments, history: await historyOf(tx, viewer, row.id), links, mentioned }
  })
}

/** A text names things by key; which of them are there is asked as the reader, whatever the writer could see. */
async function linksIn(tx: Tx, texts: string[]): Promise<Record<string, string>> {
  const keys = new Set(texts.flatMap((text) => text.match(/\b[A-Z][A-Z0-9]{1,9}-[1-9]\d{0,8}\b/g) ?? []))
  if (keys.size === 0) return {}
  const wanted = Prisma.sql`ANY (${[...keys].slice(0, 300)}::text[])`
  const rows = await tx.$queryRaw<{ key: string; href: string }[]>(Prisma.sql`
    SELECT key, '/items/' || key AS href FROM work.item WHERE key = ${wanted} AND archived_at IS NULL
    UNION ALL SELECT key, '/requests/' || key FROM work.request WHERE key = ${wanted} AND archived_at IS NULL`)
  return Object.fromEntries(rows.map((row) => [row.key, row.href]))
}

/** Where somebody is who has an item's page open, if they may see that item. */
export async function placeAt(asker: Asker, key: string) {
  if (!isKey(key)) return null
  const where = { key: key.toUpperCase(), archivedAt: null }
  const find = (tx: Tx) => tx.item.findFirst({ where, select: { id: true, key: true } })
  return asViewer(asker, async (tx, viewer) => {
    const item = await find(tx)
    if (!item || !viewer.id) return null
    const inSight = async (again: Tx) => (await find(again)) !== null
    return { subjectId: item.id, name: item.key, personId: viewer.id, inSight }
  })
}

/** The fields of an item as the API gives them (contract.md), and no others. */
export type ApiItem = {
  key: string
  title: string
  description: string
  type: ItemType
  origin: Origin
  status: Status
  priority: Priority
  estimate: number | null
  assignee: { id: string; name: string } | null
  reporter: { id: string; name: string } | null
  parent: string | null
  iteration: number | null
  release: string | null
  goals: string[]
  labels: string[]
  due: string | null
  stage: string | null
  /** Why nobody can go on with it; null: somebody can. */
  blocked: string | null
  checklist: { id: string; text: string; done: boolean }[]
  severity: Severity | null
  source: Source | null
  sourceLink: string | null
  ownerTeam: string | null
  custom: Record<string, CustomValue>
  /** For security and admin; others do not get it. */
  rank?: string
  audience: Audience
  /** Its live face; null while nothing of it is public, and for whoever does not publish. */
  publicFace: { slug: string } | null
  createdAt: Date
  updatedAt: Date
  version: number
}

/** Of `i`, with `apiJoins`. */
export const apiColumns = Prisma.sql`
  i.key, i.title, i.description, i.type, i.origin, i.status, i.priority, i.estimate, coalesce(i.labels, '{}') AS labels, to_char(i.due, 'YYYY-MM-DD') AS due,
  i.rank, i.audience, i.created_at AS "createdAt", i.updated_at AS "updatedAt", i.version,
  i.stage, i.blocked_reason AS blocked, i.severity, i.source, i.source_link AS "sourceLink", i.owner_team AS "ownerTeam", i.custom,
  (SELECT coalesce(json_agg(json_build_object('id', c.value ->> 'id', 'text', c.value ->> 'text', 'done', c.value ->> 'doneAt' IS NOT NULL) ORDER BY c.ordinality), '[]')
    FROM jsonb_array_elements(i.checklist) WITH ORDINALITY c) AS checklist,
  CASE WHEN a.id IS NOT NULL THEN json_build_object('id', a.id, 'name', a.name) END AS assignee,
  CASE WHEN r.id IS NOT NULL THEN json_build_object('id', r.id, 'name', r.name) END AS reporter,
  p.key AS parent, n.number AS iteration, e.slug AS release, 
  CASE WHEN f.id IS NOT NULL THEN json_build_object('slug', f.slug) END AS "publicFace",
  ARRAY(SELECT g.slug FROM work.item_goal ig JOIN work.goal g ON g.id = ig.goal_id WHERE ig.item_id = i.id ORDER BY g.slug) AS goals`

export const apiJoins = Prisma.sql`
  LEFT JOIN work.person a ON a.id = i.assignee_id LEFT JOIN work.person r ON r.id = i.reporter_id
  LEFT JOIN work.item p ON p.id = i.parent_id AND p.archived_at IS NULL
  LEFT JOIN work.iteration n ON n.id = i.iteration_id LEFT JOIN work.release e ON e.id = i.release_id
  LEFT JOIN work.face f ON f.item_id = i.id AND f.state = 'public'`

/** Without what this viewer is not given. */
export function drawnForApi(viewer: Viewer, item: ApiItem): ApiItem {
  const { rank, ...rest } = item
  return isHouse(viewer) ? { ...rest, rank } : rest
}

/** A row `r` of `apiColumns` as `drawnForApi` draws it, in JSON. */
function asJson(viewer: Viewer): Prisma.Sql {
  const time = (column: string) =>
    Prisma.raw(`to_char(r."${column}" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "${column}"`)
  return Prisma.sql`row_to_json((SELECT x FROM (SELECT r.key, r.title, r.description, r.type, r.origin, r.status, r.priority, r.estimate,
    r.labels, r.due, r.stage, r.blocked, r.checklist, r.severity, r.source, r."sourceLink", r."ownerTeam", r.custom, r.audience, ${time('createdAt')}, ${time('updatedAt')}, r.version, r.assignee, r.reporter, r.parent, r.iteration,
    r.release, r."publicFace", r.goals ${isHouse(viewer) ? Prisma.sql`, r.rank` : Prisma.empty}) x))`
}

export async function itemForApi(asker: Asker, key: string): Promise<ApiItem | null> {
  if (!isKey(key)) return null
  return asViewer(asker, async (tx, viewer) => {
    const [row] = await tx.$queryRaw<ApiItem[]>(Prisma.sql`
      SELECT ${apiColumns} FROM work.item i ${apiJoins} WHERE i.key = ${key.toUpperCase()} AND i.archived_at IS NULL`)
    return row ? drawnForApi(viewer, row) : null
  })
}

/** Items of which the keys are known, in the order of these; those that are not there for this viewer are left out. */
export async function itemsForApi(asker: Asker, keys: readonly string[]): Promise<ApiItem[]> {
  const known = keys.filter(isKey).map((key) => key.toUpperCase())
  if (known.length === 0) return []
  return asViewer(asker, async (tx, viewer) => {
    const rows = await tx.$queryRaw<ApiItem[]>(Prisma.sql`
      SELECT ${apiColumns} FROM work.item i ${apiJoins} WHERE i.key = ANY (${known}::text[]) AND i.archived_at IS NULL`)
    const byKey = new Map(rows.map((row) => [row.key, drawnForApi(viewer, row)]))
    return known.flatMap((key) => byKey.get(key) ?? [])
  })
}

/**
 * One page of items in their order, as the JSON of an array of `ApiItem`: 200 of them are sent as the database wrote them
 * instead of being taken apart and put together again. `q` is a query (lib/items/query), whose ORDER BY holds; a query that
 * cannot be read is refused with its place. `cursor` is what the page before called `next`.
 */
export async function listItems(
  asker: Asker,
  {
    status,
    q,
    limit = 50,
    cursor,
    ...filter
  }: BoardFilter & { status?: Status; q?: string; limit?: number; cursor?: string | null },
): Promise<{ data: string; next: string | null }> {
  const most = Math.min(Math.max(Math.trunc(limit), 1), 200)
  return asViewer(asker, async (tx, viewer) => {
    const asked = orRefused(await itemsWhere(tx, viewer, q ?? ''))
    const list = `items ${asked.order.name}`.trim()
    const after = placeOrRefuse<(string | null)[]>(list, cursor)
    const [row] = await tx.$queryRaw<
      { data: string | null; count: number; last: (string | null)[] | null }[]
    >(Prisma.sql`
      WITH r AS (
        SELECT ${apiColumns}, ${asked.order.place} AS place, row_number() OVER (ORDER BY ${asked.orderBy}) AS n
        FROM work.item i ${apiJoins}
        WHERE i.archived_at IS NULL ${where(filter)} AND ${asked.where}
          ${status ? Prisma.sql`AND i.status = ${status}` : Prisma.empty}
          ${after ? Prisma.sql`AND ${asked.order.after(after)}` : Prisma.empty}
        ORDER BY ${asked.orderBy} LIMIT ${most + 1}
      )
      SELECT string_agg(${asJson(viewer)}::text, ',' ORDER BY r.n) FILTER (WHERE r.n <= ${most}) AS data,
        count(*)::int AS count, (SELECT l.place FROM r l WHERE l.n = ${most}) AS last FROM r`)
    return {
      data: `[${row!.data ?? ''}]`,
      next: row!.count > most ? cursorAt(list, row!.last!) : null,
    }
  })
}

/** The thread of an item as this viewer may read it; null when there is no such item for it. */
export async function listItemComments(asker: Asker, key: string): Promise<DrawnComment[] | null> {
  if (!isKey(key)) return null
  return asViewer(asker, async (tx, viewer) => {
    const item = await tx.item.findFirst({
      where: { key: key.toUpperCase(), archivedAt: null },
      select: { id: true },
    })
    return item && listComments(tx, viewer, { itemId: item.id })
  })
}

export type ItemChoices = {
  people: { id: string; name: string; team: boolean }[]
  iterations: { number: number; startsOn: string; endsOn: string; closed: boolean }[]
  releases: { slug: string; name: string }[]
  goals: { slug: string; title: string }[]
}

/** What an item's form and a board's filter may choose from, as this viewer sees it: one statement. */
export async function itemChoices(asker: Asker): Promise<ItemChoices> {
  return asViewer(asker, (tx) => choicesIn(tx))
}

export async function choicesIn(tx: Tx): Promise<ItemChoices> {
  const [row] = await tx.$queryRaw<ItemChoices[]>(Prisma.sql`
    SELECT
      (SELECT coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'team', p.role IN ('security','admin')) ORDER BY p.name), '[]')
        FROM (SELECT * FROM work.person WHERE disabled_at IS NULL AND email IS NOT NULL AND role <> 'guest' ORDER BY name LIMIT 500) p) AS people,
      (SELECT coalesce(json_agg(json_build_object('number', n.number, 'startsOn', n.starts_on, 'endsOn', n.ends_on, 'closed', n.closed_at IS NOT NULL) ORDER BY n.number DESC), '[]')
        FROM (SELECT * FROM work.iteration ORDER BY number DESC LIMIT 30) n) AS iterations,
      (SELECT coalesce(json_agg(json_build_object('slug', r.slug, 'name', r.name) ORDER BY r.name), '[]')
        FROM (SELECT * FROM work.release WHERE archived_at IS NULL ORDER BY created_at DESC LIMIT 100) r) AS releases,
      (SELECT coalesce(json_agg(json_build_object('slug', g.slug, 'title', g.title) ORDER BY g.title), '[]')
        FROM (SELECT * FROM work.goal WHERE archived_at IS NULL ORDER BY created_at DESC LIMIT 100) g) AS goals`)
  return row!
}
