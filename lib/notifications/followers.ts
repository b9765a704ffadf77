// Who hears of an item: whoever has it, made it, spoke under it, was named there or watches it. Whose it is to read is asked
// again when the mail is written, as that person; here are ids alone.
import { Prisma, type Tx } from '../kernel/db'

/**
 * What is told of an item itself. Relations are not in it: a mail would name the other end; nor is its place in the order,
 * which is for screens.
 */
export const itemEvents = [
  'item.created',
  'item.changed',
  'item.moved',
  'item.archived',
  'item.restored',
] as const

type Told = { id: bigint; kind: string; subjectId: string; event: string; personId: string | null }
type Delivery = { outboxId: bigint; personId: string }
type Follower = { subjectId: string; itemId: string; personId: string }

/** Changes of one item that wait for the same mail are one delivery; what somebody said is one of its own. */
export async function followersOf(tx: Tx, rows: readonly Told[]): Promise<Delivery[]> {
  const about = rows.filter(
    ({ event }) => event === 'comment.added' || (itemEvents as readonly string[]).includes(event),
  )
  if (about.length === 0) return []
  const followers = await tx.$queryRaw<Follower[]>(Prisma.sql`
    SELECT subject_id AS "subjectId", item_id AS "itemId", person_id AS "personId"
    FROM work.followers(${[...new Set(about.map(({ subjectId }) => subjectId))]}::uuid[])`)
  const gathering = await waitingFor(tx, [...new Set(followers.map(({ itemId }) => itemId))])
  return about.flatMap((row) =>
    followers.flatMap(({ subjectId, personId }): Delivery[] => {
      // Nobody is told of the own doing.
      if (subjectId !== row.subjectId || personId === row.personId) return []
      if (row.kind === 'item') {
        const name = `${subjectId} ${personId}`
        if (gathering.has(name)) return []
        gathering.add(name)
      }
      return [{ outboxId: row.id, personId }]
    }),
  )
}

/** Mails about these items that have not been written yet. One that is being written right now is not among them. */
async function waitingFor(tx: Tx, items: string[]): Promise<Set<string>> {
  if (items.length === 0) return new Set()
  const rows = await tx.$queryRaw<{ name: string }[]>(Prisma.sql`
    SELECT o.subject_id || ' ' || d.person_id AS name FROM work.delivery d JOIN work.outbox o ON o.id = d.outbox_id
    WHERE d.sent_at IS NULL AND d.outcome IS NULL AND o.kind = 'item' AND o.subject_id = ANY (${items}::uuid[])
    FOR UPDATE OF d SKIP LOCKED`)
  return new Set(rows.map(({ name }) => name))
}
