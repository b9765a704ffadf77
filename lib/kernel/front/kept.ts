// Finished bytes of public pages, kept for as long as nothing public changes. Everything here may be lost at any moment;
// nothing here may be older than the revision that this process knows of.
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Rendered } from './render'

export const encodings = ['br', 'gzip', 'identity'] as const
export type Encoding = (typeof encodings)[number]

/** One page in one encoding, with its headers ready to be written. */
export type Form = { bytes: Buffer; etag: string; headers: string[]; unchanged: string[] }

export type Page = {
  url: string
  body: Buffer
  headers: string[]
  forms: Partial<Record<Encoding, Form>>
  size: number
  asked: number
}

/** Where the revision comes from. `onPublished` hears of each new one, and `null` when nothing can be heard any more. */
export type Source = {
  read(): Promise<{ revision: string; zone: string }>
  onPublished(tell: (revision: string | null) => void): () => void
  /** Is the line on which revisions are told open? */
  hears(): boolean
}

const mostSize = 64 * 1024 * 1024
const quarterHour = 15 * 60_000

export class Store {
  private pages = new Map<string, Page>()
  private size = 0
  private clock = 0
  /** Null: nothing can be heard, so nothing is kept. */
  private known: { revision: bigint; zone: string; day: string } | null = null
  private lookAgainAt = 0
  /** Rises whenever everything was thrown away: what was drawn before belongs to another day. */
  epoch = 0
  onEmptied: () => void = () => {}

  constructor(
    private build: string,
    private limit = mostSize,
  ) {}

  /** The way that must be fast: no promise, and nothing made. */
  find(url: string, now: number): Page | undefined {
    if (now >= this.lookAgainAt) this.turnDay(now)
    const page = this.pages.get(url)
    if (page) page.asked = ++this.clock
    return page
  }

  get trusted(): boolean {
    return this.known !== null
  }

  get revision(): string | null {
    return this.known?.revision.toString() ?? null
  }

  /** The newest revision that anyone has told us. An older one is only a slow answer. */
  learn(
    { revision, zone }: { revision: string; zone?: string },
    { from }: { from: 'read' | 'news' | 'look' },
  ) {
    const told = BigInt(revision)
    // While nothing is known only a reading counts: news may be older than the break in the line.
    if (!this.known && (from === 'news' || zone === undefined)) return
    if (this.known && told === this.known.revision && (zone === undefined || zone === this.known.zone)) return
    if (this.known && told < this.known.revision && from !== 'look') return
    const where = zone ?? this.known!.zone
    this.known = { revision: told, zone: where, day: dayIn(where, Date.now()) }
    this.empty()
  }

  forget() {
    if (!this.known && this.pages.size === 0) return
    this.known = null
    this.empty()
  }

  keep(url: string, rendered: Rendered, headers: string[]): Page {
    const page: Page = {
      url,
      body: rendered.body,
      headers,
      forms: {},
      size: rendered.body.byteLength,
      asked: ++this.clock,
    }
    const before = this.pages.get(url)
    if (before) this.drop(before)
    this.pages.set(url, page)
    this.grow(page.size)
    return page
  }

  /** The page in an encoding; made once. */
  async form(page: Page, encoding: Encoding): Promise<Form> {
    const there = page.forms[encoding]
    if (there) return there
    const { known, epoch } = this
    const bytes = await compress(page.body, encoding)
    const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 12)
    const etag = `"${known?.revision ?? 0}-${this.build}-${known?.day ?? ''}-${encoding}-${digest}"`
    const common = ['ETag', etag, 'Cache-Control', 'public, max-age=0, must-revalidate', ...page.headers]
    const form: Form = {
      bytes,
      etag,
      headers: [
        'Content-Length',
        String(bytes.byteLength),
        ...(encoding === 'identity' ? [] : ['Content-Encoding', encoding]),
        ...common,
      ],
      unchanged: common,
    }
    if (!page.forms[encoding]) {
      page.forms[encoding] = form
      if (epoch === this.epoch && this.pages.get(page.url) === page && encoding !== 'identity') {
        page.size += bytes.byteLength
        this.grow(bytes.byteLength)
      }
    }
    return form
  }

  private turnDay(now: number) {
    // Zones differ by quarters of an hour, so a new day can begin at each of them.
    this.lookAgainAt = (Math.floor(now / quarterHour) + 1) * quarterHour
    if (!this.known) return
    const day = dayIn(this.known.zone, now)
    if (day === this.known.day) return
    this.known.day = day
    this.empty()
  }

  private empty() {
    this.pages.clear()
    this.size = 0
    this.epoch += 1
    this.onEmptied()
  }

  private grow(by: number) {
    this.size += by
    while (this.size > this.limit && this.pages.size > 1) {
      let oldest: Page | undefined
      for (const page of this.pages.values()) if (!oldest || page.asked < oldest.asked) oldest = page
      this.drop(oldest!)
    }
  }

  private drop(page: Page) {
    this.pages.delete(page.url)
    this.size -= page.size
  }
}

function dayIn(zone: string, now: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(now).replaceAll('-', '')
}

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

function compress(body: Buffer, encoding: Encoding): Promise<Buffer> | Buffer {
  if (encoding === 'br')
    return brotli(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength },
    })
  return encoding === 'gzip' ? zip(body, { level: 7 }) : body
}

const chosen = new Map<string, Encoding>()

/** The best encoding that an Accept-Encoding allows; remembered, because browsers have few spellings. */
export function encodingFor(accepts: string | undefined): Encoding {
  if (!accepts) return 'identity'
  const before = chosen.get(accepts)
  if (before) return before
  const allowed = accepts
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*/))
    .filter(([, quality]) => !/^q=0(\.0*)?$/.test(quality ?? ''))
    .map(([name]) => name)
  const encoding = encodings.find((name) => allowed.includes(name)) ?? 'identity'
  if (chosen.size < 200 && accepts.length < 200) chosen.set(accepts, encoding)
  return encoding
}
