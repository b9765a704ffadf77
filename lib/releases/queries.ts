import type { Asker, AudienceWithoutNames } from '../kernel/audience'
import { asViewer, Prisma } from '../kernel/db'

export type DrawnRelease = {
  slug: string
  name: string
  date: string | null
  audience: AudienceWithoutNames
  items: number
  done: number
  version: number
}

/** The releases in sight of this viewer, the latest date first; at most 200. */
export async function listReleases(asker: Asker): Promise<DrawnRelease[]> {
  return asViewer(asker, (tx) =>
    tx.$queryRaw<DrawnRelease[]>(Prisma.sql`
      SELECT r.slug, r.name, to_char(r.date, 'YYYY-MM-DD') AS date, r.audience, r.version, c.items, c.done
      FROM work.release r LEFT JOIN LATERAL (
        SELECT count(*)::int AS items, count(*) FILTER (WHERE i.status = 'done')::int AS done
        FROM work.item i WHERE i.release_id = r.id AND i.archived_at IS NULL) c ON true
      WHERE r.archived_at IS NULL ORDER BY r.date DESC NULLS FIRST, r.name LIMIT 200`),
  )
}
