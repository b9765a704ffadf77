// What others did to items, told to one person in one mail: everything that waits for them when it is sent, be it two
// changes of one item or one change of five hundred. The deliveries are locked while it is sent, so that two workers never
// both send them. Its Message-ID is made of what it says: should the process die before the sending is noted, the next try
// is the same mail to a mail program, unless there is more to say by then.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { asViewer, Prisma, type Tx } from '../kernel/db'
import type { Task } from '../kernel/jobs'
import { sendMail } from '../kernel/mail'
import { itemEvents } from './followers'
import { asReader } from './as-reader'
import { writeGathered, type Since } from './write-gathered'

const payloadSchema = z.object({ person: z.uuid() })

/** More than this waits for one mail only after a day of nothing else; what is left has the next. */
const mostAtOnce = 2_000
/** What could not be sent for so long is given up. */
const tooOld = '3 days'

type Waiting = { id: string; item: string; at: Date; old: boolean }

export const gathered: Task = async (payload) => {
  const { person: personId } = payloadSchema.parse(payload)
  const failed = await asViewer({ kind: 'system' }, async (tx) => {
    const waiting = await waitingFor(tx, personId)
    if (waiting.length === 0) return null
    const person = await tx.person.findFirst({
      where: { id: personId, disabledAt: null },
      select: { email: true },
    })
    const written = person?.email
      ? await asReader(personId, (reading, viewer) => writeGathered(reading, viewer, itemsOf(waiting)))
      : null
    if (!written || !person?.email) {
      await end(tx, waiting, 'not theirs to read')
      return null
    }
    const mark = createHash('sha256').update(`${written.subject}\n${written.text}`).digest('hex')
    try {
      const outcome = await sendMail({
        to: person.email,
        ...written,
        id: `${waiting[0]!.id}.${mark.slice(0, 16)}`,
      })
      await end(tx, waiting, outcome, outcome === 'sent' ? new Date() : null)
      return null
    } catch (error) {
      // What came since is tried again with whatever else comes.
      await end(
        tx,
        waiting.filter(({ old }) => old),
        'could not be sent',
      )
      return error
    }
  })
  // The queue tries it again later.
  if (failed) throw failed instanceof Error ? failed : new Error('The mail could not be sent.')
}

function waitingFor(tx: Tx, personId: string): Promise<Waiting[]> {
  return tx.$queryRaw<Waiting[]>(Prisma.sql`
    SELECT d.id, o.subject_id AS item, o.at, o.told_at < now() - ${tooOld}::interval AS old
    FROM work.delivery d JOIN work.outbox o ON o.id = d.outbox_id
    WHERE d.person_id = ${personId}::uuid AND d.sent_at IS NULL AND d.outcome IS NULL
      AND o.event = ANY (${[...itemEvents]}::text[])
    ORDER BY o.id LIMIT ${mostAtOnce} FOR UPDATE OF d SKIP LOCKED`)
}

/** Each item once, from the first of its changes on. */
function itemsOf(waiting: readonly Waiting[]): Since[] {
  const first = new Map<string, Date>()
  for (const { item, at } of waiting) if (!first.has(item)) first.set(item, at)
  return [...first].map(([id, since]) => ({ id, since }))
}

async function end(tx: Tx, those: readonly Waiting[], outcome: string, sentAt: Date | null = null) {
  if (those.length > 0)
    await tx.delivery.updateMany({
      where: { id: { in: those.map(({ id }) => id) } },
      data: { outcome, sentAt },
    })
}
