// What nobody needs any more: spent links, old sessions and rate counts, remembered requests of yesterday, files that
// were uploaded and never sent.
import { asViewer } from '../kernel/db'
import type { Task } from '../kernel/jobs'

const day = 86_400_000

export const tidy: Task = async () => {
  const now = Date.now()
  await asViewer({ kind: 'system' }, async (tx) => {
    await tx.$queryRaw`SELECT gate.tidy()::text`
    await tx.idempotency.deleteMany({ where: { createdAt: { lt: new Date(now - day) } } })
    // As long as a draft may rest, so may its files.
    await tx.$queryRaw`SELECT work.clear_forgotten_files(${new Date(now - 14 * day)})`
  })
}
