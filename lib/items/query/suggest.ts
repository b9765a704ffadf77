// Values to choose from while a query is typed: as the reader sees them, few, and never a whole table.
import type { Asker } from '../../kernel/audience'
import { asViewer, Prisma } from '../../kernel/db'
import { findField, type FieldWord } from '../../kernel/query'
import { like } from './columns'
import { surroundings } from './vocabulary'

export type SuggestedValue = { value: string; label: string }

const most = 20
/** Of things that are told by their items: so many of the newest are looked through. */
const newest = 2000

const sql = Prisma.sql

/** The values of a field that hold what was typed; none for a field that has no such values. */
export async function suggestValues(
  asker: Asker,
  { field, typed }: { field: string; typed: string },
): Promise<SuggestedValue[]> {
  return asViewer(asker, async (tx) => {
    const { vocabulary } = await surroundings(tx)
    const word = findField(vocabulary, field)
    const from = word?.asks ? sourceOf(word, like(typed.slice(0, 100).replaceAll('\0', ''))) : null
    if (!from) return []
    return tx.$queryRaw<SuggestedValue[]>(sql`SELECT value, label FROM (${from}) s LIMIT ${most}`)
  })
}

function sourceOf({ name, kind }: FieldWord, pattern: string): Prisma.Sql | null {
  if (kind === 'person')
    return sql`SELECT p.name AS value, p.name AS label FROM work.person p
      WHERE p.disabled_at IS NULL AND p.role <> 'guest' AND (p.name ILIKE ${pattern} OR p.email ILIKE ${pattern})
      GROUP BY p.name ORDER BY bool_or(p.role IN ('security', 'admin')) DESC, p.name`
  switch (name) {
    case 'iteration':
      return sql`SELECT n.number::text AS value, n.number || ' · ' || to_char(n.starts_on, 'FMDD Mon') || ' to ' || to_char(n.ends_on, 'FMDD Mon YYYY') AS label
        FROM work.iteration n WHERE n.number::text ILIKE ${pattern} ORDER BY n.number DESC`
    case 'goal':
      return sql`SELECT g.slug AS value, g.title AS label FROM work.goal g
        WHERE g.archived_at IS NULL AND (g.title ILIKE ${pattern} OR g.slug ILIKE ${pattern}) ORDER BY g.created_at DESC`
    case 'release':
      return sql`SELECT r.slug AS value, r.name AS label FROM work.release r
        WHERE r.archived_at IS NULL AND (r.name ILIKE ${pattern} OR r.slug ILIKE ${pattern}) ORDER BY r.created_at DESC`
    case 'key':
    case 'parent':
      return sql`SELECT i.key AS value, i.key || ' · ' || i.title AS label FROM work.item i
        WHERE i.archived_at IS NULL AND (i.key ILIKE ${pattern} OR i.title ILIKE ${pattern})
          ${name === 'parent' ? sql`AND i.type = 'epic'` : Prisma.empty} ORDER BY i.updated_at DESC`
    case 'idea':
      return sql`SELECT d.slug AS value, d.title AS label FROM work.idea d
        WHERE d.archived_at IS NULL AND (d.title ILIKE ${pattern} OR d.slug ILIKE ${pattern}) ORDER BY d.created_at DESC`
    case 'request':
      return sql`SELECT q.key AS value, q.key || ' · ' || q.title AS label FROM work.request q
        WHERE q.archived_at IS NULL AND (q.key ILIKE ${pattern} OR q.title ILIKE ${pattern}) ORDER BY q.created_at DESC`
    case 'label':
      return sql`SELECT l AS value, l AS label FROM (${recent(sql`i.labels`, sql`i.labels <> '{}'`)}) r, unnest(r.value) l
        WHERE l ILIKE ${pattern} GROUP BY l ORDER BY count(*) DESC, l`
    case 'ownerTeam':
      return sql`SELECT r.value, r.value AS label FROM (${recent(sql`i.owner_team`, sql`i.owner_team IS NOT NULL`)}) r
        WHERE r.value ILIKE ${pattern} GROUP BY r.value ORDER BY count(*) DESC, r.value`
    default:
      return null
  }
}

function recent(column: Prisma.Sql, there: Prisma.Sql): Prisma.Sql {
  return sql`SELECT ${column} AS value FROM work.item i WHERE i.archived_at IS NULL AND ${there} ORDER BY i.updated_at DESC LIMIT ${newest}`
}
