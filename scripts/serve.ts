// The serving process. It knows the app, public and jobs roles' addresses and no other: scripts/house/start.ts sees to it.
import { existsSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import next from 'next'
import { settings } from '@/lib/kernel/settings'
import { root } from './house/setup.mjs'

const kept = globalThis as typeof globalThis & {
  /** /api/ready answers 503 from here on, and open streams are told to end. */
  __daylight_stopping?: boolean
  /** What holds a connection open (event streams) puts its own end in here. */
  __daylight_on_stop?: Set<() => void>
}
kept.__daylight_on_stop ??= new Set()

/** How long an answer that has begun may take to end. */
const drainSeconds = 10

type Background = { startBackground: () => Promise<void> | void; stopBackground: () => Promise<void> | void }
type Front = { createFront: (options: { handler: RequestListener; dev: boolean }) => RequestListener }

const dev = process.argv.includes('--dev')
const { port } = settings()
const app = next({ dev, dir: root, port, hostname: 'localhost' })

await app.prepare()
const handle = await createHandler()
const server = createServer(
  {
    maxHeaderSize: 16 * 1024,
    // A file of 25 MB over a poor line takes minutes; headers never do.
    requestTimeout: 5 * 60_000,
    headersTimeout: 20_000,
    // Longer than the usual balancer keeps its side, so that it never sends into a connection that we just closed.
    keepAliveTimeout: 75_000,
  },
  (request, response) => {
    if (kept.__daylight_stopping) response.setHeader('Connection', 'close')
    handle(request, response)
  },
)
// Live reload in development comes this way.
server.on('upgrade', app.getUpgradeHandler())
const background = await loadIfThere<Background>('lib/kernel/background.ts')

await listen(server, port)
await background?.startBackground()

let stopping: Promise<void> | null = null
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)
// Our parent was killed, and with it whoever would tell us to end.
process.on('disconnect', stop)

/** The seam: what stands before the pages (hosts, headers, limits, kept public bytes) is lib/kernel/front. */
async function createHandler(): Promise<RequestListener> {
  const pages: RequestListener = (request, response) => void app.getRequestHandler()(request, response)
  const front = await loadIfThere<Front>('lib/kernel/front.ts')
  return front ? front.createFront({ handler: pages, dev }) : pages
}

async function loadIfThere<T>(path: string): Promise<T | null> {
  const file = [path, path.replace(/\.ts$/, '/index.ts')].find((name) => existsSync(join(root, name)))
  return file ? ((await import(join(root, file))) as T) : null
}

function listen(on: Server, at: number) {
  return new Promise<void>((done, fail) => {
    on.once('error', fail)
    on.listen(at, done)
  })
}

/** Not ready → no new jobs → streams told → answers ended → background work given back → gone. The database is not ours to end. */
function stop() {
  stopping ??= (async () => {
    kept.__daylight_stopping = true
    const closed = new Promise<void>((done) => server.close(() => done()))
    for (const end of kept.__daylight_on_stop!) end()
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    await Promise.all([
      Promise.race([closed, sleep(drainSeconds * 1000)]),
      Promise.race([background?.stopBackground(), sleep(drainSeconds * 1000)]),
    ])
    clearInterval(sweep)
    server.closeAllConnections()
    process.exit(0)
  })().catch((error) => {
    console.error(error)
    process.exit(1)
  })
}
