import { randomUUID } from 'node:crypto'
import { isHouse } from '../../kernel/audience'
import { command, type Context } from '../../kernel/command'
import { Prisma, type Tx } from '../../kernel/db'
import { invalid } from '../../kernel/errors'
import { rankBetween } from '../../kernel/rank'
import { itemsChanged } from '../after-change'
import { withCustom } from '../custom'
import { refuseOrigin } from '../rules'
import { newItemSchema, type CreateItem, type Status } from '../schema'
import { checkedList } from './change'
import {
  gapBetween,
  isPlaced,
  neighbours,
  placesIn,
  refuseMissing,
  type Neighbours,
  type Wanted,
} from './order'
import { stageAfter } from './stages'
import { circle, goalIds, iterationId, parentId, personId, releaseId } from './lookups'

export type MadeItem = { id: string; key: string; version: number }

/** Makes an item by hand, behind everything or where it is wanted in its column. Big work is refused here: it is made by promoting its idea. */
export const createItem = command({
  name: 'item.create',
  input: newItemSchema,
  may: isHouse,
  async run(context) {
    const problem = refuseOrigin(context.input.origin)
    if (problem) throw invalid('origin', problem)
    return makeItem(context, context.input)
  },
  replay: ({ tx, id }) =>
    tx.item.findFirst({ where: { id }, select: { id: true, key: true, version: true } }),
})

/**
 * Makes an item inside the command of another room: promoting an idea, turning a request into work, importing. That room
 * has read the idea or the request as the viewer before.
 */
export async function makeItem(
  { tx, viewer, now, note }: Pick<Context<unknown>, 'tx' | 'viewer' | 'now' | 'note'>,
  fields: CreateItem & Wanted & { ideaId?: string; requestId?: string; reporterId?: string },
): Promise<MadeItem> {
  if (fields.origin === 'wishlist' && !fields.ideaId) throw invalid('origin', refuseOrigin('wishlist')!)
  const audience = fields.audience ?? 'private'
  if (fields.named?.length && audience !== 'restricted')
    throw invalid(
      'named',
      'People are named on restricted items only. Choose the audience “restricted” as well.',
    )
  const links = {
    assigneeId: fields.assignee ? await personId(tx, fields.assignee, 'assignee') : null,
    parentId: fields.parent ? await parentId(tx, fields.parent, null) : null,
    iterationId: fields.iteration ? await iterationId(tx, fields.iteration) : null,
    releaseId: fields.release ? await releaseId(tx, fields.release) : null,
  }
  const goals = await goalIds(tx, fields.goals ?? [])
  const id = randomUUID()
  // Names come first: a restricted item exists for nobody until they are there, its writer included.
  if (audience === 'restricted')
    for (const each of await circle(tx, viewer, fields.named ?? []))
      await tx.namedPerson.createMany({ data: [{ subjectId: id, personId: each }] })
  const type = fields.type ?? typeOf(fields.origin)
  const { status, stage } = await stageAfter(tx, {
    type,
    was: null,
    status: fields.status,
    stage: fields.stage ?? undefined,
  })
  const custom = await withCustom(tx, type, {}, fields.custom)
  const place = await placeFor({ tx, note }, status, fields)
  await tx.item.create({
    data: {
      id,
      ...place,
      ...links,
      title: fields.title,
      description: fields.description ?? '',
      type,
      origin: fields.origin,
      status,
      stage,
      statusSince: now,
      doneAt: status === 'done' ? now : null,
      priority: fields.priority ?? 'none',
      estimate: fields.estimate ?? null,
      reporterId: fields.reporterId ?? viewer.id,
      ideaId: fields.ideaId ?? null,
      requestId: fields.requestId ?? null,
      labels: fields.labels ?? [],
      due: fields.due ? new Date(`${fields.due}T00:00:00Z`) : null,
      blockedReason: fields.blocked ?? null,
      blockedAt: fields.blocked ? now : null,
      checklist: checkedList(fields.checklist ?? [], [], { viewer, now }),
      severity: fields.severity ?? null,
      source: fields.source ?? null,
      sourceLink: fields.sourceLink ?? null,
      ownerTeam: fields.ownerTeam ?? null,
      custom,
      audience,
      createdAt: now,
      updatedAt: now,
    },
    select: { id: true },
  })
  if (goals.length) await tx.itemGoal.createMany({ data: goals.map((goalId) => ({ itemId: id, goalId })) })
  note.created({ kind: 'item', id, version: 1 })
  await itemsChanged({ tx, viewer, now, note }, [
    { id, was: null, is: { type, status, stage, severity: fields.severity ?? null } },
  ])
  return { id, key: place.key, version: 1 }
}

/** A fresh key, and the place that is wanted in its column; else one behind everything. */
async function placeFor(
  { tx, note }: Pick<Context<unknown>, 'tx' | 'note'>,
  status: Status,
  wanted: Wanted,
): Promise<{ key: string; rank: string }> {
  await lockOrder(tx)
  const [row] = await tx.$queryRaw<{ key: string; last: string | null }[]>(
    Prisma.sql`SELECT work.take_item_key() AS key, work.rank_above(NULL) AS last`,
  )
  const { key, last } = row!
  const gap = isPlaced(wanted) ? await gapIn(tx, status, wanted) : null
  if (gap === null) return { key, rank: rankBetween(last, null) }
  const [rank] = await placesIn({ tx, note }, gap, { count: 1 })
  return { key, rank: rank! }
}

async function gapIn(tx: Tx, status: Status, wanted: Wanted) {
  const column = Prisma.sql`FROM work.item c WHERE c.status = ${status} AND c.archived_at IS NULL`
  const [found] = await tx.$queryRaw<Neighbours[]>(Prisma.sql`SELECT * FROM ${neighbours(wanted, column)}`)
  refuseMissing(wanted, found!)
  return gapBetween(found!)
}

export const orderLock = 'daylight.order'

/** One order, one writer of it at a time. What is read after this is what the writer before has left. */
export async function lockOrder(tx: Tx): Promise<void> {
  await tx.$queryRaw(Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${orderLock}, 0))::text`)
}

function typeOf(origin: CreateItem['origin']) {
  if (origin === 'wishlist') return 'epic'
  return origin === 'small' ? 'task' : origin
}
