// What may be chosen for many items at once, as whoever asks sees it.
import type { Asker } from '../kernel/audience'
import { asViewer, Prisma } from '../kernel/db'
import { customFieldsIn, type CustomField } from './custom'
import { choicesIn, type ItemChoices } from './queries'
import type { ItemType, Status } from './schema'

export type BulkChoices = ItemChoices & {
  me: string | null
  labels: string[]
  stages: { type: ItemType; slug: string; label: string; status: Status }[]
  custom: CustomField[]
}

export async function bulkChoices(asker: Asker): Promise<BulkChoices> {
  return asViewer(asker, async (tx, viewer) => {
    const choices = await choicesIn(tx)
    const [row] = await tx.$queryRaw<Pick<BulkChoices, 'labels' | 'stages'>[]>(Prisma.sql`
      SELECT
        ARRAY(SELECT l FROM (SELECT unnest(i.labels) AS l FROM (SELECT labels FROM work.item
          WHERE archived_at IS NULL AND labels <> '{}' ORDER BY rank DESC LIMIT 5000) i) w GROUP BY l ORDER BY count(*) DESC, l LIMIT 200) AS labels,
        (SELECT coalesce(json_agg(json_build_object('type', s.type, 'slug', s.slug, 'label', s.label, 'status', s.status) ORDER BY s.type, s.position), '[]')
          FROM work.stage s WHERE s.retired_at IS NULL) AS stages`)
    return { ...choices, ...row!, custom: await customFieldsIn(tx), me: viewer.id }
  })
}
