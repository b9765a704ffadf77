// Secrets and what is made of them. One master secret, one derived key a purpose: no key ever signs two things.
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** A fresh secret of 32 random bytes, in letters that survive a URL. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Six digits for a person to type. */
export function newCode(): string {
  return String(randomBytes(4).readUInt32BE() % 1_000_000).padStart(6, '0')
}

/** A short random ending for public names: 40 bits, no order, no time. */
export function newSuffix(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  return [...randomBytes(8)].map((byte) => letters[byte % letters.length]).join('')
}

/** The form in which a secret is kept and looked up. */
export function hashOf(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest())
}

/** A key for one purpose alone. */
export function keyFor(purpose: string): Buffer {
  const master = process.env.NEXTAUTH_SECRET
  if (!master) throw new Error('NEXTAUTH_SECRET is missing.')
  return Buffer.from(hkdfSync('sha256', master, 'daylight', purpose, 32))
}

/** Hides a value that a client carries for us (a cursor, an event's number): it can be neither read nor changed. */
export function sealed(purpose: string, value: unknown): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), iv)
  const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
}

/** What `sealed` hid, or null when it is not ours. */
export function opened<T>(purpose: string, text: string): T | null {
  try {
    const bytes = Buffer.from(text, 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), bytes.subarray(0, 12))
    decipher.setAuthTag(bytes.subarray(12, 28))
    return JSON.parse(
      Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8'),
    ) as T
  } catch {
    return null
  }
}

/** A name for an address that the database may keep: the same for the same address, and not to be turned back. */
export function anonymous(purpose: string, address: string): string {
  return createHmac('sha256', keyFor(purpose)).update(address).digest('base64url')
}
