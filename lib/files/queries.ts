import type { Asker } from '../kernel/audience'
import { asViewer, Prisma } from '../kernel/db'
import type { StoredFile } from './schema'

/** A file that this viewer may read, or null. */
export async function findFile(asker: Asker, id: string): Promise<StoredFile | null> {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return null
  return asViewer(asker, (tx) =>
    tx.file.findFirst({ where: { id }, select: { id: true, name: true, size: true, kind: true } }),
  )
}

/** The viewer's own files among `ids` that were never sent, in the order of `ids`: what a draft refers to. */
export async function listWaitingFiles(asker: Asker, ids: string[]): Promise<StoredFile[]> {
  if (ids.length === 0) return []
  const found = await asViewer(asker, (tx, viewer) =>
    tx.file.findMany({
      where: { id: { in: ids }, uploaderId: viewer.id!, commentId: null, requestId: null, itemId: null },
      select: { id: true, name: true, size: true, kind: true },
    }),
  )
  return ids.flatMap((id) => found.find((file) => file.id === id) ?? [])
}

/** The bytes, piece by piece. Each piece is asked for as the viewer, so a stream ends when the right to it does. */
export function streamFile(asker: Asker, id: string): ReadableStream<Uint8Array> {
  let n = 0
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const pieces = await asViewer(asker, (tx) =>
          tx.$queryRaw<{ bytes: Uint8Array }[]>(Prisma.sql`
            SELECT bytes FROM work.file_piece WHERE file_id = ${id}::uuid AND n BETWEEN ${n} AND ${n + 3} ORDER BY n`),
        )
        n += 4
        for (const { bytes } of pieces) controller.enqueue(new Uint8Array(bytes))
        if (pieces.length < 4) controller.close()
      },
    },
    { highWaterMark: 1 },
  )
}
