// Files live in the database, in pieces: the same transaction, the same policies, the same backup as everything else.
import { randomUUID } from 'node:crypto'
import { open } from 'node:fs/promises'
import { z } from 'zod'
import { isTeammate } from '../kernel/audience'
import { command, type Context } from '../kernel/command'
import { conflict, invalid, orNotFound } from '../kernel/errors'
import { cleanName, mostWaiting, pieceSize, sizeWords, storeFileSchema, type StoredFile } from './schema'

/** Keeps one file of the viewer. It belongs to nothing yet, so nobody else sees it. */
export const storeFile = command({
  name: 'file.store',
  input: storeFileSchema,
  may: (viewer) => isTeammate(viewer) && viewer.id !== null,
  async run({ tx, viewer, input: { name, spooled }, now, note }): Promise<StoredFile> {
    // One after the other for one person, or two at once would each find the quota free.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`files ${viewer.id}`}, 0))::text`
    const waiting = await tx.file.aggregate({
      where: { uploaderId: viewer.id!, commentId: null, requestId: null, itemId: null },
      _sum: { size: true },
    })
    if ((waiting._sum.size ?? 0) + spooled.size > mostWaiting)
      throw conflict(
        `You have ${sizeWords(waiting._sum.size ?? 0)} of files that were never sent. Send or remove some of them first.`,
      )
    const file = { id: randomUUID(), name: cleanName(name), size: spooled.size, kind: spooled.kind }
    await tx.file.create({
      data: { ...file, sha256: spooled.sha256, uploaderId: viewer.id!, createdAt: now },
      select: { id: true },
    })
    const source = await open(spooled.path, 'r')
    try {
      const piece = new Uint8Array(pieceSize)
      for (let n = 0; ; n++) {
        const { bytesRead } = await source.read(piece, 0, pieceSize, n * pieceSize)
        if (bytesRead === 0) break
        await tx.$executeRaw`INSERT INTO work.file_piece (file_id, n, bytes) VALUES (${file.id}::uuid, ${n}::int, ${piece.slice(0, bytesRead)})`
      }
    } finally {
      await source.close()
    }
    note.told({ kind: 'file', id: file.id, version: 1 }, 'file.stored')
    note.detail({ size: file.size })
    return file
  },
})

/** Takes back a file that was never sent. */
export const removeFile = command({
  name: 'file.remove',
  input: z.strictObject({ id: z.uuid('This is no file.') }),
  may: isTeammate,
  async run({ tx, viewer, input, note }) {
    const file = orNotFound(
      await tx.file.findFirst({
        where: { id: input.id, uploaderId: viewer.id!, commentId: null, requestId: null, itemId: null },
        select: { id: true },
      }),
    )
    await tx.file.deleteMany({ where: { id: file.id } })
    note.told({ kind: 'file', id: file.id, version: 2 }, 'file.removed')
    return file
  },
})

/** Hangs the viewer's own waiting files on a thing, inside the command of that thing. */
export async function attachFiles(
  { tx, viewer }: Pick<Context<unknown>, 'tx' | 'viewer'>,
  { ids, to }: { ids: string[]; to: { requestId: string } | { itemId: string } | { commentId: string } },
): Promise<void> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return
  const { count } = await tx.file.updateMany({
    where: { id: { in: wanted }, uploaderId: viewer.id!, commentId: null, requestId: null, itemId: null },
    data: to,
  })
  if (count !== wanted.length)
    throw invalid('files', 'One of the files is not there any more. Please add it again.')
}
