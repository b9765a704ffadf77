// What has to be known before a change of many items is taken back: what it did, what stands there now, and whether what it
// made is still as it was made.
import { Prisma, type Tx } from '../../kernel/db'

export type Line = { item: string; field: string; was: unknown; is: unknown; by: string | null }
export type Known = {
  iterations: Map<string, number>
  parents: Map<string, string>
  releases: Map<string, string>
  goals: Set<string>
}

/** Commands whose new items go with what they did to old ones, and are taken back with it. */
const makers = ['item.split', 'item.group']

/** What one's own command did, and who has changed the same fields since. */
export function linesOf(tx: Tx, commandId: string, personId: string | null): Promise<Line[]> {
  return tx.$queryRaw(Prisma.sql`
    SELECT h.subject_id AS item, h.field, h.was, h."is",
      (SELECT string_agg(DISTINCT coalesce(p.name, 'Daylight'), ' and ') FROM work.history l LEFT JOIN work.person p ON p.id = l.person_id
        WHERE l.kind = 'item' AND l.subject_id = h.subject_id AND l.field = h.field AND l.id > h.id) AS by
    FROM work.history h
    WHERE h.command_id = ${commandId}::uuid AND h.kind = 'item' AND h.person_id IS NOT DISTINCT FROM ${personId}::uuid
      AND (h.field <> 'created' OR h.command = ANY (${makers}::text[]))
    ORDER BY h.id LIMIT 20000`)
}

/** History holds ids; a change names things as people do. What this viewer does not see is not put back. */
export async function lookUp(tx: Tx, lines: Line[]): Promise<Known> {
  const ids = (field: string) =>
    lines
      .filter((line) => line.field === field)
      .flatMap(({ was }) => (was === null ? [] : [was].flat().map(String)))
  const rows = await tx.$queryRaw<{ what: keyof Known; id: string; name: string }[]>(Prisma.sql`
    SELECT 'parents' AS what, id, key AS name FROM work.item WHERE id = ANY (${ids('parent')}::uuid[]) AND archived_at IS NULL
    UNION ALL SELECT 'iterations', id, number::text FROM work.iteration WHERE id = ANY (${ids('iteration')}::uuid[])
    UNION ALL SELECT 'releases', id, slug FROM work.release WHERE id = ANY (${ids('release')}::uuid[])
    UNION ALL SELECT 'goals', id, slug FROM work.goal WHERE id = ANY (${ids('goals')}::uuid[])`)
  const of = (what: keyof Known) => rows.filter((row) => row.what === what)
  return {
    parents: new Map(of('parents').map(({ id, name }) => [id, name])),
    iterations: new Map(of('iterations').map(({ id, name }) => [id, Number(name)])),
    releases: new Map(of('releases').map(({ id, name }) => [id, name])),
    goals: new Set(of('goals').map(({ id }) => id)),
  }
}

/** Why something that the command made is to stay: somebody has changed it, said something or put something under it. */
export async function usedSince(tx: Tx, made: string[], commandId: string): Promise<Map<string, string>> {
  if (made.length === 0) return new Map()
  const rows = await tx.$queryRaw<
    { id: string; by: string | null; spoken: boolean; parts: boolean }[]
  >(Prisma.sql`
    SELECT i.id,
      (SELECT string_agg(DISTINCT coalesce(p.name, 'Daylight'), ' and ') FROM work.history h LEFT JOIN work.person p ON p.id = h.person_id
        WHERE h.kind = 'item' AND h.subject_id = i.id AND h.command_id <> ${commandId}::uuid AND h.field <> 'rank') AS by,
      EXISTS (SELECT 1 FROM work.comment c WHERE c.item_id = i.id) AS spoken,
      EXISTS (SELECT 1 FROM work.item part WHERE part.parent_id = i.id AND part.archived_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM work.history h WHERE h.kind = 'item' AND h.subject_id = part.id AND h.field = 'parent' AND h.command_id = ${commandId}::uuid)) AS parts
    FROM work.item i WHERE i.id = ANY (${made}::uuid[])`)
  return new Map(
    rows.flatMap(({ id, by, spoken, parts }): [string, string][] => {
      if (by) return [[id, `${by} changed it since, so it stays.`]]
      if (spoken) return [[id, 'Somebody spoke under it since, so it stays.']]
      return parts ? [[id, 'Something else is a part of it now, so it stays.']] : []
    }),
  )
}

/** Places that somebody else, whom this viewer may not even see, has taken meanwhile. */
export async function takenRanks(tx: Tx, lines: Line[]): Promise<Set<string>> {
  const ranks = lines.filter(({ field }) => field === 'rank').map(({ was }) => String(was))
  if (ranks.length === 0) return new Set()
  const rows = await tx.$queryRaw<{ rank: string }[]>(Prisma.sql`
    SELECT rank FROM unnest(${ranks}::text[]) AS rank WHERE work.rank_below(work.rank_above(rank)) = rank`)
  return new Set(rows.map(({ rank }) => rank))
}
