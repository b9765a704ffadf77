// A move is one short transaction: take the order's lock, read the item with its neighbours, write one row.
import { isHouse, isTeammate, type Viewer } from '../../kernel/audience'
import { command, tooLate, type Context } from '../../kernel/command'
import { Prisma, type Tx } from '../../kernel/db'
import { invalid, notAllowed, notFound, orNotFound } from '../../kernel/errors'
import { isKey } from '../../kernel/shapes'
import { itemsChanged } from '../after-change'
import { datesOfStatus } from '../rules'
import { moveItemSchema, type ItemType, type MoveItem, type Status } from '../schema'
import { apiColumns, apiJoins, drawnForApi, type ApiItem } from '../queries'
import { orderLock } from './create'
import { getItem } from './lookups'
import { placesIn } from './order'

type Found = {
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
  above: string | null
  below: string | null
  underAbove: string | null
  overBelow: string | null
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

/** Puts an item between others, into another status or iteration. Who may see the item may not yet move it. */
export const moveItem = command({
  name: 'item.move',
  input: moveItemSchema,
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
    if (input.before && item.above === null) throw invalid('before', 'There is no such item to stand behind.')
    if (input.after && item.below === null)
      throw invalid('after', 'There is no such item to stand in front of.')
    if (input.iteration && !item.newIterationId)
      throw invalid('iteration', `There is no iteration ${input.iteration}.`)
    const status = input.status ?? item.status
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
      rank: await place(context, item, { wanted: isPlaced(input) || status !== item.status }),
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
  async replay({ tx, viewer, id }) {
    const [item] = await tx.$queryRaw<Drawn[]>(Prisma.sql`
      SELECT i.id, i.status_since AS "statusSince", ${apiColumns} FROM work.item i ${apiJoins}
      WHERE i.id = ${id}::uuid AND i.archived_at IS NULL`)
    return item ? movedItem(viewer, item) : null
  },
})

type Drawn = ApiItem & { rank: string; id: string; statusSince: Date }

function movedItem(viewer: Viewer, { id, statusSince, ...item }: Drawn): MovedItem {
  const { key, status, rank, iteration, version } = item
  return { id, key, status, rank, iteration, statusSince, version, drawn: drawnForApi(viewer, item) }
}

function isPlaced(input: MoveItem): boolean {
  return input.before !== undefined || input.after !== undefined
}

/**
 * The item, the neighbours that were named (or the ends of the column), and those neighbours' true neighbours: hidden
 * cards stand between them, and two people who see different cards must not make the same rank.
 */
async function find(tx: Tx, key: string, input: MoveItem): Promise<Found | undefined> {
  const status = input.status ?? null
  const [above, below] = [input.before && keyOf(input.before), input.after && keyOf(input.after)]
  // Standing behind itself says nothing about where.
  if (above === key || below === key)
    throw invalid(above === key ? 'before' : 'after', 'An item cannot be its own neighbour.')
  const column = Prisma.sql`FROM work.item c WHERE c.status = coalesce(${status}, i.status) AND c.id <> i.id AND c.archived_at IS NULL`
  const byKey = (name: string) =>
    Prisma.sql`(SELECT n.rank FROM work.item n WHERE n.key = ${name} AND n.archived_at IS NULL)`
  const first = Prisma.sql`(SELECT min(c.rank) ${column})`
  const last = Prisma.sql`(SELECT max(c.rank) ${column})`
  const none = Prisma.sql`NULL::text`
  // Named neighbours first; `before: null` is the top of the column, `after: null` and nothing at all its end.
  const aboveRank = above ? byKey(above) : !below && input.before !== null ? last : none
  const belowRank = below ? byKey(below) : !above && input.before === null ? first : none
  const rows = await tx.$queryRaw<Found[]>(Prisma.sql`
    SELECT i.id, i.version, i.type, i.status, i.stage, i.status_since AS "statusSince", i.done_at AS "doneAt", i.rank, i.iteration_id AS "iterationId",
      (SELECT s.slug FROM work.stages_held(i.type) s WHERE s.status = ${status} ORDER BY s.position LIMIT 1) AS "firstStage",
      (SELECT n.id FROM work.iteration n WHERE n.number = ${input.iteration ?? null}::int) AS "newIterationId",
      p.above, p.below, work.rank_below(p.above) AS "underAbove", work.rank_above(p.below) AS "overBelow"
    FROM work.item i, LATERAL (SELECT ${aboveRank} AS above, ${belowRank} AS below) p
    WHERE i.key = ${key} AND i.archived_at IS NULL AND work.hold_workflow() FOR UPDATE OF i`)
  return rows[0]
}

/** Directly under the card above, else directly over the card below; where it already stands there, it stays. */
async function place(
  context: Pick<Context<unknown>, 'tx' | 'note'>,
  item: Found,
  { wanted }: { wanted: boolean },
): Promise<string> {
  // An empty column: any place is its first.
  if (!wanted || (item.above === null && item.below === null)) return item.rank
  if ((item.above !== null ? item.underAbove : item.overBelow) === item.rank) return item.rank
  const gap =
    item.above !== null
      ? { above: item.above, below: item.underAbove }
      : { above: item.overBelow, below: item.below }
  const [rank] = await placesIn(context, gap, { count: 1 })
  return rank!
}

function keyOf(text: string): string {
  if (!isKey(text)) throw notFound()
  return text.toUpperCase()
}
