// What has just happened, for streams and workers. PostgreSQL's NOTIFY says which things a command touched, at its commit,
// and is passed on at once; each process reads the outbox a little later, for whatever a call did not say. Ids of a sequence do not come in the order of commits, so each reading goes back a little and leaves
// out what it has already told; a command cannot stay open longer than that little (transactionOptions in db/clients).
import pg from 'pg'
import { asViewer, Prisma } from './db'
import { log } from './log'

export type News = { kind: string; subjectId: string; version: number }
type Kept = News & { id: bigint }

type Ear = {
  news?: (news: News) => void
  published?: (revision: string | null) => void
  woken?: () => void
  presence?: (words: string) => void
}

type Hearing = {
  add(ear: Ear): () => void
  stop(): Promise<void>
  ready: Promise<void>
  connected(): boolean
}

declare global {
  var __daylight_hearing: Hearing | undefined
}

/** How far back a reading goes, in seconds: longer than any command's transaction may last. */
const overlap = 25
/** How long the outbox may wait after a call, in milliseconds. */
const lookLater = 250

/** The process's one LISTEN connection. Made on first use; comes back by itself, with a catch-up reading. */
export function hearing(): Hearing {
  globalThis.__daylight_hearing ??= listen()
  return globalThis.__daylight_hearing
}

function listen(): Hearing {
  const ears = new Set<Ear>()
  const told = new Map<bigint, number>()
  /** What calls have said and the outbox has not yet been read for: how often, and when last. */
  const called = new Map<string, { times: number; at: number }>()
  let since = new Date()
  let client: pg.Client | null = null
  let stopped = false
  let reading: Promise<void> | null = null
  let again = false
  let later: NodeJS.Timeout | null = null
  let isReady!: () => void
  const ready = new Promise<void>((resolve) => (isReady = resolve))

  async function read() {
    const rows = await newsSince(new Date(since.getTime() - overlap * 1000))
    since = new Date()
    for (const row of rows) {
      if (told.has(row.id)) continue
      told.set(row.id, Date.now())
      if (wasCalled(row)) continue
      for (const ear of ears) ear.news?.(row)
    }
    const old = Date.now() - 4 * overlap * 1000
    for (const [id, at] of told) if (at < old) told.delete(id)
    for (const [name, { at }] of called) if (at < old) called.delete(name)
  }
  /** Tells what the call names; answers whether that is all there is. */
  function hear(call: string): boolean {
    let whole = true
    for (const line of call.split('\n')) {
      if (line === 'audit') continue
      const found = /^([a-z-]+) ([0-9a-f-]{36}) (\d+)$/.exec(line)
      if (!found) {
        whole = false
        continue
      }
      const news = { kind: found[1]!, subjectId: found[2]!, version: Number(found[3]) }
      called.set(line, { times: (called.get(line)?.times ?? 0) + 1, at: Date.now() })
      for (const ear of ears) ear.news?.(news)
    }
    return whole
  }
  function wasCalled({ kind, subjectId, version }: News): boolean {
    const name = `${kind} ${subjectId} ${version}`
    const found = called.get(name)
    if (!found) return false
    found.times -= 1
    if (found.times === 0) called.delete(name)
    return true
  }
  function wake() {
    if (reading) {
      again = true
      return
    }
    reading = read()
      .catch((error: unknown) => log().warn({ outcome: String(error) }, 'news could not be read'))
      .finally(() => {
        reading = null
        if (again) {
          again = false
          wake()
        }
      })
  }
  async function connect() {
    if (stopped) return
    const next = new pg.Client({
      connectionString: process.env.DATABASE_APP_URL,
      application_name: 'daylight listen',
      keepAlive: true,
    })
    next.on('error', () => undefined)
    next.on('end', () => {
      if (client !== next) return
      client = null
      for (const ear of ears) ear.published?.(null)
      setTimeout(connect, 500).unref()
    })
    next.on('notification', (message) => {
      if (message.channel === 'daylight_published')
        for (const ear of ears) ear.published?.(message.payload ?? null)
      else if (message.channel === 'daylight_presence')
        for (const ear of ears) ear.presence?.(message.payload ?? '')
      else {
        for (const ear of ears) ear.woken?.()
        if (![...ears].some((ear) => ear.news)) return
        if (!hear(message.payload ?? '')) return wake()
        // A call that was heard leaves nothing urgent in the outbox.
        later ??= setTimeout(() => {
          later = null
          wake()
        }, lookLater)
        later.unref()
      }
    })
    try {
      await next.connect()
      await next.query('LISTEN daylight')
      await next.query('LISTEN daylight_published')
      await next.query('LISTEN daylight_presence')
      client = next
      isReady()
      wake()
    } catch {
      await next.end().catch(() => undefined)
      setTimeout(connect, 500).unref()
    }
  }
  void connect()
  return {
    ready,
    connected: () => client !== null,
    add(ear) {
      ears.add(ear)
      return () => ears.delete(ear)
    },
    async stop() {
      stopped = true
      if (later) clearTimeout(later)
      const open = client
      client = null
      await open?.end().catch(() => undefined)
      globalThis.__daylight_hearing = undefined
    },
  }
}

/** What the outbox holds since `instant`, oldest first; at most 2,000. */
export function newsSince(instant: Date): Promise<Kept[]> {
  return asViewer({ kind: 'system' }, (tx) =>
    tx.$queryRaw<Kept[]>(Prisma.sql`
      SELECT id, kind, subject_id AS "subjectId", version FROM work.outbox
      WHERE told_at >= ${instant} ORDER BY id LIMIT 2000`),
  )
}
