// Which stage an item stands in after a change. A stage belongs to one type and one of the five states.
import { Prisma, type Tx } from '../../kernel/db'
import { invalid } from '../../kernel/errors'
import { placeAfter, type Placed } from '../rules'
import type { ItemType, Status } from '../schema'
import { onceIn } from './once'

type Stage = { slug: string; label: string; status: Status }

/**
 * Looks up the stages of the type, and decides by `placeAfter`. Types without stages cost one indexed look. Until the end of
 * the transaction nobody changes the workflow, so that no item is put into a stage that is just being taken out.
 */
export async function stageAfter(
  tx: Tx,
  change: {
    type: ItemType
    was: { type: ItemType; status: Status; stage: string | null } | null
    status: Status | undefined
    stage: string | null | undefined
  },
): Promise<Placed> {
  const { was } = change
  if (was && change.type === was.type && change.status === undefined && change.stage === undefined)
    return { status: was.status, stage: was.stage }
  const stages = await onceIn(tx, `stages ${change.type}`, () =>
    tx.$queryRaw<Stage[]>(
      Prisma.sql`SELECT slug, label, status FROM work.stages_held(${change.type}) ORDER BY position`,
    ),
  )
  const placed = placeAfter({ ...change, stages })
  if ('problem' in placed) throw invalid('stage', placed.problem)
  return placed
}
