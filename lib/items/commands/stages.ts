// Which stage an item stands in after a change. A stage belongs to one type and one of the five states.
import type { Tx } from '../../kernel/db'
import { invalid } from '../../kernel/errors'
import { placeAfter, type Placed } from '../rules'
import type { ItemType, Status } from '../schema'
import { onceIn } from './once'

/** Looks up the stages of the type, and decides by `placeAfter`. Types without stages cost one indexed look. */
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
    tx.stage.findMany({
      where: { type: change.type, retiredAt: null },
      orderBy: { position: 'asc' },
      select: { slug: true, label: true, status: true },
    }),
  )
  const placed = placeAfter({
    ...change,
    stages: stages as { slug: string; label: string; status: Status }[],
  })
  if ('problem' in placed) throw invalid('stage', placed.problem)
  return placed
}
