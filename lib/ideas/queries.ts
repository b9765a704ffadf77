// Ideas as a viewer may read them: lists for planning, one idea with what came of it, what is like a text.
import type { Asker, Audience, Viewer } from '../kernel/audience'
import { isTeam } from '../kernel/audience'
import { cursorAt, placeAt, placeOrRefuse } from '../kernel/cursor'
import { asViewer, Prisma, type Tx } from '../kernel/db'
import { isSlug } from '../kernel/shapes'
import { inSight } from './rules'
import { ideaSorts, ideaStatuses, type IdeaSort, type IdeaStatus } from './schema'

export type IdeaRow = {
  slug: string
  title: string
  problem: string
  status: IdeaStatus
  quarter: string | null
  inSight: boolean
  audience: Audience
  goal: { slug: string; title: string } | null
  votes: number
  /** Of them, those that were cast in the open. */
  openVotes: number
  voted: boolean
  /** Where it can be read outside; null while it cannot. */
  publicSlug: string | null
  /** Where its next public text stands; null when there is none, or when it is not this viewer's to know. */
  face: string | null
  items: string[]
  promotedAt: Date | null
  archivedAt: Date | null
  createdAt: Date
  updatedAt: Date
  version: number
}

export type ListIdeas = {
  status?: string
  /** A quarter, or `none` for those without. */
  quarter?: string
  text?: string
  goal?: string
  audience?: string
  /** `public`, `none`, or a state of the face; for the team. */
  face?: string
  /** Only those in sight, or only those that are not. */
  inSight?: boolean
  sort?: string
  limit?: number
  cursor?: string
}

export type IdeaPage = { rows: IdeaRow[]; next: string | null }

/** A page of the ideas that this viewer may see. */
export function listIdeas(asker: Asker, list: ListIdeas = {}): Promise<IdeaPage> {
  return asViewer(asker, (tx, viewer) => readPage(tx, viewer, list))
}

export type IdeaSheet = IdeaRow & {
  id: string
  createdBy: string | null
  own: boolean
  promotedBy: string | null
  /** Names of those who voted; for the team, who speak with them. */
  voters: { name: string; castAt: Date; inOpen: boolean }[]
  became: { key: string; title: string; status: string; audience: Audience }[]
  history: { field: string; was: unknown; is: unknown; at: Date; by: string | null }[]
}

/** One idea with its votes, what it became and what happened to it; null when it is not there for this viewer. */
export async function findIdea(asker: Asker, slug: string): Promise<IdeaSheet | null> {
  if (!isSlug(slug)) return null
  return asViewer(asker, async (tx, viewer) => {
    const [row] = await readRows(tx, viewer, {
      where: [Prisma.sql`i.slug = ${slug}`],
      order: Prisma.sql`1`,
      limit: 1,
    })
    if (!row) return null
    const [people] = await tx.$queryRaw<
      { createdBy: string | null; promotedBy: string | null; own: boolean }[]
    >`
      SELECT c.name AS "createdBy", p.name AS "promotedBy", coalesce(i.created_by_id = ${viewer.id}::uuid, false) AS own
      FROM work.idea i LEFT JOIN work.person c ON c.id = i.created_by_id LEFT JOIN work.person p ON p.id = i.promoted_by_id
      WHERE i.id = ${row.id}::uuid`
    const became = await tx.$queryRaw<IdeaSheet['became']>`
      SELECT key, title, status, audience FROM work.item WHERE idea_id = ${row.id}::uuid AND archived_at IS NULL ORDER BY created_at LIMIT 100`
    const voters = isTeam(viewer)
      ? await tx.$queryRaw<IdeaSheet['voters']>`
          SELECT p.name, v.cast_at AS "castAt", v.in_open AS "inOpen" FROM work.vote v JOIN work.person p ON p.id = v.person_id
          WHERE v.idea_id = ${row.id}::uuid ORDER BY v.cast_at DESC, p.name LIMIT 200`
      : []
    const history = isTeam(viewer)
      ? await tx.$queryRaw<IdeaSheet['history']>`
          SELECT h.field, h.was, CASE WHEN h.field = 'item' THEN to_jsonb(k.key) ELSE h."is" END AS "is", h.at, p.name AS by
          FROM work.history h LEFT JOIN work.person p ON p.id = h.person_id
            LEFT JOIN work.item k ON h.field = 'item' AND k.id::text = h."is" #>> '{}'
          WHERE h.kind = 'idea' AND h.subject_id = ${row.id}::uuid ORDER BY h.id DESC LIMIT 60`
      : []
    return {
      ...drawn(row),
      id: row.id,
      createdBy: people?.createdBy ?? null,
      own: people?.own ?? false,
      promotedBy: people?.promotedBy ?? null,
      voters,
      became,
      history,
    }
  })
}

export type SimilarIdea = {
  slug: string
  title: string
  status: string
  quarter: string | null
  votes: number
  voted: boolean
  /** True: `slug` is the address of its public page; else of its page inside. */
  open: boolean
}

/** The ideas most like a text, among those that this viewer may see and those that anyone may read. */
export function similarIdeas(asker: Asker, text: string, most = 5): Promise<SimilarIdea[]> {
  const words = text.normalize('NFC').trim().slice(0, 200)
  if (words.length < 3) return Promise.resolve([])
  return asViewer(asker, async (tx, viewer) => {
    const rows = await tx.$queryRaw<(SimilarIdea & { score: number })[]>`
      WITH known AS (
        SELECT i.id, i.slug, i.title, i.status, i.quarter, work.live_slug(i.id) AS live,
          greatest(extensions.similarity(i.title, ${words}), extensions.word_similarity(${words}, i.title)) AS score
        FROM work.idea i WHERE i.archived_at IS NULL
      ), inside AS (SELECT * FROM known WHERE score > 0.3 AND live IS NULL),
      outside AS (
        SELECT e.slug, e.title, e.status, e.quarter, e.votes,
          greatest(extensions.similarity(e.title, ${words}), extensions.word_similarity(${words}, e.title)) AS score
        FROM published.entry e WHERE e.kind = 'idea')
      SELECT slug, title, status, quarter, score, false AS open,
          (SELECT count(*)::int FROM work.vote v WHERE v.idea_id = inside.id) AS votes,
          EXISTS (SELECT 1 FROM work.vote v WHERE v.idea_id = inside.id AND v.person_id = ${viewer.id}::uuid) AS voted
        FROM inside
      UNION ALL
      SELECT slug, title, status, quarter, score, true, votes,
          EXISTS (SELECT 1 FROM work.vote v WHERE v.person_id = ${viewer.id}::uuid AND v.idea_id = work.idea_behind(outside.slug))
        FROM outside WHERE score > 0.3
      ORDER BY score DESC, votes DESC LIMIT ${most}`
    return rows.map(({ score: _score, ...row }) => row)
  })
}

/** The public addresses that the asker has voted for: all of them, or those of a list. */
export function votedSlugs(asker: Asker, publicSlugs?: readonly string[]): Promise<Set<string>> {
  return asViewer(asker, async (tx, viewer) => {
    const rows = await tx.$queryRaw<{ slug: string | null }[]>`
      SELECT work.live_slug(v.idea_id) AS slug FROM work.vote v WHERE v.person_id = ${viewer.id}::uuid`
    const asked = publicSlugs && new Set(publicSlugs)
    return new Set(rows.flatMap(({ slug }) => (slug && (!asked || asked.has(slug)) ? [slug] : [])))
  })
}

export type ApiIdea = {
  slug: string
  title: string
  problem: string
  status: string
  quarter: string | null
  goal: string | null
  votes: number
  voted: boolean
  evidence: never[]
  audience: string
  publicFace: { slug: string } | null
  items: string[]
  createdAt: Date
  updatedAt: Date
  version: number
}

/** One idea in the API's shape; null when it is not there for this viewer. */
export async function ideaForApi(asker: Asker, slug: string): Promise<ApiIdea | null> {
  if (!isSlug(slug)) return null
  return asViewer(asker, async (tx, viewer) => {
    const [row] = await readRows(tx, viewer, {
      where: [Prisma.sql`i.slug = ${slug}`, Prisma.sql`i.archived_at IS NULL`],
      order: Prisma.sql`1`,
      limit: 1,
    })
    return row ? apiShape(drawn(row)) : null
  })
}

/** A page of ideas in the API's shape. */
export async function listIdeasForApi(
  asker: Asker,
  list: ListIdeas = {},
): Promise<{ data: ApiIdea[]; next: string | null }> {
  placeOrRefuse('ideas', list.cursor)
  const page = await listIdeas(asker, list)
  return { data: page.rows.map(apiShape), next: page.next }
}

/** The goals that can be chosen for an idea. */
export function listGoalChoices(asker: Asker): Promise<{ slug: string; title: string }[]> {
  return asViewer(asker, (tx) =>
    tx.goal.findMany({
      where: { archivedAt: null },
      select: { slug: true, title: true },
      orderBy: { title: 'asc' },
      take: 200,
    }),
  )
}

function apiShape(row: IdeaRow): ApiIdea {
  const {
    slug,
    title,
    problem,
    status,
    quarter,
    votes,
    voted,
    audience,
    items,
    createdAt,
    updatedAt,
    version,
  } = row
  return {
    slug,
    title,
    problem,
    status,
    quarter,
    goal: row.goal?.slug ?? null,
    votes,
    voted,
    evidence: [],
    audience,
    publicFace: row.publicSlug ? { slug: row.publicSlug } : null,
    items,
    createdAt,
    updatedAt,
    version,
  }
}

type RawRow = Omit<IdeaRow, 'goal' | 'inSight'> & {
  id: string
  goalSlug: string | null
  goalTitle: string | null
  place: string
}

function drawn({ id: _id, place: _place, goalSlug, goalTitle, ...row }: RawRow): IdeaRow {
  return { ...row, inSight: inSight(row), goal: goalSlug ? { slug: goalSlug, title: goalTitle ?? '' } : null }
}

// Each order ends in the id, so that a cursor names one place. The place travels as text and is cast back.
const orders = {
  votes: {
    by: Prisma.sql`(SELECT count(*) FROM work.vote v WHERE v.idea_id = i.id)`,
    cast: Prisma.sql`bigint`,
    down: true,
  },
  new: { by: Prisma.sql`i.created_at`, cast: Prisma.sql`timestamptz`, down: true },
  quarter: { by: Prisma.sql`coalesce(i.quarter, '9999')`, cast: Prisma.sql`text`, down: false },
  status: {
    by: Prisma.sql`array_position(${[...ideaStatuses]}::text[], i.status)`,
    cast: Prisma.sql`int`,
    down: false,
  },
} satisfies Record<IdeaSort, { by: Prisma.Sql; cast: Prisma.Sql; down: boolean }>

type Place = { sort: IdeaSort; place: string; id: string }

async function readPage(tx: Tx, viewer: Viewer, list: ListIdeas): Promise<IdeaPage> {
  const sort = (ideaSorts as readonly string[]).includes(list.sort ?? '') ? (list.sort as IdeaSort) : 'votes'
  const order = orders[sort]
  const limit = Math.min(Math.max(list.limit ?? 50, 1), 200)
  const where: Prisma.Sql[] = [Prisma.sql`i.archived_at IS NULL`]
  // No text of ours holds a zero character, and the database takes none.
  if (Object.values(list).some((value) => String(value).includes('\0'))) return { rows: [], next: null }
  if (list.status) where.push(Prisma.sql`i.status = ${list.status}`)
  if (list.quarter)
    where.push(
      list.quarter === 'none' ? Prisma.sql`i.quarter IS NULL` : Prisma.sql`i.quarter = ${list.quarter}`,
    )
  if (list.text) {
    const like = `%${list.text.slice(0, 200).replace(/[\\%_]/g, '\\$&')}%`
    where.push(Prisma.sql`(i.title ILIKE ${like} OR i.problem ILIKE ${like})`)
  }
  if (list.goal) where.push(Prisma.sql`g.slug = ${list.goal}`)
  if (list.audience) where.push(Prisma.sql`i.audience = ${list.audience}`)
  if (list.face === 'none') where.push(Prisma.sql`f.id IS NULL`)
  else if (list.face === 'public') where.push(Prisma.sql`work.live_slug(i.id) IS NOT NULL`)
  else if (list.face) where.push(Prisma.sql`f.state = ${list.face}`)
  if (list.inSight !== undefined) {
    const sight = Prisma.sql`(i.status IN ('planned', 'in progress', 'shipped') AND i.quarter IS NOT NULL)`
    where.push(list.inSight ? sight : Prisma.sql`NOT ${sight}`)
  }
  const after = placeAt<Place>('ideas', list.cursor)
  // A place in another order is no place in this one.
  if (after?.sort === sort) {
    const place = Prisma.sql`(${after.place}::${order.cast}, ${after.id}::uuid)`
    where.push(
      order.down ? Prisma.sql`(${order.by}, i.id) < ${place}` : Prisma.sql`(${order.by}, i.id) > ${place}`,
    )
  }
  const down = order.down ? Prisma.sql`DESC` : Prisma.sql`ASC`
  const rows = await readRows(tx, viewer, {
    where,
    place: order.by,
    order: Prisma.sql`${order.by} ${down}, i.id ${down}`,
    limit: limit + 1,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const next =
    rows.length > limit && last
      ? cursorAt('ideas', { sort, place: last.place, id: last.id } satisfies Place)
      : null
  return { rows: page.map(drawn), next }
}

function readRows(
  tx: Tx,
  viewer: Viewer,
  read: { where: Prisma.Sql[]; order: Prisma.Sql; place?: Prisma.Sql; limit: number },
): Promise<RawRow[]> {
  return tx.$queryRaw<RawRow[]>`
    SELECT i.id, i.slug, i.title, i.problem, i.status, i.quarter, i.audience, g.slug AS "goalSlug", g.title AS "goalTitle",
      (SELECT count(*)::int FROM work.vote v WHERE v.idea_id = i.id) AS votes,
      (SELECT count(*)::int FROM work.vote v WHERE v.idea_id = i.id AND v.in_open) AS "openVotes",
      EXISTS (SELECT 1 FROM work.vote v WHERE v.idea_id = i.id AND v.person_id = ${viewer.id}::uuid) AS voted,
      work.live_slug(i.id) AS "publicSlug", f.state AS face,
      ARRAY(SELECT k.key FROM work.item k WHERE k.idea_id = i.id AND k.archived_at IS NULL ORDER BY k.created_at, k.key) AS items,
      i.promoted_at AS "promotedAt", i.archived_at AS "archivedAt", i.created_at AS "createdAt", i.updated_at AS "updatedAt", i.version,
      (${read.place ?? Prisma.sql`''`})::text AS place
    FROM work.idea i LEFT JOIN work.goal g ON g.id = i.goal_id LEFT JOIN work.face f ON f.idea_id = i.id
    WHERE ${Prisma.join(read.where, ' AND ')} ORDER BY ${read.order} LIMIT ${read.limit}`
}
