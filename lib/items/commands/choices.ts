// What items have in a field of the team's own, when the choices of that field change.
import type { Context } from '../../kernel/command'
import { Prisma, type Tx } from '../../kernel/db'
import type { CustomValue } from '../custom-rules'

/** In how many items each choice of these fields stands, as far as the viewer sees them; archived ones too. */
export async function countChoices(
  tx: Tx,
  slugs: readonly string[],
): Promise<Record<string, Record<string, number>>> {
  const counts: Record<string, Record<string, number>> = {}
  if (slugs.length === 0) return counts
  const rows = await tx.$queryRaw<{ slug: string; value: string; items: number }[]>(Prisma.sql`
    SELECT s.slug, v.value, count(*)::int AS items
    FROM work.item i CROSS JOIN unnest(${[...slugs]}::text[]) AS s (slug)
      CROSS JOIN LATERAL jsonb_array_elements_text(
        CASE jsonb_typeof(i.custom -> s.slug) WHEN 'array' THEN i.custom -> s.slug ELSE jsonb_build_array(i.custom -> s.slug) END) AS v (value)
    WHERE i.custom <> '{}' AND i.custom -> s.slug IS NOT NULL GROUP BY s.slug, v.value`)
  for (const { slug, value, items } of rows) (counts[slug] ??= {})[value] = items
  return counts
}

/**
 * Gives the items that have one of these choices what becomes of it, each with its history; null takes it away. It reaches
 * what the viewer sees, and nothing else. Answers how many items it were.
 */
export async function replaceChoices(
  { tx, now, note }: Pick<Context<unknown>, 'tx' | 'now' | 'note'>,
  { slug, becomes }: { slug: string; becomes: ReadonlyMap<string, string | null> },
): Promise<number> {
  if (becomes.size === 0) return 0
  const found = await tx.$queryRaw<{ id: string; version: number; value: CustomValue }[]>(Prisma.sql`
    SELECT i.id, i.version, i.custom -> ${slug}::text AS value FROM work.item i WHERE jsonb_exists_any(
      CASE jsonb_typeof(i.custom -> ${slug}::text) WHEN 'array' THEN i.custom -> ${slug}::text ELSE jsonb_build_array(i.custom -> ${slug}::text) END,
      ${[...becomes.keys()]}::text[]) ORDER BY i.id FOR UPDATE`)
  const rows = found.map(({ id, version, value }) => ({
    id,
    version: version + 1,
    was: value,
    is: after(value, becomes),
  }))
  await tx.$executeRaw(Prisma.sql`
    UPDATE work.item i SET version = r.version, updated_at = ${now},
      custom = CASE WHEN r."is" IS NULL THEN i.custom - ${slug}::text ELSE jsonb_set(i.custom, ARRAY[${slug}::text], r."is") END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, version int, "is" jsonb) WHERE i.id = r.id`)
  const field = `custom.${slug}`
  for (const { id, version, was, is } of rows)
    note.changed(
      { kind: 'item', id, version },
      { before: { [field]: was }, after: { [field]: is }, fields: [field] },
    )
  return rows.length
}

function after(value: CustomValue, becomes: ReadonlyMap<string, string | null>): CustomValue | null {
  const one = (each: string) => (becomes.has(each) ? becomes.get(each)! : each)
  if (!Array.isArray(value)) return one(String(value))
  const left = [...new Set(value.map(one).filter((each) => each !== null))]
  return left.length > 0 ? left : null
}
