// Finding by key, by the words of a title, and by a title that is nearly so. A suggestion is a read like any other: the
// policies decide what there is to find.
import type { Asker } from '../kernel/audience'
import { asViewer, Prisma } from '../kernel/db'

export type Found = {
  kind: 'item' | 'idea' | 'request'
  key: string | null
  title: string
  status: string
  href: string
}

const most = 20

/** What fits best, at most twenty. A text of fewer than two letters finds nothing. */
export async function search(asker: Asker, text: string): Promise<Found[]> {
  const typed = text.replaceAll('\0', '').normalize('NFC').trim().slice(0, 200)
  if ([...typed].length < 2) return []
  const like = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`
  const wanted = typed.split(/\s+/).slice(0, 8).map(like)
  // The longest word is in the fewest titles: the index begins with it.
  const rarest = wanted.toSorted((a, b) => b.length - a.length)
  const key = typed.toUpperCase()
  return asViewer(asker, (tx) =>
    tx.$queryRaw<Found[]>(Prisma.sql`
      SELECT kind, key, title, status, href FROM (
        (SELECT 'item' AS kind, i.key, i.title, i.status, '/items/' || i.key AS href, ${score('i.key', 'i.title', { key, typed })} AS score
          FROM work.item i WHERE i.archived_at IS NULL AND i.id IN (SELECT k.id FROM work.item k WHERE k.key = ${key}
            UNION SELECT work.items_like(${rarest}::text[], ${typed}, ${most}::int))
          ORDER BY score DESC, i.updated_at DESC LIMIT ${most})
        UNION ALL
        (SELECT 'request', r.key, r.title, r.status, '/requests/' || r.key, ${score('r.key', 'r.title', { key, typed })} AS score
          FROM work.request r WHERE r.archived_at IS NULL AND (r.key = ${key} OR ${fits('r.title', wanted, typed)})
          ORDER BY score DESC, r.updated_at DESC LIMIT ${most})
        UNION ALL
        (SELECT 'idea', NULL, d.title, d.status, '/plan/ideas/' || d.slug, ${score('d.slug', 'd.title', { key, typed })} AS score
          FROM work.idea d WHERE d.archived_at IS NULL AND ${fits('d.title', wanted, typed)}
          ORDER BY score DESC, d.updated_at DESC LIMIT ${most})
      ) found ORDER BY score DESC, title LIMIT ${most}`),
  )
}

/** All the words that were typed stand in the title, or the title is so near that a slip of the hand explains it. */
function fits(title: 'r.title' | 'd.title', wanted: string[], typed: string): Prisma.Sql {
  const column = Prisma.raw(title)
  const words = Prisma.join(
    wanted.map((word) => Prisma.sql`${column} ILIKE ${word}`),
    ' AND ',
  )
  return Prisma.sql`((${words}) OR ${typed} OPERATOR(extensions.<%) ${column})`
}

/** A key that is meant stands first, then titles by how near they are. */
function score(
  keyColumn: 'i.key' | 'r.key' | 'd.slug',
  title: 'i.title' | 'r.title' | 'd.title',
  { key, typed }: { key: string; typed: string },
): Prisma.Sql {
  return Prisma.sql`(CASE WHEN ${Prisma.raw(keyColumn)} = ${key} THEN 10 ELSE 0 END
    + extensions.word_similarity(${typed}, ${Prisma.raw(title)}))`
}
