// Places in the one order. A rank lies between its neighbours' and grows with every move into the same gap; when one would
// get too long, a stretch around it is written anew, as wide as it takes. The order itself never changes by that.
import type { Context } from '../../kernel/command'
import { Prisma, type Tx } from '../../kernel/db'
import { invalid, notFound } from '../../kernel/errors'
import { ranks, rankTooLong } from '../../kernel/rank'
import { isKey } from '../../kernel/shapes'

/** A gap in the order: what stands directly above and below it, hidden items included; null is the order's end. */
export type Gap = { above: string | null; below: string | null }

/** A place as a move names it, by its neighbours. */
export type Wanted = { before?: string | null; after?: string | null }

/** What was found at a place: the ranks that were named, and what stands truly beside them, hidden items included. */
export type Neighbours = Gap & { underAbove: string | null; overBelow: string | null }

export function isPlaced({ before, after }: Wanted): boolean {
  return before !== undefined || after !== undefined
}

/**
 * The neighbours that were named, or the ends of a column (`c` in `FROM work.item c WHERE …`), as a row `p`. Hidden cards
 * stand between them, and two people who see different cards must not make the same rank.
 */
export function neighbours({ before, after }: Wanted, column: Prisma.Sql): Prisma.Sql {
  const byKey = (name: string) =>
    Prisma.sql`(SELECT n.rank FROM work.item n WHERE n.key = ${keyOf(name)} AND n.archived_at IS NULL)`
  const first = Prisma.sql`(SELECT min(c.rank) ${column})`
  const last = Prisma.sql`(SELECT max(c.rank) ${column})`
  const none = Prisma.sql`NULL::text`
  // Named neighbours first; `before: null` is the top of the column, `after: null` and nothing at all its end.
  const above = before ? byKey(before) : !after && before !== null ? last : none
  const below = after ? byKey(after) : !before && before === null ? first : none
  return Prisma.sql`LATERAL (SELECT e.above, e.below, work.rank_below(e.above) AS "underAbove", work.rank_above(e.below) AS "overBelow"
    FROM (SELECT ${above} AS above, ${below} AS below) e) p`
}

/** Says so where a neighbour that was named is not there. */
export function refuseMissing({ before, after }: Wanted, { above, below }: Gap): void {
  if (before && above === null) throw invalid('before', 'There is no such item to stand behind.')
  if (after && below === null) throw invalid('after', 'There is no such item to stand in front of.')
}

/** Directly under the item above, else directly over the one below; null in an empty column, where any place is its first. */
export function gapBetween({ above, below, underAbove, overBelow }: Neighbours): Gap | null {
  if (above !== null) return { above, below: underAbove }
  return below === null ? null : { above: overBelow, below }
}

export function keyOf(text: string): string {
  if (!isKey(text)) throw notFound()
  return text.toUpperCase()
}

/**
 * `count` ranks for a gap, in order, none of them in `taken`: ranks that the moved items themselves still have. Where they
 * would get long the neighbourhood is ranked anew first. The order's lock is held.
 */
export async function placesIn(
  { tx, note }: Pick<Context<unknown>, 'tx' | 'note'>,
  gap: Gap,
  { count, taken = [] }: { count: number; taken?: readonly string[] },
): Promise<string[]> {
  const found = freeRanks(gap, count, taken)
  if (!found.some(rankTooLong)) return found
  const moved = await rankAnew({ tx, note }, gap)
  const now = (rank: string | null) => (rank === null ? null : (moved.get(rank) ?? rank))
  return freeRanks(
    { above: now(gap.above), below: now(gap.below) },
    count,
    taken.map((rank) => now(rank)!),
  )
}

function freeRanks({ above, below }: Gap, count: number, taken: readonly string[]): string[] {
  const own = new Set(taken)
  return ranks(above, below, count + own.size)
    .filter((rank) => !own.has(rank))
    .slice(0, count)
}

/** Short enough that the next many moves into the same gap need no new ranks. */
const short = 16

/** Writes a stretch around the gap anew, and answers what each of its ranks has become. */
async function rankAnew({ tx, note }: Pick<Context<unknown>, 'tx' | 'note'>, { above, below }: Gap) {
  for (let reach = 64; ; reach *= 4) {
    const [around] = await tx.$queryRaw<{ ranks: string[] }[]>(
      Prisma.sql`SELECT work.ranks_around(${above ?? below ?? ''}, ${reach}::int) AS ranks`,
    )
    const was = around!.ranks
    const ends = await endsOf(tx, was)
    const becomes = ranks(ends.above, ends.below, was.length)
    const widest = was.length < reach || (ends.above === null && ends.below === null) || reach > 8_000
    if (!widest && becomes.some((rank) => rank.length > short)) continue
    const rows = await tx.$queryRaw<{ id: string; version: number }[]>(
      Prisma.sql`SELECT id, version FROM work.rank_anew(${was}::text[], ${becomes}::text[])`,
    )
    // Nothing changed for anybody but the rank that their screens sort by.
    for (const { id, version } of rows) note.told({ kind: 'item', id, version }, 'item.ranked')
    return new Map(was.map((rank, n) => [rank, becomes[n]!]))
  }
}

async function endsOf(tx: Tx, stretch: readonly string[]): Promise<Gap> {
  const [row] = await tx.$queryRaw<Gap[]>(
    Prisma.sql`SELECT work.rank_above(${stretch[0]!}) AS above, work.rank_below(${stretch.at(-1)!}) AS below`,
  )
  return row!
}
