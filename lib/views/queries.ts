import type { Asker } from '../kernel/audience'
import { cursorAt, placeOrRefuse } from '../kernel/cursor'
import { asViewer, Prisma } from '../kernel/db'
import { isSlug } from '../kernel/shapes'
import type { SavedView, ViewPlace } from './rules'

const columns = Prisma.sql`
  v.slug, v.name, v.place, v.query, v.shape, v.shared, v.version,
  CASE WHEN v.owner_id IS DISTINCT FROM work.viewer_id() THEN coalesce((SELECT p.name FROM work.person p WHERE p.id = v.owner_id), 'Somebody') END AS owner`

/** One's own views of a place, and those that others share; by name. */
export async function listViews(asker: Asker, place: ViewPlace): Promise<SavedView[]> {
  return asViewer(asker, (tx) =>
    tx.$queryRaw<SavedView[]>(Prisma.sql`
      SELECT ${columns} FROM work.saved_view v WHERE v.place = ${place} AND v.archived_at IS NULL
      ORDER BY (v.owner_id = work.viewer_id()) DESC, lower(v.name), v.slug LIMIT 200`),
  )
}

export async function findView(asker: Asker, slug: string): Promise<SavedView | null> {
  if (!isSlug(slug)) return null
  return asViewer(asker, async (tx) => {
    const [view] = await tx.$queryRaw<SavedView[]>(Prisma.sql`
      SELECT ${columns} FROM work.saved_view v WHERE v.slug = ${slug} AND v.archived_at IS NULL`)
    return view ?? null
  })
}

/** All views that somebody may open, by name, a page at a time; `place` keeps to those of one. */
export async function pageOfViews(
  asker: Asker,
  { place, limit = 50, cursor }: { place?: ViewPlace; limit?: number; cursor?: string | null },
): Promise<{ data: SavedView[]; next: string | null }> {
  const list = `views ${place ?? ''}`.trim()
  const after = placeOrRefuse<[string, string]>(list, cursor)
  const rows = await asViewer(asker, (tx) =>
    tx.$queryRaw<(SavedView & { at: string })[]>(Prisma.sql`
      SELECT ${columns}, lower(v.name) AS at FROM work.saved_view v
      WHERE v.archived_at IS NULL ${place ? Prisma.sql`AND v.place = ${place}` : Prisma.empty}
        ${after ? Prisma.sql`AND (lower(v.name), v.slug) > (${after[0]}, ${after[1]})` : Prisma.empty}
      ORDER BY lower(v.name), v.slug LIMIT ${limit + 1}`),
  )
  const data = rows.slice(0, limit).map(({ at: _, ...view }) => view)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { data, next: last ? cursorAt(list, [last.at, last.slug]) : null }
}
