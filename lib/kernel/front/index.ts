// What stands before the pages in our own server: whose address it is, what a client may claim, how much it may send,
// and the finished bytes of public pages. It decides nothing about who may see what: that is the database's.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { log } from '../log'
import { metrics } from '../metrics'
import { settings } from '../settings'
import {
  isKeepable,
  isProbe,
  isPublicAddress,
  isTeamAddress,
  kindOf,
  mostBytes,
  pathOf,
  provesItself,
} from './addresses'
import { boundBody } from './bodies'
import {
  dropInsideHeaders,
  fixedHeaders,
  hashPolicy,
  joinData,
  newNonce,
  noncePolicy,
  setFixedHeaders,
} from './headers'
import { comesFromUs, hostCheck, hostOf, peerOf } from './hosts'
import { encodingFor, Store, type Form, type Page, type Source } from './kept'
import { refuse } from './refuse'
import { render, type Rendered } from './render'
import { publishedSource } from './source'

/** How many answers may be in work at once; more would only make all of them late. */
const mostAtOnce = 200

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

type Options = {
  /** The pages: the framework's own request handler. */
  handler: RequestListener
  dev?: boolean
  /** For tests; else the database. */
  source?: Source
  build?: string
  limits?: { atOnce?: number; keptBytes?: number }
}

/** Makes the listener that our server calls for every request. */
export function createFront({
  handler,
  dev = false,
  source = publishedSource(),
  build = buildName(),
  limits = {},
}: Options) {
  const ours = settings()
  const https = ours.publicAddress.startsWith('https:')
  const ownHost = new URL(ours.publicAddress).host
  const isOurHost = hostCheck(ours)
  const fixed = fixedHeaders({ dev, https })
  const store = new Store(build, limits.keptBytes)
  const atOnce = limits.atOnce ?? mostAtOnce
  const drawing = new Map<string, Promise<Drawn>>()
  store.onEmptied = () => drawing.clear()
  const answers = metrics().answers
  const keptAnswer = answers.labels({ kind: 'kept', status: '200' })
  let inWork = 0

  // Live reload changes pages without any revision.
  if (!dev) listen(store, source)

  return function front(request: IncomingMessage, response: ServerResponse): void {
    const { method, headers } = request
    if (method === 'GET' || method === 'HEAD') {
      if (isAnonymous(headers) && headers.rsc === undefined && isOurHost(hostOf(request, ours))) {
        const page = store.find(request.url!, Date.now())
        const form = page?.forms[encodingFor(headers['accept-encoding'] as string | undefined)]
        if (form) {
          sendForm(form, request, response)
          keptAnswer.observe(0)
          return
        }
      }
    }
    guard(request, response)
  }

  function guard(request: IncomingMessage, response: ServerResponse) {
    const begun = performance.now()
    const path = pathOf(request.url!)
    const id = randomUUID()
    setFixedHeaders(response, fixed)
    // For answers that no page makes; a page's own nonce or hashes replace it.
    response.setHeader('Content-Security-Policy', path.startsWith('/api/v1/files/') ? foreignBytes : noInline)
    response.setHeader('X-Request-Id', id)
    // The API times its own answers, by what they mean.
    if (!path.startsWith('/api/v1/'))
      response.once('close', () =>
        answers
          .labels({ kind: kindOf(path), status: String(response.statusCode) })
          .observe((performance.now() - begun) / 1000),
      )

    if (!methods.has(request.method!))
      return refuse(response, {
        status: 405,
        detail: 'This method is not known here.',
        headers: { Allow: [...methods].join(', ') },
      })
    if (!path.startsWith('/'))
      return refuse(response, { status: 400, detail: 'An address here begins with a slash.' })
    const host = hostOf(request, ours)
    if (!isProbe(path) && !isOurHost(host))
      return refuse(response, {
        status: 421,
        detail: `This is not the server of that name. Daylight lives at ${ours.publicAddress}.`,
      })

    const peer = peerOf(request, ours)
    dropInsideHeaders(request.headers, dev)
    request.headers.host = isProbe(path) ? ownHost : host
    request.headers['x-forwarded-host'] = request.headers.host
    request.headers['x-forwarded-proto'] = https ? 'https' : 'http'
    request.headers['x-forwarded-for'] = peer
    request.headers['x-request-id'] = id

    if (!mayWrite(request, path))
      return refuse(response, {
        status: 403,
        detail: 'This did not come from one of our own pages. Scripts send a bearer token instead.',
      })

    const known = hasSession(request.headers)
    if (!known && isTeamAddress(path))
      return void response
        .writeHead(303, {
          Location: `/signin?next=${encodeURIComponent(request.url!)}`,
          'Content-Length': 0,
          'Cache-Control': 'private, no-store',
        })
        .end()

    const fits = boundBody(request, mostBytes(path), () => {
      tooLarge(response)
      response.once('finish', () => request.destroy())
    })
    if (!fits) return tooLarge(response)

    // Streams stay open for as long as somebody looks; they are no work.
    const counts = path !== '/api/events' && !isProbe(path)
    if (counts) {
      if (inWork >= atOnce)
        return refuse(response, {
          status: 503,
          detail: 'Too much at once. Please try again in a moment.',
          headers: { 'Retry-After': '2' },
        })
      inWork += 1
      response.once('close', () => (inWork -= 1))
    }

    const reads = request.method === 'GET' || request.method === 'HEAD'
    if (
      reads &&
      store.trusted &&
      isAnonymous(request.headers) &&
      request.headers.rsc === undefined &&
      isKeepable(request.url!)
    )
      return void answerKept(request, response)
    handOn(request, response, { path, known })
  }

  function mayWrite(request: IncomingMessage, path: string): boolean {
    const { headers } = request
    const bearer = /^bearer /i.test(headers.authorization ?? '')
    // Whoever brings a proof of its own is that and nothing else.
    if (bearer || provesItself(path)) delete headers.cookie
    if (request.method === 'GET' || request.method === 'HEAD' || bearer || provesItself(path)) return true
    return comesFromUs(request, { host: headers.host ?? '', ours })
  }

  function handOn(
    request: IncomingMessage,
    response: ServerResponse,
    { path, known }: { path: string; known: boolean },
  ) {
    if (known) request.headers['x-daylight-known'] = '1'
    if (!path.startsWith('/_next/static/') && !/^\/api\/(?!v1\/docs)/.test(path)) {
      const policy = noncePolicy(newNonce(), dev)
      // The framework takes the nonce for its scripts from here.
      request.headers['content-security-policy'] = policy
      response.setHeader('Content-Security-Policy', policy)
    }
    watchHeaders(response, {
      dev,
      isHead: request.method === 'HEAD',
      isTheirs: known && isPublicAddress(path),
    })
    handler(request, response)
  }

  // ── public pages ──────────────────────────────────────────────────────────────────────────────────────────────

  async function answerKept(request: IncomingMessage, response: ServerResponse) {
    try {
      const url = request.url!
      const page = store.find(url, Date.now())
      const drawn: Drawn = page ? { page } : await drawOnce(url)
      if (response.destroyed) return
      if ('page' in drawn) {
        const form = await store.form(
          drawn.page,
          encodingFor(request.headers['accept-encoding'] as string | undefined),
        )
        return sendForm(form, request, response)
      }
      sendOnce(drawn.passing, request, response)
    } catch (error) {
      log().error(
        { outcome: error instanceof Error ? error.message : 'unknown' },
        'a public page could not be drawn',
      )
      refuse(response, {
        status: 503,
        detail: 'This page cannot be drawn right now. Please try again.',
        headers: { 'Retry-After': '2' },
      })
    }
  }

  /** However many ask for an address at once, it is drawn once. */
  function drawOnce(url: string): Promise<Drawn> {
    let promise = drawing.get(url)
    if (!promise) {
      promise = draw(url).finally(() => {
        if (drawing.get(url) === promise) drawing.delete(url)
      })
      drawing.set(url, promise)
    }
    return promise
  }

  async function draw(url: string): Promise<Drawn> {
    const before = await source.read()
    store.learn(before, { from: 'read' })
    const { epoch } = store
    const rendered = await render(handler, { url, host: ownHost, https })
    const isHtml = String(rendered.headers['content-type'] ?? '').startsWith('text/html')
    let headers = fixed
    if (isHtml) {
      const html = joinData(rendered.body.toString('utf8'))
      rendered.body = Buffer.from(html, 'utf8')
      headers = [...fixed, 'Content-Security-Policy', hashPolicy(html, dev)]
    } else headers = [...fixed, 'Content-Security-Policy', noInline]
    headers = [...headers, 'Vary', vary, ...passedOn(rendered.headers)]
    if (rendered.status !== 200 || rendered.headers['set-cookie'])
      return { passing: { ...rendered, flat: headers } }
    // Only what was drawn within one revision is kept.
    const after = await source.read()
    store.learn(after, { from: 'read' })
    const whole =
      store.trusted &&
      store.epoch === epoch &&
      before.revision === after.revision &&
      after.revision === store.revision
    return whole ? { page: store.keep(url, rendered, headers) } : { passing: { ...rendered, flat: headers } }
  }
}

type Drawn = { page: Page } | { passing: Rendered & { flat: string[] } }

const noInline =
  "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; img-src 'self'; form-action 'self'"

/** What people uploaded runs nothing and loads nothing, whatever it is. */
const foreignBytes = "sandbox; default-src 'none'"

/** A known person gets another answer at the same address, and so does the framework's own router. */
const vary =
  'Accept-Encoding, Cookie, Authorization, RSC, Next-Router-State-Tree, Next-Router-Prefetch, Next-Router-Segment-Prefetch'

/** Hears of every publication; looks by itself too, because a line that died quietly tells nothing. */
function listen(store: Store, source: Source) {
  let reading = false
  async function look() {
    if (reading || !source.hears()) return
    reading = true
    const { epoch } = store
    try {
      const read = await source.read()
      // What was heard meanwhile is newer than this reading.
      if (source.hears() && epoch === store.epoch) store.learn(read, { from: 'look' })
    } catch {
      store.forget()
    } finally {
      reading = false
    }
  }
  source.onPublished((revision) => {
    if (revision === null) return store.forget()
    if (/^\d+$/.test(revision)) store.learn({ revision }, { from: 'news' })
    else store.forget()
  })
  setInterval(() => void look(), 800).unref()
  void look()
}

/** Nobody in particular: no session, no token. Other cookies (a theme) say nothing about who it is. */
function isAnonymous({ cookie, authorization }: IncomingMessage['headers']): boolean {
  return authorization === undefined && (cookie === undefined || !cookie.includes('daylight.session'))
}

function hasSession({ cookie }: IncomingMessage['headers']): boolean {
  return cookie !== undefined && /(?:^|;\s*)(?:__Host-)?daylight\.session(?:\.\d)?=[^;\s]/.test(cookie)
}

function sendForm(form: Form, request: IncomingMessage, response: ServerResponse) {
  const match = request.headers['if-none-match']
  if (match !== undefined && (match === form.etag || match.includes(form.etag))) {
    response.writeHead(304, form.unchanged)
    response.end()
    return
  }
  response.writeHead(200, form.headers)
  if (request.method === 'HEAD') response.end()
  else response.end(form.bytes)
}

function sendOnce(
  passing: Rendered & { flat: string[] },
  request: IncomingMessage,
  response: ServerResponse,
) {
  setFixedHeaders(response, passing.flat)
  const cookies = passing.headers['set-cookie']
  if (cookies) response.setHeader('Set-Cookie', cookies)
  response.setHeader('Cache-Control', 'private, no-store')
  response.setHeader('Content-Length', passing.body.byteLength)
  response.writeHead(passing.status)
  if (request.method === 'HEAD') response.end()
  else response.end(passing.body)
}

/** Of the framework's headers those that describe the document. */
function passedOn(headers: OutgoingHttpHeaders): string[] {
  const flat: string[] = []
  for (const name of [
    'content-type',
    'link',
    'location',
    'content-disposition',
    'last-modified',
    'content-language',
  ]) {
    const value = headers[name]
    if (value !== undefined) flat.push(name, Array.isArray(value) ? value.join(', ') : String(value))
  }
  return flat
}

/**
 * The last word on headers, said when they are about to go out. Others wrap the same methods (compression does), so
 * these stay in place and remember what was decided.
 */
function watchHeaders(
  response: ServerResponse,
  { dev, isHead, isTheirs }: { dev: boolean; isHead: boolean; isTheirs: boolean },
) {
  const original = { writeHead: response.writeHead, write: response.write, end: response.end } as Record<
    'writeHead' | 'write' | 'end',
    (...args: unknown[]) => unknown
  >
  let decided: 'no' | 'passes' | 'is held' = 'no'
  let status = 200
  const pieces: Buffer[] = []

  function writeHead(code: number, ...rest: unknown[]) {
    if (decided !== 'no')
      return decided === 'is held' ? response : original.writeHead.call(response, code, ...rest)
    for (const part of rest)
      if (part && typeof part === 'object' && !Array.isArray(part))
        setAll(response, part as OutgoingHttpHeaders)
    const cache = String(response.getHeader('cache-control') ?? '')
    // One answer for everybody is made by this front alone; what the framework calls shareable was made without knowing that.
    if (!cache || cache.includes('s-maxage') || isTheirs)
      response.setHeader('Cache-Control', 'private, no-store')
    // Only what is finished before it is sent has a tag; some such pages (the plain 404) say it by nothing else.
    const finished = ['x-nextjs-prerender', 'x-nextjs-cache', 'etag'].some((name) => response.hasHeader(name))
    const isHtml = String(response.getHeader('content-type') ?? '').startsWith('text/html')
    for (const name of ['x-nextjs-cache', 'x-nextjs-prerender', 'x-powered-by']) response.removeHeader(name)
    status = code
    // A page drawn at build time knows no nonce: its scripts are let in by what they say, once all of it is there.
    if (finished && isHtml && !dev && !isHead && code !== 304) {
      decided = 'is held'
      return response
    }
    decided = 'passes'
    return original.writeHead.call(response, code, ...(typeof rest[0] === 'string' ? [rest[0]] : []))
  }

  function write(piece: unknown, ...rest: unknown[]) {
    if (decided === 'no') response.writeHead(response.statusCode)
    if (decided !== 'is held') return original.write.call(response, piece, ...rest)
    keepPiece(pieces, piece, rest[0])
    const done = rest.find((value) => typeof value === 'function')
    if (done) process.nextTick(done)
    return true
  }

  function end(...args: unknown[]) {
    if (decided === 'no') response.writeHead(response.statusCode)
    if (decided !== 'is held') return original.end.call(response, ...args)
    decided = 'passes'
    if (typeof args[0] !== 'function') keepPiece(pieces, args[0], args[1])
    const body = Buffer.concat(pieces)
    const plain = response.getHeader('content-encoding') === 'gzip' ? gunzipSync(body) : body
    response.setHeader('Content-Security-Policy', hashPolicy(plain.toString('utf8'), false))
    response.removeHeader('transfer-encoding')
    response.setHeader('Content-Length', body.byteLength)
    original.writeHead.call(response, status)
    return original.end.call(response, body, ...args.filter((value) => typeof value === 'function'))
  }

  Object.assign(response, { writeHead, write, end })
}

function keepPiece(pieces: Buffer[], piece: unknown, encoding: unknown) {
  if (typeof piece === 'string')
    pieces.push(Buffer.from(piece, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'))
  else if (piece instanceof Uint8Array) pieces.push(Buffer.from(piece))
}

function setAll(response: ServerResponse, headers: OutgoingHttpHeaders) {
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) response.setHeader(name, value)
}

function tooLarge(response: ServerResponse) {
  refuse(response, {
    status: 413,
    detail: 'That is more than fits here. Files go up to 25 MB each; words have much less.',
    headers: { Connection: 'close' },
  })
}

/** Every build has a name of its own, so a browser never mistakes one build's page for another's. */
function buildName(): string {
  try {
    return readFileSync(join(process.cwd(), process.env.DIST_DIR ?? '.next', 'BUILD_ID'), 'utf8').trim()
  } catch {
    return 'unbuilt'
  }
}
