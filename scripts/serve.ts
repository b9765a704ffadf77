// The serving process. It knows the app, public and jobs roles' addresses and no other: scripts/house/start.ts sees to it.
import { createServer, type RequestListener, type Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import next from 'next'
import { createFront } from '@/lib/kernel/front'
import { settings } from '@/lib/kernel/settings'
import { closeStreams } from '@/lib/kernel/stream'
import { root } from './house/setup.mjs'

const kept = globalThis as typeof globalThis & {
  /** /api/ready answers 503 from here on. */
  __daylight_stopping?: boolean
}

/** How long an answer that has begun may take to end. */
const drainSeconds = 10
/** The first answers come first: queue, mail and sealer are loaded so much later. */
const settleSeconds = 1

// Whoever listened to what we say may be gone, killed. To say that nobody listens would fail again, and so without end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

const dev = process.argv.includes('--dev')
const { port } = settings()
const app = next({ dev, dir: root, port, hostname: 'localhost' })

await app.prepare()
const pages: RequestListener = (request, response) => void app.getRequestHandler()(request, response)
const handle = createFront({ handler: pages, dev })
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

let stopping: Promise<void> | null = null
let stopBackground = async () => {}

await listen(server, port)
const settling = new AbortController()
const background = startBackground().catch((error) => {
  if (settling.signal.aborted) return
  console.error(error)
  process.exit(1)
})
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)
// Our parent was killed, and with it whoever would tell us to end.
process.on('disconnect', stop)

function listen(on: Server, at: number) {
  return new Promise<void>((done, fail) => {
    on.once('error', fail)
    on.listen(at, done)
  })
}

async function startBackground() {
  await sleep(settleSeconds * 1000, undefined, { signal: settling.signal })
  const [work, { tasks }] = await Promise.all([
    import('@/lib/kernel/background'),
    import('@/lib/notifications'),
  ])
  if (stopping) return
  stopBackground = work.stopBackground
  await work.startBackground({ tasks })
}

/** Not ready → no new jobs → streams told → answers ended → background work given back → gone. The database is not ours to end. */
function stop() {
  stopping ??= (async () => {
    kept.__daylight_stopping = true
    const closed = new Promise<void>((done) => server.close(() => done()))
    closeStreams()
    settling.abort()
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    await Promise.all([
      Promise.race([closed, sleep(drainSeconds * 1000)]),
      Promise.race([background.then(() => stopBackground()), sleep(drainSeconds * 1000)]),
    ])
    clearInterval(sweep)
    server.closeAllConnections()
    process.exit(0)
  })().catch((error) => {
    console.error(error)
    process.exit(1)
  })
}
