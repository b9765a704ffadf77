import {
  createServer,
  request as ask,
  type IncomingHttpHeaders,
  type RequestListener,
  type Server,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliDecompressSync } from 'node:zlib'
import { afterEach, expect, test, vi } from 'vitest'
import { forgetSettings } from '../settings'
import { createFront } from './index'
import type { Source } from './kept'

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer }

let server: Server | undefined

afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((done) => (server ? server.close(done) : done(null)))
  server = undefined
  vi.unstubAllEnvs()
  forgetSettings()
})

/** A line to a made-up database, whose revision the test raises. */
function aLine() {
  let revision = 7
  let heard = true
  let tell: (revision: string | null) => void = () => {}
  const source: Source = {
    read: async () => ({ revision: String(revision), zone: 'UTC' }),
    onPublished: (listener) => {
      tell = listener
      return () => {}
    },
    hears: () => heard,
  }
  return {
    source,
    publish: () => tell(String(++revision)),
    commitSilently: () => ++revision,
    cut: () => {
      heard = false
      tell(null)
    },
    mend: () => (heard = true),
  }
}

const page =
  '<html><head><script src="/_next/static/a.js"></script></head><body><p>words</p><script>self.__next_f.push([1,"a"])</script><script>self.__next_f.push([1,"b"])</script></body></html>'

async function serve({
  pages = (_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(page)
  },
  line = aLine(),
  env = {},
  limits = {},
}: {
  pages?: RequestListener
  line?: ReturnType<typeof aLine>
  env?: Record<string, string>
  limits?: { atOnce?: number }
} = {}) {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  forgetSettings()
  const handler = vi.fn<RequestListener>(pages)
  server = createServer(createFront({ handler, source: line.source, build: 'test', limits }))
  await new Promise<void>((done) => server!.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => setTimeout(done, 20))
  return {
    handler,
    port,
    line,
    get: (path: string, options?: Parameters<typeof fetchRaw>[2]) => fetchRaw(port, path, options),
  }
}

function fetchRaw(
  port: number,
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string | Buffer[] } = {},
) {
  return new Promise<Answer>((done, fail) => {
    const sent = ask(
      { port, host: '127.0.0.1', path, method, headers: { host: `localhost:${port}`, ...headers } },
      (answer) => {
        const pieces: Buffer[] = []
        answer.on('data', (piece: Buffer) => pieces.push(piece))
        answer.on('end', () =>
          done({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(pieces) }),
        )
        answer.on('error', fail)
      },
    )
    sent.on('error', fail)
    if (Array.isArray(body)) for (const piece of body) sent.write(piece)
    else if (body) sent.write(body)
    sent.end()
  })
}

const someone = { cookie: 'theme=dark; daylight.session=abc' }

test('a public page is drawn once for any number of visitors, and lets its own scripts in by their hashes', async () => {
  const { get, handler } = await serve()
  const [first, ...others] = await Promise.all(
    Array.from({ length: 20 }, () => get('/roadmap', { headers: { 'accept-encoding': 'gzip, br' } })),
  )
  expect(handler).toHaveBeenCalledTimes(1)
  expect(first!.headers['content-encoding']).toBe('br')
  expect(brotliDecompressSync(first!.body).toString()).toContain(
    'self.__next_f.push([1,"a"]);self.__next_f.push([1,"b"])',
  )
  expect(first!.headers['content-security-policy']).toMatch(/script-src 'self' 'sha256-[^']+';/)
  expect(first!.headers['cache-control']).toBe('public, max-age=0, must-revalidate')
  for (const other of others) expect(other.headers.etag).toBe(first!.headers.etag)
  const again = await get('/roadmap', {
    headers: { 'accept-encoding': 'gzip, br', 'if-none-match': first!.headers.etag! },
  })
  expect([again.status, again.body.length]).toEqual([304, 0])
  expect((await get('/roadmap')).headers['content-encoding']).toBeUndefined()
  expect(handler).toHaveBeenCalledTimes(1)
})

test('a publication takes every kept page out of the process at once', async () => {
  const { get, handler, line } = await serve()
  const before = await get('/roadmap')
  await get('/wishlist')
  line.publish()
  const after = await get('/roadmap')
  expect(after.headers.etag).not.toBe(before.headers.etag)
  await get('/wishlist')
  expect(handler).toHaveBeenCalledTimes(4)
})

test('a page that was drawn while something was published is shown once and not kept', async () => {
  const line = aLine()
  const { get, handler } = await serve({
    line,
    pages: (_request, response) => {
      if (handler.mock.calls.length === 1) line.commitSilently()
      response.setHeader('Content-Type', 'text/html')
      response.end(page)
    },
  })
  const first = await get('/roadmap')
  expect([first.headers.etag, first.headers['cache-control']]).toEqual([undefined, 'private, no-store'])
  expect((await get('/roadmap')).headers.etag).toBeDefined()
  expect(handler).toHaveBeenCalledTimes(2)
})

test('while publications cannot be heard nothing is kept, and afterwards it is again', async () => {
  const { get, handler, line } = await serve()
  await get('/roadmap')
  line.cut()
  const blind = await get('/roadmap')
  expect(blind.headers.etag).toBeUndefined()
  await get('/roadmap')
  expect(handler).toHaveBeenCalledTimes(3)
  line.mend()
  await vi.waitFor(async () => expect((await get('/roadmap')).headers.etag).toBeDefined(), { timeout: 3000 })
})

test('a publication of which nobody told is found by looking, within a second', async () => {
  const { get, line } = await serve()
  const before = (await get('/roadmap')).headers.etag
  line.commitSilently()
  await vi.waitFor(async () => expect((await get('/roadmap')).headers.etag).not.toBe(before), {
    timeout: 1000,
    interval: 50,
  })
})

test.each([
  '/roadmap?view=secret',
  '/roadmap?utm=1',
  '/roadmap?view=horizon&x=1',
  '/ROADMAP',
  '/roadmap/%61',
  '/roadmap?_rsc=1',
])('an address that we do not write ourselves is drawn anew: %s', async (path) => {
  const { get } = await serve()
  const answer = await get(path)
  expect([answer.headers.etag, answer.headers['cache-control']]).toEqual([undefined, 'private, no-store'])
})

test('a page that does not exist is not kept', async () => {
  const { get, handler } = await serve({
    pages: (_request, response) => {
      response.writeHead(404, { 'Content-Type': 'text/html' })
      response.end('nothing here')
    },
  })
  for (const path of ['/roadmap/a', '/roadmap/a']) {
    const answer = await get(path)
    expect([answer.status, answer.headers['cache-control']]).toEqual([404, 'private, no-store'])
  }
  expect(handler).toHaveBeenCalledTimes(2)
})

test('somebody known never gets kept bytes nor leaves any', async () => {
  const { get, handler } = await serve({
    pages: (request, response) => {
      response.setHeader('Content-Type', 'text/html')
      response.end(`known ${String(request.headers['x-daylight-known'])}`)
    },
  })
  expect((await get('/roadmap')).body.toString()).toBe('known undefined')
  const known = await get('/roadmap', { headers: someone })
  expect([known.body.toString(), known.headers['cache-control'], known.headers.etag]).toEqual([
    'known 1',
    'private, no-store',
    undefined,
  ])
  expect((await get('/roadmap', { headers: { authorization: 'Bearer x' } })).headers.etag).toBeUndefined()
  expect((await get('/roadmap')).body.toString()).toBe('known undefined')
  expect(handler).toHaveBeenCalledTimes(3)
})

test('what a client claims in the house’s own headers never comes in', async () => {
  const seen: IncomingHttpHeaders[] = []
  const { get, port } = await serve({
    pages: (request, response) => {
      seen.push({ ...request.headers })
      response.end('x')
    },
  })
  await get('/signin', {
    headers: {
      'x-daylight-known': '1',
      'x-middleware-subrequest': 'proxy',
      'x-nextjs-data': '1',
      'x-middleware-override-headers': 'x',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-for': '9.9.9.9',
      forwarded: 'host=evil.example',
      'x-real-ip': '9.9.9.9',
      'content-security-policy': "script-src 'nonce-evil'",
      'next-resume': '1',
      'x-request-id': 'theirs',
    },
  })
  const [headers] = seen
  expect(
    Object.keys(headers!).filter(
      (name) => /middleware|nextjs|daylight|resume|real-ip/.test(name) || name === 'forwarded',
    ),
  ).toEqual([])
  expect(headers!['x-forwarded-host']).toBe(`localhost:${port}`)
  expect(headers!['x-forwarded-for']).toBe('127.0.0.1')
  expect(headers!['content-security-policy']).not.toContain('evil')
  expect(headers!['x-request-id']).not.toBe('theirs')
})

test('each page has a nonce of its own, in the policy that goes out and in the one for the framework', async () => {
  const seen: string[] = []
  const { get } = await serve({
    pages: (request, response) => {
      seen.push(String(request.headers['content-security-policy']))
      response.end('x')
    },
  })
  const [one, two] = [await get('/signin'), await get('/signin')]
  expect(one.headers['content-security-policy']).toBe(seen[0])
  expect(one.headers['content-security-policy']).not.toBe(two.headers['content-security-policy'])
})

test('a page that was drawn at build time lets its scripts in by their hashes', async () => {
  const { get } = await serve({
    pages: (_request, response) => {
      response.writeHead(200, {
        'Content-Type': 'text/html',
        'x-nextjs-prerender': '1',
        'Cache-Control': 's-maxage=31536000',
      })
      response.write(page.slice(0, 50))
      response.end(page.slice(50))
    },
  })
  const answer = await get('/signin')
  expect(answer.body.toString()).toBe(page)
  expect(answer.headers['content-security-policy']).toMatch(/'sha256-/)
  expect(answer.headers['content-security-policy']).not.toMatch(/nonce/)
  expect(answer.headers['cache-control']).toBe('private, no-store')
})

test('so does the framework’s own page of what is not there', async () => {
  const { get } = await serve({
    pages: (_request, response) => {
      response.statusCode = 404
      response.setHeader('Content-Type', 'text/html')
      response.setHeader('ETag', '"x"')
      response.end(page)
    },
  })
  const answer = await get('/nothing-here')
  expect((await get('/nothing-here', { method: 'HEAD' })).status).toBe(404)
  expect([answer.status, answer.body.toString()]).toEqual([404, page])
  expect(answer.headers['content-security-policy']).toMatch(/'sha256-/)
})

test('every answer carries the headers that protect it, errors included', async () => {
  const { get } = await serve()
  for (const [path, options] of [
    ['/roadmap', {}],
    ['/signin', {}],
    ['/board', {}],
    ['/api/v1/items', { method: 'POST' }],
    ['/signin', { headers: { host: 'evil.example' } }],
    ['/_next/static/x.js', {}],
    ['/signin', { method: 'PROPFIND' }],
  ] as const) {
    const { headers } = await get(path, options)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toMatch(/object-src 'none'; base-uri 'none'/)
    expect(headers['referrer-policy']).toBeDefined()
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(headers['cache-control']).toBeDefined()
  }
})

test.each(['/board', '/items/SEC-1', '/items/SEC-999999', '/admin/nothing/there', '/%62oard', '/plan?x=1'])(
  'signed out, %s leads to signing in, whether it exists or not',
  async (path) => {
    const { get, handler } = await serve()
    const answer = await get(path)
    expect([answer.status, answer.headers.location]).toEqual([
      303,
      `/signin?next=${encodeURIComponent(path)}`,
    ])
    expect(handler).not.toHaveBeenCalled()
    expect((await get(path, { headers: someone })).status).toBe(200)
  },
)

test('without APP_URL the names of this machine are ours and no other', async () => {
  const { get } = await serve()
  for (const host of ['localhost', '127.0.0.1:3000', '[::1]:3000', 'a.localhost'])
    expect((await get('/signin', { headers: { host } })).status).toBe(200)
  for (const host of ['evil.example', '192.168.0.5', 'localhost.evil.example', '127.0.0.1.evil.example'])
    expect((await get('/signin', { headers: { host } })).status).toBe(421)
  expect((await get('/roadmap', { headers: { host: 'evil.example' } })).status).toBe(421)
})

test('with APP_URL only that host is ours, health checks aside, and the answer insists on https', async () => {
  const { get } = await serve({ env: { APP_URL: 'https://daylight.example' } })
  expect((await get('/signin')).status).toBe(421)
  expect((await get('/api/health')).status).toBe(200)
  const ours = await get('/signin', { headers: { host: 'daylight.example' } })
  expect([ours.status, ours.headers['strict-transport-security']]).toEqual([200, 'max-age=31536000'])
  expect(
    (await get('/signin', { headers: { host: 'evil.example', 'x-forwarded-host': 'daylight.example' } }))
      .status,
  ).toBe(421)
})

test('a proxy of ours is believed about host and address, as far as it saw them', async () => {
  const seen: IncomingHttpHeaders[] = []
  const { get } = await serve({
    env: { APP_URL: 'https://daylight.example', TRUSTED_HOPS: '1' },
    pages: (request, response) => {
      seen.push({ ...request.headers })
      response.end('x')
    },
  })
  const answer = await get('/signin', {
    headers: {
      host: 'inner:3000',
      'x-forwarded-host': 'daylight.example',
      'x-forwarded-for': '9.9.9.9, 203.0.113.7',
    },
  })
  expect(answer.status).toBe(200)
  expect(seen[0]!['x-forwarded-for']).toBe('203.0.113.7')
})

const writes = [
  ['nothing said', {}, 403],
  ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
  ['a sibling site', { 'sec-fetch-site': 'same-site' }, 403],
  ['our page', { 'sec-fetch-site': 'same-origin' }, 200],
  ['a foreign origin', { origin: 'http://evil.example' }, 403],
  ['an origin that hides', { origin: 'null' }, 403],
  ['another port', { origin: 'http://localhost:1' }, 403],
  ['our page with a foreign origin', { 'sec-fetch-site': 'same-origin', origin: 'http://evil.example' }, 403],
  ['a bearer token', { authorization: 'Bearer abc' }, 200],
  ['basic words', { authorization: 'Basic abc' }, 403],
] as const

test.each(writes)(
  'a write with proof of origin “%s” is answered as it deserves',
  async (_name, headers, status) => {
    const { get } = await serve()
    const answer = await get('/api/v1/ideas', { method: 'POST', headers: { ...headers, ...someone } })
    expect(answer.status).toBe(status)
    if (status === 403) expect(answer.headers['content-type']).toBe('application/problem+json')
  },
)

test('a write with our own origin goes on, and a token takes the cookie’s place', async () => {
  const cookies: (string | undefined)[] = []
  const { get, port } = await serve({
    pages: (request, response) => {
      cookies.push(request.headers.cookie)
      response.end()
    },
  })
  expect(
    (await get('/signin', { method: 'POST', headers: { ...someone, origin: `http://localhost:${port}` } }))
      .status,
  ).toBe(200)
  await get('/api/v1/ideas', { method: 'POST', headers: { ...someone, authorization: 'Bearer abc' } })
  await get('/api/hooks/slack', { method: 'POST', headers: someone })
  expect(cookies).toEqual([someone.cookie, undefined, undefined])
})

test('a body that is too long is refused by what it says and by what it is', async () => {
  const { get } = await serve({
    pages: (request, response) => {
      request.on('data', () => {})
      request.on('end', () => response.end('read'))
    },
  })
  const bearer = { authorization: 'Bearer abc' }
  expect(
    (await get('/api/v1/ideas', { method: 'POST', headers: { ...bearer, 'content-length': '2000000' } }))
      .status,
  ).toBe(413)
  const piece = Buffer.alloc(300_000)
  const chunked = { ...bearer, 'transfer-encoding': 'chunked' }
  expect(
    (
      await get('/api/v1/ideas', {
        method: 'POST',
        headers: chunked,
        body: [piece, piece, piece, piece, piece],
      })
    ).status,
  ).toBe(413)
  expect(
    (await get('/api/v1/ideas', { method: 'POST', headers: chunked, body: [piece, piece] })).body.toString(),
  ).toBe('read')
  expect(
    (
      await get('/api/v1/files', {
        method: 'POST',
        headers: chunked,
        body: [piece, piece, piece, piece, piece],
      })
    ).body.toString(),
  ).toBe('read')
})

test('more at once than can be done in time is told to come back', async () => {
  const open: (() => void)[] = []
  const { get } = await serve({
    limits: { atOnce: 3 },
    pages: (_request, response) => void open.push(() => response.end()),
  })
  const slow = [1, 2, 3].map(() => get('/signin'))
  await vi.waitFor(() => expect(open).toHaveLength(3))
  const refused = await get('/signin')
  expect([refused.status, refused.headers['retry-after']]).toEqual([503, '2'])
  for (const end of open) end()
  await Promise.all(slow)
  const fine = get('/signin')
  await vi.waitFor(() => expect(open).toHaveLength(4))
  open[3]!()
  expect((await fine).status).toBe(200)
})
