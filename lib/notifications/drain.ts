// From the outbox to deliveries. Each row is looked at once, as the system, and becomes one delivery for each person who
// is to hear of it; the key (row, person) is what makes a second one impossible.
import { asViewer, Prisma, type Tx } from '../kernel/db'
import type { Task } from '../kernel/jobs'
import { followersOf, itemEvents } from './followers'
import { recipientsOf } from './recipients'
import { deliveriesOfRisks } from './risks'

const atOnce = 200
/** The sample and an import tell a past: what is told this much later than it happened is no news for anybody's mail. */
const past = '1 hour'

/** How long changes of items gather before they are told in one mail, in seconds. */
const gather = 120

export type Row = {
  id: bigint
  kind: string
  subjectId: string
  event: string
  personId: string | null
  old: boolean
}

/** Reads what is unhandled until nothing is left, then puts every delivery that waits into the queue. */
export const drain: Task = async (_payload, job) => {
  while ((await drainOnce()) === atOnce) continue
  for (const { delivery, person } of await waitingMails())
    if (delivery) await job.add('mail', { delivery }, { jobKey: `mail ${delivery}` })
    else await job.add('gathered', { person }, { jobKey: `gathered ${person}`, later: gather })
}

/** One helping, in one transaction; answers how many rows it was. Two at once take different rows. */
export function drainOnce(): Promise<number> {
  return asViewer({ kind: 'system' }, async (tx) => {
    const rows = await tx.$queryRaw<Row[]>(Prisma.sql`
      SELECT id, kind, subject_id AS "subjectId", event, person_id AS "personId", at < told_at - ${past}::interval AS old
      FROM work.outbox WHERE handled_at IS NULL ORDER BY id LIMIT ${atOnce} FOR UPDATE SKIP LOCKED`)
    if (rows.length === 0) return 0
    const fresh = rows.filter((row) => !row.old)
    const deliveries = [
      ...(await decide(tx, fresh)),
      ...(await followersOf(tx, fresh)),
      ...(await deliveriesOfRisks(tx, fresh)),
    ]
    if (deliveries.length > 0) await tx.delivery.createMany({ data: deliveries, skipDuplicates: true })
    await tx.$executeRaw`UPDATE work.outbox SET handled_at = now() WHERE id = ANY (${rows.map((row) => row.id)}::bigint[])`
    return rows.length
  })
}

async function decide(tx: Tx, rows: Row[]): Promise<{ outboxId: bigint; personId: string }[]> {
  const comments = await find(rows, 'comment', (ids) =>
    tx.comment.findMany({
      where: { id: { in: ids }, requestId: { not: null } },
      select: { id: true, requestId: true, audience: true },
    }),
  )
  const requestIds = [
    ...new Set([
      ...rows.filter((row) => row.kind === 'request').map((row) => row.subjectId),
      ...comments.flatMap((comment) => comment.requestId ?? []),
    ]),
  ]
  if (requestIds.length === 0) return []
  const requests = await tx.request.findMany({
    where: { id: { in: requestIds }, archivedAt: null },
    select: { id: true, requesterId: true, ownerId: true },
  })
  const team = await tx.person.findMany({
    where: { role: { in: ['security', 'admin'] }, disabledAt: null, email: { not: null } },
    select: { id: true },
  })
  return rows.flatMap((row) => {
    const comment = comments.find(({ id }) => id === row.subjectId)
    const request = requests.find(({ id }) => id === (comment?.requestId ?? row.subjectId))
    if (!request) return []
    const to = recipientsOf(
      { ...row, ...request, audience: comment?.audience ?? null },
      team.map(({ id }) => id),
    )
    return to.map((personId) => ({ outboxId: row.id, personId }))
  })
}

async function find<T>(rows: Row[], kind: string, read: (ids: string[]) => Promise<T[]>): Promise<T[]> {
  const ids = rows.filter((row) => row.kind === kind).map((row) => row.subjectId)
  return ids.length > 0 ? read(ids) : []
}

type Mail = { delivery: string; person: null } | { delivery: null; person: string }

/**
 * Mails that were neither sent nor given up: those of now, and those whose job was lost with its process. What people said
 * is a mail of its own; changes of items are one for each person.
 */
function waitingMails(): Promise<Mail[]> {
  return asViewer({ kind: 'system' }, (tx) =>
    tx.$queryRaw<Mail[]>(Prisma.sql`
      WITH waiting AS (
        SELECT d.id, d.person_id, o.event = ANY (${[...itemEvents]}::text[]) AS gathers
        FROM work.delivery d JOIN work.outbox o ON o.id = d.outbox_id WHERE d.sent_at IS NULL AND d.outcome IS NULL)
      (SELECT id AS delivery, NULL::uuid AS person FROM waiting WHERE NOT gathers LIMIT 1000)
      UNION ALL SELECT DISTINCT NULL::uuid, person_id FROM waiting WHERE gathers`),
  )
}
