// Has the framework draw an address for nobody in particular, into memory instead of onto a connection.
import { IncomingMessage, ServerResponse, type OutgoingHttpHeaders, type RequestListener } from 'node:http'
import { Socket } from 'node:net'
import { Writable } from 'node:stream'

export type Rendered = { status: number; headers: OutgoingHttpHeaders; body: Buffer }

const longest = 20_000

/** One drawing, without a nonce, without a cookie: the same bytes for everybody. */
export function render(
  handler: RequestListener,
  { url, host, https }: { url: string; host: string; https: boolean },
) {
  return new Promise<Rendered>((done, fail) => {
    const request = new IncomingMessage(new Socket())
    request.method = 'GET'
    request.url = url
    request.headers = {
      host,
      accept: 'text/html,*/*;q=0.8',
      'accept-encoding': 'identity',
      'x-forwarded-host': host,
      'x-forwarded-proto': https ? 'https' : 'http',
      'x-forwarded-for': '127.0.0.1',
      // To a reader that runs no scripts the framework sends a whole document, its title in the head, instead of pieces.
      'user-agent': 'Daylight (keeps whole documents, like Bingbot)',
    }
    request.complete = true
    request.push(null)

    const pieces: Buffer[] = []
    const response = new Collector(request, pieces)
    const late = setTimeout(() => {
      response.emit('close')
      fail(new Error('A public page took too long to draw.'))
    }, longest)
    response.once('finish', () => {
      clearTimeout(late)
      // What waits for the end of the connection (streams, after()) waits for this.
      response.emit('close')
      done({ status: response.statusCode, headers: response.getHeaders(), body: Buffer.concat(pieces) })
    })
    handler(request, response)
  })
}

class Collector extends ServerResponse {
  constructor(
    request: IncomingMessage,
    private pieces: Buffer[],
  ) {
    super(request)
    const nowhere = new Writable({ write: (_piece, _encoding, next) => next() })
    this.assignSocket(nowhere as unknown as Socket)
  }

  override write(piece: unknown, ...rest: unknown[]): boolean {
    this.take(piece, rest[0])
    ;(super.write as (...args: unknown[]) => boolean)(piece, ...rest)
    // Memory takes everything at once. "Wait for the drain" would be for ever: there is no connection to drain.
    return true
  }

  override end(...args: unknown[]): this {
    const [piece] = args
    // `end` hands its last piece to the inside of `write`, not to ours.
    if (piece && typeof piece !== 'function') this.take(piece, args[1])
    return (super.end as (...args: unknown[]) => this)(...args)
  }

  private take(piece: unknown, encoding: unknown) {
    if (typeof piece === 'string')
      this.pieces.push(
        Buffer.from(piece, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'),
      )
    else if (piece instanceof Uint8Array) this.pieces.push(Buffer.from(piece))
  }
}
