// Places in the one order. A rank lies between its neighbours' and grows with every move into the same gap; when one would
// get too long, a stretch around it is written anew, as wide as it takes. The order itself never changes by that.
import type { Context } from '../../kernel/command'
import { Prisma, type Tx } from '../../kernel/db'
import { ranks, rankTooLong } from '../../kernel/rank'

/** A gap in the order: what stands directly above and below it, hidden items included; null is the order's end. */
export type Gap = { above: string | null; below: string | null }

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
