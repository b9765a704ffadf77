import type { Asker } from '../kernel/audience'
import { asViewer, Prisma } from '../kernel/db'
import { isSlug } from '../kernel/shapes'
import type { SavedView, ViewPlace } from './schema'

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
