// All that outsiders read. Everything here asks the database as a role that can see nothing else, so a mistake in these
// lines cannot show what is not public.
import { dayIn, quarterOf } from '../kernel/clock'
import { cursorAt, placeOrRefuse } from '../kernel/cursor'
import { asAnyone, Prisma } from '../kernel/db'
import { now } from '../kernel/now'
import { isSlug } from '../kernel/shapes'
import { byProgress, byQuarter, byWords, inSight, pathOf, type PublishedKind, type Roadmap } from './rules'

/** The workspace's public facts; `asOf` is the last change to anything public, never the time of asking. */
export type PublicWorkspace = {
  name: string
  revision: number
  asOf: Date
  zone: string
  fiscalStartMonth: number
  thisQuarter: string
}

export type PublicCard = {
  slug: string
  kind: PublishedKind
  title: string
  summary: string
  status: string
  quarter: string | null
  votes: number
  inSight: boolean
  path: string
  publishedAt: Date
  updatedAt: Date
}

export type PublicChange = { at: Date; what: string; was: string | null; is: string | null }
export type PublicEntry = PublicCard & { body: string; changes: PublicChange[] }

/** The workspace as anyone may know it. */
export async function publicWorkspace(): Promise<PublicWorkspace> {
  const row = await asAnyone().publishedWorkspace.findFirstOrThrow({ where: { id: 1 } })
  const { name, zone, fiscalStartMonth } = row
  return {
    name,
    revision: Number(row.revision),
    asOf: row.changedAt,
    zone,
    fiscalStartMonth,
    thisQuarter: quarterOf(dayIn(now(), zone), fiscalStartMonth),
  }
}

/** The number that rises with every change to something public and at no other time. Server and feeds make ETags of it. */
export async function publishedRevision(): Promise<{ revision: number; changedAt: Date; zone: string }> {
  const row = await asAnyone().publishedWorkspace.findFirstOrThrow({
    where: { id: 1 },
    select: { revision: true, changedAt: true, zone: true },
  })
  return { revision: Number(row.revision), changedAt: row.changedAt, zone: row.zone }
}

export type NewsLine = PublicChange & { slug: string; title: string; path: string }

/** What is in our sights, by quarter, and what changed lately. */
export async function roadmapByQuarter(): Promise<{
  workspace: PublicWorkspace
  roadmap: Roadmap<PublicCard>
  lately: NewsLine[]
  count: number
}> {
  const [workspace, cards, lately] = await Promise.all([publicWorkspace(), cardsOf('idea'), changedLately(8)])
  const seen = cards.filter((card) => card.inSight)
  return {
    workspace,
    roadmap: byQuarter(seen, workspace),
    lately,
    count: seen.length,
  }
}

export const wishViews = ['open', 'in sight', 'closed'] as const
export const wishSorts = ['votes', 'new', 'status'] as const
export type WishView = (typeof wishViews)[number]
export type WishSort = (typeof wishSorts)[number]

/** What others want, with status and quarter side by side. `open` waits for us; `in sight` is on the roadmap. */
export async function wishlist({
  sort = 'votes',
  view = 'open',
}: { sort?: WishSort; view?: WishView } = {}): Promise<{
  workspace: PublicWorkspace
  cards: PublicCard[]
  counts: Record<WishView, number>
}> {
  const [workspace, all] = await Promise.all([publicWorkspace(), cardsOf('idea')])
  const groups: Record<WishView, PublicCard[]> = { open: [], 'in sight': [], closed: [] }
  for (const card of all) groups[viewOf(card)].push(card)
  const cards = groups[view].sort(orders[sort])
  return {
    workspace,
    cards,
    counts: { open: groups.open.length, 'in sight': groups['in sight'].length, closed: groups.closed.length },
  }
}

/** The pieces of work that anyone may read, the moving ones first. */
export async function openWork(): Promise<{ workspace: PublicWorkspace; cards: PublicCard[] }> {
  const [workspace, cards] = await Promise.all([publicWorkspace(), cardsOf('item')])
  return { workspace, cards: cards.sort(byProgress) }
}

/** One public thing with the history of its public changes; null for whatever is not public, whatever else it may be. */
export async function findPublished(slug: string): Promise<PublicEntry | null> {
  if (!isSlug(slug)) return null
  const row = await asAnyone().publishedEntry.findUnique({
    where: { slug },
    select: {
      ...cardColumns,
      body: true,
      changes: {
        select: { at: true, what: true, was: true, is: true },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: 200,
      },
    },
  })
  return row ? { ...drawn(row), body: row.body, changes: row.changes } : null
}

/** A page of public entries, the last published first, for the API. */
export async function listPublished(list: {
  kind?: PublishedKind
  inSight?: boolean
  status?: string
  text?: string
  limit?: number
  cursor?: string
}): Promise<{ data: Omit<PublicEntry, 'changes'>[]; next: string | null }> {
  const limit = Math.min(Math.max(list.limit ?? 50, 1), 200)
  const where: Prisma.Sql[] = [Prisma.sql`true`]
  if (list.kind) where.push(Prisma.sql`e.kind = ${list.kind}`)
  if (list.status) where.push(Prisma.sql`e.status = ${list.status}`)
  if (list.text) {
    const like = `%${list.text.slice(0, 200).replace(/[\\%_]/g, '\\$&')}%`
    where.push(Prisma.sql`(e.title ILIKE ${like} OR e.summary ILIKE ${like})`)
  }
  if (list.inSight !== undefined) {
    const sight = Prisma.sql`(e.status IN ('planned', 'in progress', 'shipped') AND e.quarter IS NOT NULL)`
    where.push(list.inSight ? sight : Prisma.sql`NOT ${sight}`)
  }
  const after = placeOrRefuse<{ at: string; slug: string }>('published', list.cursor)
  if (after) where.push(Prisma.sql`(e.published_at, e.slug) < (${new Date(after.at)}, ${after.slug})`)
  const rows = await asAnyone().$queryRaw<(Omit<PublicCard, 'inSight' | 'path'> & { body: string })[]>`
    SELECT e.slug, e.kind, e.title, e.summary, e.body, e.status, e.quarter, e.votes, e.published_at AS "publishedAt", e.updated_at AS "updatedAt"
    FROM published.entry e WHERE ${Prisma.join(where, ' AND ')} ORDER BY e.published_at DESC, e.slug DESC LIMIT ${limit + 1}`
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const next =
    rows.length > limit && last
      ? cursorAt('published', { at: last.publishedAt.toISOString(), slug: last.slug })
      : null
  return { data: page.map((row) => ({ ...drawn(row), body: row.body })), next }
}

export type SimilarPublished = {
  slug: string
  title: string
  status: string
  quarter: string | null
  votes: number
  voted: false
  open: true
}

/** The public ideas most like a text. */
export async function similarPublished(text: string, most = 5): Promise<SimilarPublished[]> {
  const words = text.normalize('NFC').trim().slice(0, 200)
  if (words.length < 3) return []
  const rows = await asAnyone().$queryRaw<(Omit<SimilarPublished, 'voted' | 'open'> & { score: number })[]>`
    SELECT * FROM (
      SELECT e.slug, e.title, e.status, e.quarter, e.votes,
        greatest(extensions.similarity(e.title, ${words}), extensions.word_similarity(${words}, e.title)) AS score
      FROM published.entry e WHERE e.kind = 'idea') x
    WHERE score > 0.3 ORDER BY score DESC, votes DESC, slug LIMIT ${most}`
  return rows.map(({ score: _score, ...row }) => ({ ...row, voted: false, open: true }))
}

/** What the roadmap's feed is made of, the last changed first. `updated` is when the words came out. */
export async function roadmapFeed(): Promise<{
  workspace: PublicWorkspace
  entries: PublicEntry[]
  updated: Date
}> {
  const [workspace, rows] = await Promise.all([
    publicWorkspace(),
    asAnyone().publishedEntry.findMany({
      where: { kind: 'idea', quarter: { not: null }, status: { in: ['planned', 'in progress', 'shipped'] } },
      select: { ...cardColumns, body: true },
      orderBy: [{ updatedAt: 'desc' }, { slug: 'asc' }],
      take: 100,
    }),
  ])
  const entries = rows.map((row) => ({ ...drawn(row), body: row.body, changes: [] }))
  return { workspace, entries, updated: entries[0]?.updatedAt ?? new Date(0) }
}

/** Every public address with the time of its last change, for the sitemap. */
export async function publicAddresses(): Promise<{ path: string; updatedAt: Date }[]> {
  const rows = await asAnyone().publishedEntry.findMany({
    select: cardColumns,
    orderBy: { slug: 'asc' },
    take: 20_000,
  })
  return rows.map(drawn).map(({ path, updatedAt }) => ({ path, updatedAt }))
}

const cardColumns = {
  slug: true,
  kind: true,
  title: true,
  summary: true,
  status: true,
  quarter: true,
  votes: true,
  publishedAt: true,
  updatedAt: true,
} as const

async function cardsOf(kind: PublishedKind): Promise<PublicCard[]> {
  const rows = await asAnyone().publishedEntry.findMany({
    where: { kind },
    select: cardColumns,
    orderBy: { slug: 'asc' },
    take: 2_000,
  })
  return rows.map(drawn)
}

async function changedLately(most: number): Promise<NewsLine[]> {
  const rows = await asAnyone().publishedChange.findMany({
    where: {
      entry: { kind: 'idea', quarter: { not: null }, status: { in: ['planned', 'in progress', 'shipped'] } },
    },
    select: { at: true, what: true, was: true, is: true, entry: { select: cardColumns } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: most,
  })
  return rows.map(({ entry, ...change }) => ({
    ...change,
    slug: entry.slug,
    title: entry.title,
    path: drawn(entry).path,
  }))
}

type CardRow = Omit<PublicCard, 'inSight' | 'path' | 'kind'> & { kind: string }

function drawn({
  slug,
  kind,
  title,
  summary,
  status,
  quarter,
  votes,
  publishedAt,
  updatedAt,
}: CardRow): PublicCard {
  const facts = {
    slug,
    kind: kind as PublishedKind,
    title,
    summary,
    status,
    quarter,
    votes,
    publishedAt,
    updatedAt,
  }
  return { ...facts, inSight: kind === 'idea' && inSight(facts), path: pathOf(facts) }
}

function viewOf(card: PublicCard): WishView {
  if (card.inSight) return 'in sight'
  return ['declined', 'duplicate', 'shipped'].includes(card.status) ? 'closed' : 'open'
}

const orders = {
  votes: (a: PublicCard, b: PublicCard) => b.votes - a.votes || byProgress(a, b),
  new: (a: PublicCard, b: PublicCard) => +b.publishedAt - +a.publishedAt || byWords(a.slug, b.slug),
  status: byProgress,
} satisfies Record<WishSort, (a: PublicCard, b: PublicCard) => number>
