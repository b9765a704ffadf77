// A form with files, read as it comes in: never more of it in memory than one piece. The platform's own `formData()` keeps
// the whole body in memory before anybody can say that it is too much.
import { Refusal } from '../kernel/errors'

export type Part = {
  name: string
  /** Null for an ordinary field. */
  filename: string | null
  /** The bytes; the next part begins when they have been read to the end. */
  bytes: AsyncGenerator<Uint8Array>
}

const longestHead = 16 * 1024
const mostParts = 400
/** As much as the front lets through. */
const mostRest = 110 * 1024 * 1024

/** The boundary of a `multipart/form-data` content type, or null. */
export function boundaryOf(contentType: string | null): string | null {
  const found = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(
    contentType ?? '',
  )
  return found?.[1] ?? found?.[2] ?? null
}

/** The parts of a body, one after the other. Refuses what is not whole or not well formed. */
export async function* partsOf(body: ReadableStream<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const source = new Source(body)
  try {
    const opening = Buffer.from(`--${boundary}`)
    // What stands before the first boundary is nobody's.
    for await (const ignored of source.until(opening)) void ignored
    for (let count = 0; ; count++) {
      const after = await source.take(2)
      if (after === '--') return
      if (after !== '\r\n' || count >= mostParts) throw broken()
      const mark = Buffer.from(`\r\n--${boundary}`)
      const head = await source.head()
      yield { ...readHead(head), bytes: source.until(mark) }
      // Whoever had enough of a part in its middle goes on with the next one all the same.
      await source.pass(mark)
    }
  } finally {
    await source.end()
  }
}

/** A short field's text; refuses a long one. */
export async function textOf(part: Part, most = 200_000): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of part.bytes) {
    size += piece.length
    if (size > most)
      throw new Refusal('invalid', 'A field of this form is too long.', [
        { path: part.name, message: 'This is too long.' },
      ])
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

class Source {
  private reader: ReadableStreamDefaultReader<Uint8Array>
  private kept: Buffer = Buffer.alloc(0)
  private over = false
  /** Has a part begun whose end has not been seen? */
  private inside = false

  constructor(body: ReadableStream<Uint8Array>) {
    this.reader = body.getReader()
  }

  /** Everything before `mark`, which is taken away with it. */
  until(mark: Buffer): AsyncGenerator<Uint8Array> {
    this.inside = true
    return this.piecesUntil(mark)
  }

  /** Leaves out whatever is not read yet of the part before `mark`. */
  async pass(mark: Buffer): Promise<void> {
    if (this.inside) for await (const rest of this.piecesUntil(mark)) void rest
  }

  private async *piecesUntil(mark: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.kept.indexOf(mark)
      if (at >= 0) {
        const piece = this.kept.subarray(0, at)
        this.kept = this.kept.subarray(at + mark.length)
        this.inside = false
        if (piece.length > 0) yield piece
        return
      }
      // The end of what is here may be the beginning of the mark.
      const sure = this.kept.length - mark.length + 1
      if (sure > 0) {
        const piece = this.kept.subarray(0, sure)
        this.kept = this.kept.subarray(sure)
        yield piece
      }
      if (!(await this.more())) throw broken()
    }
  }

  async take(length: number): Promise<string> {
    while (this.kept.length < length) if (!(await this.more())) throw broken()
    const text = this.kept.toString('latin1', 0, length)
    this.kept = this.kept.subarray(length)
    return text
  }

  async head(): Promise<string> {
    const mark = Buffer.from('\r\n\r\n')
    for (;;) {
      const at = this.kept.indexOf(mark)
      if (at > longestHead || (at < 0 && this.kept.length > longestHead)) throw broken()
      if (at >= 0) {
        const text = this.kept.toString('utf8', 0, at)
        this.kept = this.kept.subarray(at + mark.length)
        return text
      }
      if (!(await this.more())) throw broken()
    }
  }

  /** Reads to the end without keeping anything: a connection with an unread rest is of no use to the next request. */
  async end(): Promise<void> {
    this.kept = Buffer.alloc(0)
    for (let rest = 0; !this.over && rest < mostRest; rest += this.kept.length) {
      this.kept = Buffer.alloc(0)
      await this.more().catch(() => undefined)
    }
    if (!this.over) await this.reader.cancel().catch(() => undefined)
  }

  private async more(): Promise<boolean> {
    const { done, value } = await this.reader.read().catch(() => {
      // Whoever sent it has hung up.
      this.over = true
      throw broken()
    })
    if (done) this.over = true
    else
      this.kept =
        this.kept.length > 0
          ? Buffer.concat([this.kept, value])
          : Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    return !done
  }
}

function readHead(head: string): { name: string; filename: string | null } {
  const line = head.split('\r\n').find((each) => /^content-disposition:/i.test(each))
  const name = line && parameter(line, 'name')
  if (!name || name.length > 200) throw broken()
  return { name, filename: parameter(line, 'filename') }
}

function parameter(line: string, name: string): string | null {
  const found = new RegExp(`;\\s*${name}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(line)
  // Browsers write a quotation mark in a name as %22.
  return found
    ? found[1]!
        .replace(/\\(.)/g, '$1')
        .replace(/%22/g, '"')
        .replace(/%0D|%0A/gi, '')
    : null
}

function broken(): Refusal {
  return new Refusal('invalid', 'The upload broke off, or it is not a form. Please send it again.')
}
