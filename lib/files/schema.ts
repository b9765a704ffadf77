// Files: what may come in, and how it may go out.
import { z } from 'zod'
import { words } from '../kernel/text'

export const largestFile = 25 * 1024 * 1024
export const mostFilesAtOnce = 10
/** What one person may have uploaded without having sent it anywhere. */
export const mostWaiting = 500 * 1024 * 1024
/** The pieces in which a file is kept: small enough to stream, large enough to be few. */
export const pieceSize = 256 * 1024

/** Pictures, known by their bytes and never by their name. A PDF is saved: in a sandbox no browser can draw one. */
export const shownKinds = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const

export const storeFileSchema = z.strictObject({
  name: words(400),
  /** Where the bytes lie while they are counted; made by `receiveFiles` and nobody else. */
  spooled: z.custom<Spooled>((value) => value instanceof Spooled, 'A file comes through its own door.'),
})

/** Bytes that have arrived and been counted. A class, so that no JSON can pretend to be one. */
export class Spooled {
  constructor(
    readonly path: string,
    readonly size: number,
    readonly sha256: Uint8Array<ArrayBuffer>,
    readonly kind: string,
  ) {}
}

export type StoredFile = { id: string; name: string; size: number; kind: string }

/** A name without a path, control characters or tricks of direction, and never empty. */
export function cleanName(given: string): string {
  const base = given.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const plain = base
    .replace(/[\p{C}\p{Zl}\p{Zp}"<>|:*?]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+/, '')
    .trim()
  if (plain.length <= 120) return plain || 'file'
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(plain)?.[0] ?? ''
  return `${plain.slice(0, 120 - ending.length).replace(/[\ud800-\udbff]$/, '')}${ending}`
}

/** "1.4 MB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
