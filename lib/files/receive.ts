// Bytes come in over minutes, a transaction lasts seconds: so they are counted and hashed into a temporary file first, and
// go into the database from there, in pieces, in one transaction.
import { createHash, randomUUID } from 'node:crypto'
import { open, rm, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileTypeFromBuffer } from 'file-type'
import { invalid } from '../kernel/errors'
import { largestFile, sizeWords, Spooled } from './schema'

/** Too much of a file: an answer of its own at the HTTP edge (413). */
export class TooLarge extends Error {
  constructor(readonly path: string) {
    super(`This file is larger than ${sizeWords(largestFile)}. Please send a link to it instead.`)
  }
}

/** Counts, hashes and keeps what comes in; then hands it to `take`. The temporary file is gone afterwards, whatever happened. */
export async function withSpooled<T>(
  bytes: AsyncIterable<Uint8Array>,
  path: string,
  take: (spooled: Spooled) => Promise<T>,
): Promise<T> {
  const folder = join(tmpdir(), 'daylight-files')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const place = join(folder, randomUUID())
  try {
    const file = await open(place, 'wx', 0o600)
    const hash = createHash('sha256')
    let size = 0
    let start: Uint8Array = new Uint8Array(0)
    try {
      for await (const piece of bytes) {
        size += piece.length
        if (size > largestFile) throw new TooLarge(path)
        hash.update(piece)
        if (start.length < 4100) start = Buffer.concat([start, piece.subarray(0, 4100 - start.length)])
        await file.write(piece)
      }
    } finally {
      await file.close()
    }
    if (size === 0) throw invalid(path, 'This file is empty.')
    return await take(new Spooled(place, size, new Uint8Array(hash.digest()), await kindOf(start)))
  } finally {
    await rm(place, { force: true })
  }
}

/** What it is by its bytes. A name or a header says what somebody would like it to be. */
async function kindOf(start: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(start).catch(() => undefined)
  return found?.mime ?? 'application/octet-stream'
}
