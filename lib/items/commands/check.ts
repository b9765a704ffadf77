// Points of a checklist, one at a time: the item is locked and only the point that is meant changes, so that two people who
// tick at once both have ticked.
import { randomUUID } from 'node:crypto'
import { isTeammate } from '../../kernel/audience'
import { command, tooLate, type Context } from '../../kernel/command'
import { conflict, invalid, orNotFound } from '../../kernel/errors'
import type { ChecklistPoint } from '../custom-rules'
import { checklistAfter } from '../rules'
import { changeChecklistSchema, checkSchema } from '../schema'
import { getItemToChange, type FoundItem } from './lookups'

export const mostPoints = 100

/** Ticks one point, or takes its tick back. Whoever ticked first stays the one who did it. */
export const checkPoint = command({
  name: 'item.check',
  input: checkSchema,
  may: isTeammate,
  async run(context) {
    const { tx, viewer, input, now } = context
    const item = await getItemToChange(tx, viewer, input.key)
    const points = item.checklist as ChecklistPoint[]
    const point = orNotFound(points.find((each) => each.id === input.point))
    if ((point.doneAt !== null) === input.done) return { id: item.id, key: item.key, version: item.version }
    const after = input.done
      ? { ...point, doneAt: now.toISOString(), doneById: viewer.id }
      : { ...point, doneAt: null, doneById: null }
    return keep(
      context,
      item,
      points.map((each) => (each === point ? after : each)),
    )
  },
})

/** Adds, rewords, removes or moves one point. */
export const changeChecklist = command({
  name: 'item.change-checklist',
  input: changeChecklistSchema,
  may: isTeammate,
  async run(context) {
    const { tx, viewer, input } = context
    const item = await getItemToChange(tx, viewer, input.key)
    const after = checklistAfter(item.checklist as ChecklistPoint[], input.change, randomUUID().slice(0, 8))
    if (!after) throw conflict('Somebody took this point away meanwhile.')
    if (after.length > mostPoints) throw invalid('text', 'A hundred points are several pieces of work.')
    return keep(context, item, after)
  },
})

async function keep(
  { tx, now, note }: Pick<Context<unknown>, 'tx' | 'now' | 'note'>,
  item: FoundItem,
  checklist: ChecklistPoint[],
) {
  const version = item.version + 1
  const changed = note.changed(
    { kind: 'item', id: item.id, version },
    {
      before: { checklist: item.checklist as ChecklistPoint[] },
      after: { checklist },
      fields: ['checklist'],
    },
  )
  if (!changed) return { id: item.id, key: item.key, version: item.version }
  const written = await tx.item.updateMany({
    where: { id: item.id, version: item.version },
    data: { checklist, version: { increment: 1 }, updatedAt: now },
  })
  if (written.count === 0) throw await tooLate(tx, { kind: 'item', id: item.id, since: item.version })
  return { id: item.id, key: item.key, version }
}
