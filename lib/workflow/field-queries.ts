// The team's own fields as settings, with how much they are used. Counted is what whoever asks sees.
import { countChoices } from '../items'
import type { Asker } from '../kernel/audience'
import { asViewer, Prisma } from '../kernel/db'
import type { DrawnField } from './field-schema'

/** Fields in their order, and those out of use. */
export async function ownFields(asker: Asker): Promise<{ fields: DrawnField[]; retired: DrawnField[] }> {
  return asViewer(asker, async (tx) => {
    const rows = await tx.$queryRaw<(Omit<DrawnField, 'used'> & { retired: boolean })[]>(Prisma.sql`
      WITH filled AS (
        SELECT k.slug, count(*)::int AS items FROM work.item i CROSS JOIN LATERAL jsonb_object_keys(i.custom) AS k (slug)
        WHERE i.custom <> '{}' GROUP BY k.slug
      )
      SELECT f.id, f.slug, f.label, f.kind, f.choices, f.types, f.hint, f.version, f.retired_at IS NOT NULL AS retired,
        coalesce(n.items, 0) AS items
      FROM work.custom_field f LEFT JOIN filled n ON n.slug = f.slug ORDER BY f.position, f.slug`)
    const chosen = rows.filter(({ kind, items }) => (kind === 'choice' || kind === 'choices') && items > 0)
    const used = await countChoices(
      tx,
      chosen.map(({ slug }) => slug),
    )
    const drawn = (row: (typeof rows)[number]): DrawnField => {
      const { retired: _, ...field } = row
      return { ...field, used: used[field.slug] ?? {} }
    }
    return {
      fields: rows.filter(({ retired }) => !retired).map(drawn),
      retired: rows.filter(({ retired }) => retired).map(drawn),
    }
  })
}
