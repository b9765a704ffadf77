// Many items at once, when a setting under their feet changes: the stage in which they stand.
import type { Context } from '../../kernel/command'
import { Prisma } from '../../kernel/db'
import { itemsChanged } from '../after-change'
import type { Placed } from '../rules'
import type { ItemType, Status } from '../schema'

type Moved = {
  id: string
  version: number
  wasStatus: Status
  wasStage: string | null
  wasDone: Date | null
  doneDate: Date | null
}

/**
 * Sends the items of a type that stand in a stage to another place, each with its history; archived ones too, so that
 * whoever restores one finds it in a place that exists. It reaches what the viewer sees, and nothing else. Answers how
 * many it were.
 */
export async function sendOn(
  { tx, viewer, now, note }: Pick<Context<unknown>, 'tx' | 'viewer' | 'now' | 'note'>,
  { type, stage, to }: { type: ItemType; stage: string; to: Placed },
): Promise<number> {
  const moved = await tx.$queryRaw<Moved[]>(Prisma.sql`
    WITH standing AS (
      SELECT id, status, stage, done_at FROM work.item WHERE type = ${type} AND stage = ${stage} ORDER BY id FOR UPDATE
    )
    UPDATE work.item i SET status = ${to.status}, stage = ${to.stage},
      status_since = CASE WHEN i.status = ${to.status} THEN i.status_since ELSE ${now} END,
      done_at = CASE WHEN i.status = ${to.status} THEN i.done_at WHEN ${to.status} = 'done' THEN ${now} END,
      version = i.version + 1, updated_at = ${now}
    FROM standing WHERE standing.id = i.id
    RETURNING i.id, i.version, standing.status AS "wasStatus", standing.stage AS "wasStage",
      standing.done_at AS "wasDone", i.done_at AS "doneDate"`)
  for (const { id, version, wasStatus, wasStage, wasDone, doneDate } of moved)
    note.changed(
      { kind: 'item', id, version },
      {
        before: { status: wasStatus, stage: wasStage, doneDate: wasDone },
        after: { ...to, doneDate },
        fields: ['status', 'stage', 'doneDate'],
      },
    )
  await itemsChanged(
    { tx, viewer, now, note },
    moved.map(({ id, wasStatus }) => ({
      id,
      was: { type, status: wasStatus },
      is: { type, status: to.status },
    })),
  )
  return moved.length
}
