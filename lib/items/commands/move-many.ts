// Many items to one place in one step: they keep their order among themselves, and all of them arrive or none does.
import { isHouse } from '../../kernel/audience'
import { command, type Context } from '../../kernel/command'
import { Prisma, type Tx } from '../../kernel/db'
import { invalid, notFound } from '../../kernel/errors'
import { isKey } from '../../kernel/shapes'
import { moveItemsSchema, type MoveItems } from '../schema'
import { orderLock } from './create'
import { placesIn, type Gap } from './order'

export type MovedItems = {
  /** By which it can be undone. */
  id: string
  /** How many stand elsewhere now. */
  changed: number
  items: { key: string; rank: string; iteration: number | null; version: number }[]
}

type Found = {
  id: string
  key: string
  rank: string
  version: number
  iterationId: string | null
  number: number | null
}

/** Puts items between others, at the top or the bottom of an iteration or of the backlog. */
export const moveItems = command({
  name: 'item.move-many',
  input: moveItemsSchema,
  may: isHouse,
  // One order, one writer of it at a time.
  lock: orderLock,
  async run(context): Promise<MovedItems> {
    const { tx, input } = context
    const items = await find(tx, input.keys)
    const iteration = await iterationOf(tx, input.iteration)
    const gap = await gapFor(tx, items, input)
    const stay = gap === null || stand(items, gap)
    const places = stay
      ? items.map(({ rank }) => rank)
      : await placesIn(context, gap, { count: items.length, taken: items.map(({ rank }) => rank) })
    const moved = await place(context, items, { places: stay ? null : places, iteration })
    return { id: context.commandId, ...moved }
  },
  keep: ({ changed, items }) => ({ changed, keys: items.map(({ key }) => key) }),
  async replay({ tx, id, kept }) {
    const { changed, keys } = kept as { changed: number; keys: string[] }
    const rows = await tx.$queryRaw<Found[]>(Prisma.sql`
      ${shape} WHERE i.key = ANY (${keys}::text[]) AND i.archived_at IS NULL ORDER BY i.rank`)
    return { id, changed, items: rows.map(drawn) }
  },
})

/** Puts items that another room has looked up into an iteration, or out of every one, where they stand. */
export async function takeIntoIteration(
  context: Pick<Context<unknown>, 'tx' | 'now' | 'note'>,
  keys: readonly string[],
  number: number | null,
): Promise<void> {
  if (keys.length === 0) return
  await place(context, await find(context.tx, keys), {
    places: null,
    iteration: await iterationOf(context.tx, number),
  })
}

/** Puts items of a command of this room directly below or above a rank. The order's lock is held. */
export async function placeBeside(
  context: Pick<Context<unknown>, 'tx' | 'now' | 'note'>,
  keys: readonly string[],
  rank: { below: string } | { above: string },
): Promise<void> {
  const items = await find(context.tx, keys)
  const moving = items.map((item) => item.rank)
  const gap =
    'below' in rank
      ? await below(context.tx, rank.below, moving)
      : await above(context.tx, rank.above, moving)
  const places = await placesIn(context, gap, { count: items.length, taken: moving })
  // As they were named: what has just been made stands in the order of its making.
  const named = keys.map((key) => items.find((item) => item.key === key)!)
  await place(context, named, { places, iteration: undefined })
}

const shape = Prisma.sql`
  SELECT i.id, i.key, i.rank, i.version, i.iteration_id AS "iterationId", n.number
  FROM work.item i LEFT JOIN work.iteration n ON n.id = i.iteration_id`

/** The items by their keys, locked, in the order in which they stand. What is not there for this viewer stops all. */
async function find(tx: Tx, keys: readonly string[]): Promise<Found[]> {
  const wanted = [...new Set(keys.map(keyOf))]
  const rows = await tx.$queryRaw<Found[]>(Prisma.sql`
    ${shape} WHERE i.key = ANY (${wanted}::text[]) AND i.archived_at IS NULL ORDER BY i.rank FOR UPDATE OF i`)
  if (rows.length !== wanted.length) throw notFound()
  return rows
}

type Target = { id: string | null; number: number | null } | undefined

async function iterationOf(tx: Tx, number: number | null | undefined): Promise<Target> {
  if (number === undefined) return undefined
  if (number === null) return { id: null, number: null }
  const found = await tx.iteration.findUnique({ where: { number }, select: { id: true, closedAt: true } })
  if (!found) throw invalid('iteration', `There is no iteration ${number}.`)
  if (found.closedAt) throw invalid('iteration', `Iteration ${number} is closed. Choose one that is not.`)
  return { id: found.id, number }
}

/**
 * Where they go: directly behind a neighbour, directly ahead of one, or to an end of the iteration (of the backlog, for
 * none). Null leaves them where they stand. Those that move count for nobody's neighbour.
 */
async function gapFor(tx: Tx, items: readonly Found[], input: MoveItems): Promise<Gap | null> {
  if (input.before === undefined && input.after === undefined) return null
  const own = items.map(({ key }) => key)
  const named = input.before ?? input.after
  if (named !== null && named !== undefined && own.includes(keyOf(named)))
    throw invalid(input.before ? 'before' : 'after', 'An item cannot be its own neighbour.')
  const moving = items.map(({ rank }) => rank)
  if (input.before) return below(tx, await rankOf(tx, input.before, 'before'), moving)
  if (input.after) return above(tx, await rankOf(tx, input.after, 'after'), moving)
  const toTop = input.before === null
  const end = await endOf(tx, own, input.iteration, toTop)
  if (end === null) return null
  return toTop ? above(tx, end, moving) : below(tx, end, moving)
}

async function rankOf(tx: Tx, key: string, field: 'before' | 'after'): Promise<string> {
  const found = await tx.item.findFirst({
    where: { key: keyOf(key), archivedAt: null },
    select: { rank: true },
  })
  if (found) return found.rank
  throw invalid(
    field,
    field === 'before'
      ? 'There is no such item to stand behind.'
      : 'There is no such item to stand in front of.',
  )
}

/** The first or last rank of what is open in an iteration; of what is in none that still runs or will, for the backlog. */
async function endOf(tx: Tx, own: string[], iteration: number | null | undefined, first: boolean) {
  const within =
    iteration === undefined
      ? Prisma.sql`true`
      : iteration === null
        ? Prisma.sql`(n.id IS NULL OR n.closed_at IS NOT NULL)`
        : Prisma.sql`n.number = ${iteration}`
  const [row] = await tx.$queryRaw<{ rank: string | null }[]>(Prisma.sql`
    SELECT ${first ? Prisma.sql`min(i.rank)` : Prisma.sql`max(i.rank)`} AS rank
    FROM work.item i LEFT JOIN work.iteration n ON n.id = i.iteration_id
    WHERE i.archived_at IS NULL AND i.status <> 'done' AND NOT i.key = ANY (${own}::text[]) AND ${within}`)
  return row!.rank
}

/** The gap directly below a rank, as it is when those that move have left. */
async function below(tx: Tx, rank: string, moving: string[]): Promise<Gap> {
  const [row] = await tx.$queryRaw<{ rank: string | null }[]>(Prisma.sql`
    WITH RECURSIVE next(rank, n) AS (SELECT work.rank_below(${rank}), 1
      UNION ALL SELECT work.rank_below(rank), n + 1 FROM next WHERE rank = ANY (${moving}::text[]))
    SELECT rank FROM next ORDER BY n DESC LIMIT 1`)
  return { above: rank, below: row!.rank }
}

async function above(tx: Tx, rank: string, moving: string[]): Promise<Gap> {
  const [row] = await tx.$queryRaw<{ rank: string | null }[]>(Prisma.sql`
    WITH RECURSIVE next(rank, n) AS (SELECT work.rank_above(${rank}), 1
      UNION ALL SELECT work.rank_above(rank), n + 1 FROM next WHERE rank = ANY (${moving}::text[]))
    SELECT rank FROM next ORDER BY n DESC LIMIT 1`)
  return { above: row!.rank, below: rank }
}

/** Do they stand in this gap already? The gap leaves them out, so whatever lies in it is theirs. */
function stand(items: readonly Found[], gap: Gap): boolean {
  return items.every(
    ({ rank }) => (gap.above === null || rank > gap.above) && (gap.below === null || rank < gap.below),
  )
}

async function place(
  { tx, now, note }: Pick<Context<unknown>, 'tx' | 'now' | 'note'>,
  items: readonly Found[],
  { places, iteration }: { places: readonly string[] | null; iteration: Target },
): Promise<Omit<MovedItems, 'id'>> {
  const after = items.map((item, n) => ({
    ...item,
    rank: places?.[n] ?? item.rank,
    iterationId: iteration ? iteration.id : item.iterationId,
    number: iteration ? iteration.number : item.number,
  }))
  const changed = after.filter(
    (item, n) => item.rank !== items[n]!.rank || item.iterationId !== items[n]!.iterationId,
  )
  if (changed.length > 0)
    await tx.$executeRaw(Prisma.sql`
      UPDATE work.item i SET rank = m.rank, iteration_id = m.iteration_id, version = i.version + 1, updated_at = ${now}
      FROM unnest(${changed.map(({ id }) => id)}::uuid[], ${changed.map(({ rank }) => rank)}::text[],
        ${changed.map(({ iterationId }) => iterationId)}::uuid[]) AS m(id, rank, iteration_id)
      WHERE i.id = m.id`)
  for (const [n, item] of items.entries()) {
    const is = after[n]!
    if (!changed.includes(is)) continue
    is.version += 1
    note.changed(
      { kind: 'item', id: item.id, version: is.version },
      {
        before: { iteration: item.iterationId, rank: item.rank },
        after: { iteration: is.iterationId, rank: is.rank },
        fields: ['iteration', 'rank'],
        event: is.iterationId === item.iterationId ? 'item.placed' : 'item.moved',
      },
    )
  }
  note.detail({ items: changed.length })
  return { changed: changed.length, items: after.map(drawn) }
}

function drawn({ key, rank, number, version }: Found): MovedItems['items'][number] {
  return { key, rank, iteration: number, version }
}

function keyOf(text: string): string {
  if (!isKey(text)) throw notFound()
  return text.toUpperCase()
}
