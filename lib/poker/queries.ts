// The table as one person sees it. Hands come from the database as it shows them: one's own, and all once they are shown.
import type { Asker, Audience } from '../kernel/audience'
import { asViewer, Prisma, type Tx } from '../kernel/db'
import type { ItemType } from '../items'
import type { Sight } from '../kernel/stream'

type Person = { id: string; name: string }

export type PokerRound = {
  id: string
  version: number
  key: string
  title: string
  description: string
  type: ItemType
  audience: Audience
  named: number | null
  itemVersion: number
  estimate: number | null
  shown: boolean
  openedBy: string
  /** Who has played, not what. */
  players: Person[]
  /** What I have played; undefined-like `null` points are "I cannot tell". */
  own: { points: number | null } | null
  /** Everybody's, once they are shown; empty until then. */
  hands: (Person & { points: number | null })[]
}

export type PokerTable = {
  round: PokerRound | null
  /** What is open in the iteration, without an estimate first. */
  waiting: { key: string; title: string; estimate: number | null; audience: Audience }[]
  /** What was settled at this table, the newest first. */
  settled: { key: string; title: string; estimate: number }[]
}

const mostWaiting = 300

/** The table of an iteration as this viewer sees it; null when there is no such iteration. */
export async function pokerTable(asker: Asker, number: number): Promise<PokerTable | null> {
  return asViewer(asker, async (tx, viewer) => {
    const iteration = await tx.iteration.findUnique({ where: { number }, select: { id: true } })
    if (!iteration) return null
    const round = await roundOn(tx, iteration.id, viewer.id)
    const waiting = await tx.$queryRaw<PokerTable['waiting']>(Prisma.sql`
      SELECT i.key, i.title, i.estimate, i.audience FROM work.item i
      WHERE i.iteration_id = ${iteration.id}::uuid AND i.archived_at IS NULL AND i.status <> 'done' AND i.type <> 'epic'
      ORDER BY i.estimate IS NOT NULL, i.rank LIMIT ${mostWaiting}`)
    const settled = await tx.$queryRaw<PokerTable['settled']>(Prisma.sql`
      SELECT i.key, i.title, r.estimate FROM work.poker_round r JOIN work.item i ON i.id = r.item_id
      WHERE r.iteration_id = ${iteration.id}::uuid AND r.estimate IS NOT NULL AND i.archived_at IS NULL
      ORDER BY r.closed_at DESC LIMIT 20`)
    return { round, waiting, settled }
  })
}

async function roundOn(tx: Tx, iterationId: string, me: string | null): Promise<PokerRound | null> {
  const [round] = await tx.$queryRaw<Omit<PokerRound, 'players' | 'own' | 'hands'>[]>(Prisma.sql`
    SELECT r.id, r.version, i.key, i.title, i.description, i.type, i.audience, i.version AS "itemVersion", i.estimate,
      r.revealed_at IS NOT NULL AS shown, p.name AS "openedBy",
      CASE WHEN i.audience = 'restricted' THEN (SELECT count(*)::int FROM work.named_person m WHERE m.subject_id = i.id) END AS named
    FROM work.poker_round r JOIN work.item i ON i.id = r.item_id JOIN work.person p ON p.id = r.opened_by_id
    WHERE r.iteration_id = ${iterationId}::uuid AND r.closed_at IS NULL ORDER BY r.opened_at DESC LIMIT 1`)
  if (!round) return null
  const hands = await tx.$queryRaw<PokerRound['hands']>(Prisma.sql`
    SELECT p.id, p.name, h.points FROM work.poker_hand h JOIN work.person p ON p.id = h.person_id
    WHERE h.round_id = ${round.id}::uuid ORDER BY p.name`)
  const players = await tx.$queryRaw<Person[]>(Prisma.sql`
    SELECT p.id, p.name FROM work.poker_players(${round.id}::uuid) AS h(id) JOIN work.person p ON p.id = h.id ORDER BY p.name`)
  const own = hands.find(({ id }) => id === me)
  return {
    ...round,
    players,
    own: own ? { points: own.points } : null,
    hands: round.shown ? hands : [],
  }
}

/** News of a table for streams: that something happened on it, for those who may see what lies there. */
export const pokerSight: Sight = {
  async read(tx, ids) {
    const rows = await tx.$queryRaw<{ id: string; version: number; iteration: number | null }[]>(Prisma.sql`
      SELECT r.id, r.version, n.number AS iteration
      FROM work.poker_round r LEFT JOIN work.iteration n ON n.id = r.iteration_id WHERE r.id = ANY (${[...ids]}::uuid[])`)
    return new Map(
      rows.map(({ id, version, iteration }) => [id, { name: id, data: { name: id, version, iteration } }]),
    )
  },
}
