// What an item's page may choose from beside itemChoices: the stages of the workflow, the team's own fields, labels that are
// in use, and who can be named with an @. Each as this viewer sees it.
import type { Asker } from '../kernel/audience'
import { asViewer, Prisma } from '../kernel/db'
import { handleColumn, type Named } from '../threads'
import type { CustomField } from './custom-rules'
import type { ItemType, Status } from './schema'

export type DrawnStage = { type: ItemType; slug: string; label: string; status: Status; retired: boolean }

export type FieldChoices = {
  stages: DrawnStage[]
  custom: CustomField[]
  labels: string[]
  people: Named[]
}

/** One statement. Labels are those of the thousand items that were touched last. */
export async function fieldChoices(asker: Asker): Promise<FieldChoices> {
  return asViewer(asker, async (tx) => {
    const [row] = await tx.$queryRaw<FieldChoices[]>(Prisma.sql`
      SELECT
        (SELECT coalesce(json_agg(json_build_object('type', s.type, 'slug', s.slug, 'label', s.label, 'status', s.status, 'retired', s.retired_at IS NOT NULL)
          ORDER BY s.type, s.position), '[]') FROM work.stage s) AS stages,
        (SELECT coalesce(json_agg(json_build_object('slug', f.slug, 'label', f.label, 'kind', f.kind, 'choices', f.choices, 'types', f.types, 'hint', f.hint)
          ORDER BY f.position, f.slug), '[]') FROM work.custom_field f WHERE f.retired_at IS NULL) AS custom,
        (SELECT coalesce(json_agg(l.label ORDER BY lower(l.label)), '[]') FROM (
          SELECT DISTINCT unnest(r.labels) AS label FROM (
            SELECT i.labels FROM work.item i WHERE i.archived_at IS NULL AND i.labels <> '{}' ORDER BY i.updated_at DESC LIMIT 1000) r LIMIT 300) l) AS labels,
        (SELECT coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'team', p.role IN ('security', 'admin'), 'handle', p.handle) ORDER BY p.name), '[]')
          FROM (SELECT p.*, ${handleColumn} AS handle FROM work.person p
            WHERE p.disabled_at IS NULL AND p.email IS NOT NULL AND p.role <> 'guest' ORDER BY p.name LIMIT 500) p) AS people`)
    return row!
  })
}
