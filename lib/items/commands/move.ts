// A move is one short transaction: take the order's lock, read the item with its neighbours, write one row.
import { isHouse, isTeammate, type Viewer } from '../../kernel/audience'
import { command, tooLate, type Context } from '../../kernel/command'
import { Prisma, type Tx } from '../../kernel/db'
import { invalid, notAllowed, orNotFound } from '../../kernel/errors'
import { itemsChanged } from '../after-change'
import { datesOfStatus } from '../rules'
import { placeItemSchema, type ItemType, type MoveItem, type PlaceItem, type Status } from '../schema'
import { apiColumns, apiJoins, drawnForApi, type ApiItem } from '../queries'
import { changeItem } from './change'
import { refuseClashes } from './clashes'
import { orderLock } from './create'
import { withLabels } from './labels'
import { getItem, getItemToChange } from './lookups'
import { gapBetween, isPlaced, keyOf, neighbours, placesIn, refuseMissing, type Neighbours } from './order'

type Found = Neighbours & {
  id: string
  version: number
  type: ItemType
  status: Status
  stage: string | null
  /** The first stage that the item's type has in the status that it is moved to. */
  firstStage: string | null
  statusSince: Date
  doneAt: Date | null
  rank: string
  iterationId: string | null
  newIterationId: string | null
}

export type MovedItem = {
  id: string
  key: string
  status: Status
  rank: string
  iteration: number | null
  statusSince: Date
  version: number
  /** As the API gives it. */
  drawn: ApiItem
}

/**
 * Puts an item between others, into another status or iteration, and changes fields with it where the place asks for that.
 * Who may see the item may not yet move it.
 */
export const moveItem = command({
  name: 'item.move',
  input: placeItemSchema,
  may: isTeammate,
  // One order, one writer of it at a time.
  lock: orderLock,
  async run(context): Promise<MovedItem> {
    const { tx, viewer, input, now, note } = context
    if (!isHouse(viewer)) {
      await getItem(tx, input.key)
      throw notAllowed('Only the security team moves items.')
    }
    const key = keyOf(input.key)
    const item = orNotFound(await find(tx, key, input))
    if (input.version !== undefined && input.version !== item.version)
      throw await tooLate(tx, { kind: 'item', id: item.id, since: input.version })
    refuseMissing(input, item)
    if (input.iteration && !item.newIterationId)
      throw invalid('iteration', `There is no iteration ${input.iteration}.`)
    const status = input.status ?? item.status
    const rank = await place(context, item, { wanted: isPlaced(input) || status !== item.status })
    if (input.fields) return placeWithFields(context, { rank, fields: input.fields })
    const dates = datesOfStatus(item, status, now)
    const before = {
      status: item.status,
      stage: item.stage,
      doneDate: item.doneAt,
      rank: item.rank,
      iteration: item.iterationId,
    }
    const after = {
      status,
      stage: status === item.status ? item.stage : item.firstStage,
      doneDate: dates.doneAt,
      rank,
      iteration: input.iteration === undefined ? item.iterationId : item.newIterationId,
    }
    const [moved] = await tx.$queryRaw<Drawn[]>(Prisma.sql`
      WITH i AS (UPDATE work.item SET status = ${after.status}, stage = ${after.stage}, rank = ${after.rank}, iteration_id = ${after.iteration}::uuid,
        status_since = ${dates.statusSince}, done_at = ${dates.doneAt}, version = version + 1, updated_at = ${now}
      WHERE id = ${item.id}::uuid RETURNING *)
      SELECT i.id, i.status_since AS "statusSince", ${apiColumns} FROM i ${apiJoins}`)
    const answer = movedItem(viewer, orNotFound(moved))
    const about = { kind: 'item', id: item.id, version: answer.version }
    const stays = (['status', 'stage', 'iteration'] as const).every((field) => before[field] === after[field])
    // A place in the order alone is for screens and no mail.
    const event = stays ? 'item.placed' : 'item.moved'
    const fields = ['status', 'stage', 'doneDate', 'iteration', 'rank'] as const
    note.changed(about, { before, after, fields, event }) || note.told(about, event)
    // Its order is nobody else's business, where it stands may be.
    if (status !== item.status)
      await itemsChanged({ tx, viewer, now, note }, [
        { id: item.id, was: { type: item.type, status: item.status }, is: { type: item.type, status } },
      ])
    return answer
  },
  replay: ({ tx, viewer, id }) => standing(tx, viewer, id),
})

/** The place and the fields in one change: one version, one piece of news, and neither where one of them cannot be. */
async function placeWithFields(
  { tx, viewer, input, now, note }: Context<PlaceItem>,
  { rank, fields }: { rank: string; fields: NonNullable<PlaceItem['fields']> },
): Promise<MovedItem> {
  const { key, seen, status, iteration } = input
  // Read once there is a place: making room may have ranked this very item anew.
  const item = await getItemToChange(tx, viewer, key)
  if (seen !== undefined)
    await refuseClashes(tx, viewer, { item, since: seen, fields: { ...fields, status } })
  await changeItem({ tx, viewer, now, note }, item, {
    ...withLabels(fields, item),
    status,
    iteration,
    rank,
  })
  return orNotFound(await standing(tx, viewer, item.id))
}

async function standing(tx: Tx, viewer: Viewer, id: string): Promise<MovedItem | null> {
  const [item] = await tx.$queryRaw<Drawn[]>(Prisma.sql`
    SELECT i.id, i.status_since AS "statusSince", ${apiColumns} FROM work.item i ${apiJoins}
    WHERE i.id = ${id}::uuid AND i.archived_at IS NULL`)
  return item ? movedItem(viewer, item) : null
}

type Drawn = ApiItem & { rank: string; id: string; statusSince: Date }

function movedItem(viewer: Viewer, { id, statusSince, ...item }: Drawn): MovedItem {
  const { key, status, rank, iteration, version } = item
  return { id, key, status, rank, iteration, statusSince, version, drawn: drawnForApi(viewer, item) }
}

/** The item, and what stands where it is to go. */
async function find(tx: Tx, key: string, input: MoveItem): Promise<Found | undefined> {
  const status = input.status ?? null
  // Standing behind itself says nothing about where.
  for (const side of ['before', 'after'] as const)
    if (input[side] && keyOf(input[side]) === key) throw invalid(side, 'An item cannot be its own neighbour.')
  const column = Prisma.sql`FROM work.item c WHERE c.status = coalesce(${status}, i.status) AND c.id <> i.id AND c.archived_at IS NULL`
  const rows = await tx.$queryRaw<Found[]>(Prisma.sql`
    SELECT i.id, i.version, i.type, i.status, i.stage, i.status_since AS "statusSince", i.done_at AS "doneAt", i.rank, i.iteration_id AS "iterationId",
      (SELECT s.slug FROM work.stages_held(i.type) s WHERE s.status = ${status} ORDER BY s.position LIMIT 1) AS "firstStage",
      (SELECT n.id FROM work.iteration n WHERE n.number = ${input.iteration ?? null}::int) AS "newIterationId",
      p.*
    FROM work.item i, ${neighbours(input, column)}
    WHERE i.key = ${key} AND i.archived_at IS NULL AND work.hold_workflow() FOR UPDATE OF i`)
  return rows[0]
}

/** Directly under the card above, else directly over the card below; where it already stands there, it stays. */
async function place(
  context: Pick<Context<unknown>, 'tx' | 'note'>,
  item: Found,
  { wanted }: { wanted: boolean },
): Promise<string> {
  const gap = gapBetween(item)
  if (!wanted || gap === null || gap.above === item.rank || gap.below === item.rank) return item.rank
  const [rank] = await placesIn(context, gap, { count: 1 })
  return rank!
}
