// One mail to one person about one thing. The delivery's row is locked while it is sent, so that two workers never both send it; should
// the process die in between, the next try carries the same Message-ID and a mail program shows it once.
import { z } from 'zod'
import { asViewer } from '../kernel/db'
import type { Task } from '../kernel/jobs'
import { sendMail } from '../kernel/mail'
import { itemEvents } from './followers'
import { writeMail } from './write'

const payloadSchema = z.object({ delivery: z.uuid() })

export const mail: Task = async (payload, { last }) => {
  const { delivery } = payloadSchema.parse(payload)
  const failed = await asViewer({ kind: 'system' }, async (tx) => {
    const [free] = await tx.$queryRaw<{ outboxId: bigint; personId: string }[]>`
      SELECT outbox_id AS "outboxId", person_id AS "personId" FROM work.delivery
      WHERE id = ${delivery}::uuid AND sent_at IS NULL AND outcome IS NULL FOR UPDATE SKIP LOCKED`
    if (!free) return null
    const news = await tx.outbox.findUnique({
      where: { id: free.outboxId },
      select: { kind: true, subjectId: true, event: true, personId: true },
    })
    // Changes of items wait for the mail that gathers them.
    if (news && (itemEvents as readonly string[]).includes(news.event)) return null
    const person = await tx.person.findFirst({
      where: { id: free.personId, disabledAt: null },
      select: { email: true },
    })
    const written = news && person?.email ? await writeMail(free.personId, news) : null
    const end = (outcome: string, sentAt: Date | null = null) =>
      tx.delivery.updateMany({ where: { id: delivery }, data: { outcome, sentAt } })
    if (!written || !person?.email) {
      await end('not theirs to read')
      return null
    }
    try {
      const outcome = await sendMail({ to: person.email, ...written, id: delivery })
      await end(outcome, outcome === 'sent' ? new Date() : null)
      return null
    } catch (error) {
      if (last) await end('could not be sent')
      return error
    }
  })
  // The queue tries it again later.
  if (failed) throw failed instanceof Error ? failed : new Error('The mail could not be sent.')
}
