// The moves at the table. The database keeps the hands hidden until they are shown; what is here keeps the order of play.
import { randomUUID } from 'node:crypto'
import { isTeam } from '../kernel/audience'
import { command, type Context } from '../kernel/command'
import { Prisma, type Tx } from '../kernel/db'
import { orNotFound, refuseIf } from '../kernel/errors'
import { changeItem, getItem, getItemToChange } from '../items'
import { refuseSettling } from './rules'
import { openRoundSchema, playHandSchema, roundSchema, settleRoundSchema } from './schema'

type Answer = { id: string; version: number }
type Within = Pick<Context<unknown>, 'tx' | 'viewer' | 'now' | 'note'>
type Round = {
  id: string
  itemId: string
  key: string
  iterationId: string | null
  revealedAt: Date | null
  closedAt: Date | null
  version: number
}

/** Puts an item on the table. One lies there at a time. */
export const openRound = command({
  name: 'poker.open',
  input: openRoundSchema,
  may: isTeam,
  lock: 'daylight.poker',
  async run(context): Promise<Answer> {
    const { tx, input } = context
    const item = await getItem(tx, input.key)
    refuseIf(item.status === 'done', `${item.key} is done: there is nothing left to estimate.`)
    const iteration = input.iteration
      ? orNotFound(
          await tx.iteration.findUnique({ where: { number: input.iteration }, select: { id: true } }),
        )
      : null
    const open = await openRounds(tx)
    refuseIf(
      open.some((round) => round.itemId === item.id),
      `${item.key} lies on a table already.`,
    )
    const here = open.find((round) => round.iterationId === (iteration?.id ?? null))
    refuseIf(here, `${here?.key} is on the table. Settle it or put it away first.`)
    return deal(context, { itemId: item.id, iterationId: iteration?.id ?? null })
  },
})

/** Plays a hand, or another one instead, for as long as nobody's is shown. */
export const playHand = command({
  name: 'poker.play',
  input: playHandSchema,
  may: isTeam,
  async run(context): Promise<Answer> {
    const { tx, viewer, input, now } = context
    // Locked until the hand is written: no hand comes in beside a showing.
    const round = await getRound(tx, input.round)
    refuseIf(round.closedAt, 'This round is over.')
    refuseIf(round.revealedAt, 'The hands are shown already. Vote again, if you have changed your mind.')
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO work.poker_hand (round_id, person_id, points, at) VALUES (${round.id}::uuid, ${viewer.id}::uuid, ${input.points}::int, ${now})
      ON CONFLICT (round_id, person_id) DO UPDATE SET points = EXCLUDED.points, at = EXCLUDED.at`)
    return move(context, round, {}, 'poker.played')
  },
})

/** Shows all hands at once, for good. */
export const revealRound = command({
  name: 'poker.reveal',
  input: roundSchema,
  may: isTeam,
  async run(context): Promise<Answer> {
    const { tx, input, now } = context
    const round = await getRound(tx, input.round)
    refuseIf(round.closedAt, 'This round is over.')
    if (round.revealedAt) return { id: round.id, version: round.version }
    const [played] = await tx.$queryRaw<{ any: boolean }[]>(
      Prisma.sql`SELECT EXISTS (SELECT 1 FROM work.poker_players(${round.id}::uuid)) AS any`,
    )
    refuseIf(!played?.any, 'Nobody has played yet.')
    return move(context, round, { revealedAt: now }, 'poker.revealed')
  },
})

/** Ends a round that was shown and deals the same item anew. */
export const voteAgain = command({
  name: 'poker.again',
  input: roundSchema,
  may: isTeam,
  async run(context): Promise<Answer> {
    const { tx, input, now } = context
    const round = await getRound(tx, input.round)
    refuseIf(round.closedAt, 'This round is over.')
    refuseIf(!round.revealedAt, 'Show the hands first; until then everybody may change their own.')
    await move(context, round, { closedAt: now }, 'poker.closed')
    return deal(context, round)
  },
})

/** Writes down what the team agreed on, as the item's estimate, and takes it off the table. */
export const settleRound = command({
  name: 'poker.settle',
  input: settleRoundSchema,
  may: isTeam,
  async run(context): Promise<Answer> {
    const { tx, viewer, input, now } = context
    const round = await getRound(tx, input.round)
    const hands = await tx.pokerHand.findMany({ where: { roundId: round.id }, select: { points: true } })
    const problem = refuseSettling({
      shown: round.revealedAt !== null,
      closed: round.closedAt !== null,
      hands: hands.map(({ points }) => points),
    })
    refuseIf(problem, problem ?? '')
    await changeItem(context, await getItemToChange(tx, viewer, round.key), { estimate: input.estimate })
    return move(context, round, { closedAt: now, estimate: input.estimate }, 'poker.settled')
  },
})

/** Takes an item off the table without an estimate. */
export const putAway = command({
  name: 'poker.put-away',
  input: roundSchema,
  may: isTeam,
  async run(context): Promise<Answer> {
    const { tx, input, now } = context
    const round = await getRound(tx, input.round)
    refuseIf(round.closedAt, 'This round is over.')
    return move(context, round, { closedAt: now }, 'poker.closed')
  },
})

/** The round, locked, if this viewer may see its item. */
async function getRound(tx: Tx, id: string): Promise<Round> {
  const [round] = await tx.$queryRaw<Round[]>(Prisma.sql`
    SELECT r.id, r.item_id AS "itemId", i.key, r.iteration_id AS "iterationId", r.revealed_at AS "revealedAt", r.closed_at AS "closedAt", r.version
    FROM work.poker_round r JOIN work.item i ON i.id = r.item_id WHERE r.id = ${id}::uuid FOR UPDATE OF r`)
  return orNotFound(round)
}

function openRounds(tx: Tx): Promise<{ itemId: string; iterationId: string | null; key: string }[]> {
  return tx.$queryRaw(Prisma.sql`
    SELECT r.item_id AS "itemId", r.iteration_id AS "iterationId", i.key
    FROM work.poker_round r JOIN work.item i ON i.id = r.item_id WHERE r.closed_at IS NULL`)
}

async function deal(
  { tx, viewer, now, note }: Within,
  on: { itemId: string; iterationId: string | null },
): Promise<Answer> {
  const id = randomUUID()
  await tx.pokerRound.createMany({
    data: [{ id, itemId: on.itemId, iterationId: on.iterationId, openedById: viewer.id!, openedAt: now }],
  })
  // No history: a round is talk, and what comes of it stands in the item's.
  note.told({ kind: 'poker', id, version: 1 }, 'poker.opened')
  return { id, version: 1 }
}

async function move(
  { tx, note }: Within,
  round: Round,
  change: { revealedAt?: Date; closedAt?: Date; estimate?: number },
  event: string,
): Promise<Answer> {
  const version = round.version + 1
  await tx.pokerRound.updateMany({ where: { id: round.id }, data: { ...change, version } })
  note.told({ kind: 'poker', id: round.id, version }, event)
  return { id: round.id, version }
}
