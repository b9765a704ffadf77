// The workflow as it is set up. Items are counted as whoever asks sees them: a hidden one is in no count.
import type { Asker } from '../kernel/audience'
import { asViewer, Prisma } from '../kernel/db'
import { statuses, types, type ItemType } from '../items'
import { inOrder } from './rules'
import type { DrawnColumn, DrawnStage, Workflow } from './schema'

type Row = DrawnStage & { type: ItemType; position: number; retired: boolean }

/** Columns with their limits, and the stages of every type. */
export async function workflow(asker: Asker): Promise<Workflow> {
  return asViewer(asker, async (tx) => {
    const [row] = await tx.$queryRaw<{ columns: DrawnColumn[]; stages: Row[] }[]>(Prisma.sql`
      WITH standing AS (
        SELECT i.type, i.stage, count(*) FILTER (WHERE i.archived_at IS NULL)::int AS items,
          count(*) FILTER (WHERE i.archived_at IS NOT NULL)::int AS archived
        FROM work.item i WHERE i.stage IS NOT NULL GROUP BY i.type, i.stage
      )
      SELECT
        (SELECT json_agg(json_build_object('status', c.status, 'limit', c.wip_limit, 'version', c.version)) FROM work.board_column c) AS columns,
        (SELECT coalesce(json_agg(json_build_object('id', s.id, 'type', s.type, 'slug', s.slug, 'label', s.label, 'status', s.status,
          'position', s.position, 'retired', s.retired_at IS NOT NULL, 'version', s.version,
          'items', coalesce(n.items, 0), 'archived', coalesce(n.archived, 0))), '[]')
          FROM work.stage s LEFT JOIN standing n ON n.type = s.type AND n.stage = s.slug) AS stages`)
    const { columns, stages } = row!
    return {
      columns: statuses.map((status) => columns.find((each) => each.status === status)!),
      types: types.map((type) => {
        const own = inOrder(stages.filter((each) => each.type === type))
        return {
          type,
          stages: own.filter((each) => !each.retired).map(drawn),
          retired: own.filter((each) => each.retired).map(drawn),
        }
      }),
    }
  })
}

function drawn({ type: _t, position: _p, retired: _r, ...stage }: Row): DrawnStage {
  return stage
}
