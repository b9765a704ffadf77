// News for browsers. A stream hears of a thing only if a read as its viewer finds it; what it could see and cannot see any
// more is told as "gone", and what it never saw is not told at all. One reading a viewer serves all of that viewer's tabs,
// and many changes at once are one reading.
import { createHash } from 'node:crypto'
import type { Asker, Viewer } from './audience'
import { asViewer, Prisma, type Tx } from './db'
import { Refusal } from './errors'
import { hearing, newsSince, type News } from './live'
import { log } from './log'
import { arrive, type PersonHere } from './presence'
import { opened, sealed } from './secrets'

/** Reads things of one kind as the viewer. `known` says what is in sight when the stream opens, so that "gone" has a name. */
export type Sight = {
  read(tx: Tx, ids: readonly string[]): Promise<Map<string, { name: string; data: object }>>
  known?(tx: Tx): Promise<Map<string, string>>
}
export type Sights = Record<string, Sight>

/** Where a page is: the thing it shows, and as whom. */
type Place = {
  subjectId: string
  personId: string
  name: string
  inSight: (tx: Tx) => Promise<boolean>
}
type Send = (text: string) => void
type Listener = { send: Send; end: () => void }

type Room = {
  listeners: Set<Listener>
  /** What this viewer's streams know by name, by kind and id. */
  seen: Map<string, Map<string, string>>
  pending: Map<string, News>
  /** Fulfilled when what is in sight has been read. */
  ready: Promise<Viewer>
  reading: boolean
  close(): void
}

declare global {
  var __daylight_rooms: Map<string, Room> | undefined
}

/** Less than so many milliseconds after the last reading is a busy moment. */
const busy = 100
const beatSeconds = 25
/** A session that ended, or a role that changed, ends its streams within this. */
const lookSeconds = 10
const mostStreamsEach = 12
const mostStreams = 2_000
/** Longer than this away, and the page reads itself anew. */
const catchUpSeconds = 600
/** Outbox ids do not come in the order of commits: a catch-up begins this much earlier. */
const overlapSeconds = 25

const rooms = () => (globalThis.__daylight_rooms ??= new Map())

/** A stream of server-sent events for whoever is asking. Throws `signed-out` or `too-many`. */
export async function openStream({
  asker,
  lastEventId,
  sights,
  at,
  signal,
}: {
  asker: Asker
  lastEventId: string | null
  sights: Sights
  /** The thing that the page shows, looked up as this viewer: whoever else looks at it is told as "present". */
  at?: Place | null
  signal: AbortSignal
}): Promise<ReadableStream<Uint8Array>> {
  const room = enter(asker, sights)
  if (room.listeners.size >= mostStreamsEach || everybody() >= mostStreams) {
    if (room.listeners.size === 0) room.close()
    throw new Refusal('too-many', 'Too many pages of yours listen at once. Close some and try again.', [], 30)
  }
  const encoder = new TextEncoder()
  let listener: Listener | null = null
  let left = false
  let goAway: (() => void) | null = null
  const leave = () => {
    left = true
    goAway?.()
    goAway = null
    if (listener) room.listeners.delete(listener)
    if (room.listeners.size === 0) room.close()
  }
  return new ReadableStream<Uint8Array>(
    {
      async start(controller) {
        const own: Listener = {
          send(text) {
            // It went away while something was being read for it.
            if (left) return
            // A browser that reads no more is let go; it comes back with its last event's id.
            if ((controller.desiredSize ?? 0) < 0) own.end()
            else controller.enqueue(encoder.encode(text))
          },
          end() {
            leave()
            try {
              controller.close()
            } catch {
              // It was closed from the other side.
            }
          },
        }
        listener = own
        room.listeners.add(own)
        signal.addEventListener('abort', own.end, { once: true })
        try {
          await room.ready
          own.send(`retry: 2000\nevent: hello\nid: ${eventId()}\ndata: {}\n\n`)
          await catchUp(asker, sights, room, lastEventId, own.send)
          if (at && !left) goAway = arriveAt(at, asker, own)
        } catch (error) {
          if (!(error instanceof Refusal)) log().warn({ outcome: String(error) }, 'a stream could not begin')
          own.end()
        }
      },
      cancel: leave,
    },
    { highWaterMark: 512 * 1024, size: (chunk) => chunk?.byteLength ?? 0 },
  )
}

/** Tells one stream who else is there, for as long as its thing is in sight. */
function arriveAt({ subjectId, name, ...stay }: Place, asker: Asker, { send }: Listener): () => void {
  const tell = (people: PersonHere[]) => send(eventText('present', { name, people }))
  return arrive(subjectId, { ...stay, asker, tell })
}

/** Ends every stream, so that the process can stop; browsers come back to whoever serves then. */
export function closeStreams(): void {
  for (const room of [...rooms().values()]) {
    for (const listener of [...room.listeners]) listener.end()
    room.close()
  }
}

function everybody(): number {
  let all = 0
  for (const room of rooms().values()) all += room.listeners.size
  return all
}

function enter(asker: Asker, sights: Sights): Room {
  const key = roomKey(asker)
  const found = rooms().get(key)
  if (found) return found
  let viewer: Viewer | null = null
  let flushing: NodeJS.Timeout | null = null
  const seen = new Map<string, Map<string, string>>()
  const room: Room = {
    listeners: new Set(),
    seen,
    pending: new Map(),
    reading: false,
    ready: asViewer(asker, async (tx, who) => {
      for (const [kind, sight] of Object.entries(sights))
        seen.set(kind, (await sight.known?.(tx)) ?? new Map())
      return who
    }),
    close() {
      if (rooms().get(key) === room) rooms().delete(key)
      clearInterval(beat)
      clearInterval(look)
      if (flushing) clearTimeout(flushing)
      stopHearing()
    },
  }
  room.ready.then(
    (who) => (viewer = who),
    () => undefined,
  )
  let flushedAt = 0
  const flush = async () => {
    flushing = null
    flushedAt = performance.now()
    if (room.reading || room.pending.size === 0) return
    room.reading = true
    const batch = [...room.pending.values()]
    room.pending.clear()
    try {
      await room.ready
      await tell(asker, sights, room, batch, (text) => {
        for (const listener of [...room.listeners]) listener.send(text)
      })
    } catch (error) {
      if (error instanceof Refusal) endAll(room)
      else {
        log().warn({ outcome: String(error) }, 'news could not be read for a stream')
        for (const news of batch) room.pending.set(`${news.kind} ${news.subjectId}`, news)
      }
    } finally {
      room.reading = false
      if (room.pending.size > 0 && room.listeners.size > 0) flushing ??= setTimeout(flush, 50)
    }
  }
  const stopHearing = hearing().add({
    news(news) {
      if (!(news.kind in sights)) return
      room.pending.set(`${news.kind} ${news.subjectId}`, news)
      // In a busy moment a few milliseconds gather what there is to say; in a quiet one nobody waits.
      if (room.reading) return
      flushing ??= setTimeout(flush, performance.now() - flushedAt < busy ? 5 : 0)
    },
  })
  const beat = setInterval(() => {
    for (const listener of [...room.listeners]) listener.send(`: beat\n\n`)
  }, beatSeconds * 1000)
  const look = setInterval(async () => {
    const now = await asViewer(asker, async (_, who) => who).catch((error: unknown) =>
      error instanceof Refusal ? null : viewer,
    )
    if (!now || (viewer && now.role !== viewer.role)) endAll(room)
  }, lookSeconds * 1000)
  beat.unref()
  look.unref()
  rooms().set(key, room)
  return room
}

function endAll(room: Room) {
  for (const listener of [...room.listeners]) listener.end()
  room.close()
}

/** Sends what a batch of news says to this viewer, as event text; one reading a kind. */
async function tell(asker: Asker, sights: Sights, room: Room, batch: News[], send: Send): Promise<void> {
  const kinds = grouped(batch)
  await asViewer(asker, async (tx) => {
    let text = ''
    for (const [kind, news] of kinds) {
      const sight = sights[kind]
      if (!sight) continue
      const ids = [...new Set(news.map((each) => each.subjectId))]
      const visible = await sight.read(tx, ids)
      const seen = room.seen.get(kind) ?? new Map<string, string>()
      room.seen.set(kind, seen)
      for (const id of ids) {
        const thing = visible.get(id)
        const name = thing?.name ?? seen.get(id)
        if (thing) {
          seen.set(id, thing.name)
          text += eventText(kind, thing.data)
        } else if (name !== undefined) {
          seen.delete(id)
          text += eventText('gone', { kind, name })
        }
      }
    }
    // Nothing was written, so the end of the transaction changes nothing in what is said.
    if (text) send(text)
  })
}

async function catchUp(asker: Asker, sights: Sights, room: Room, lastEventId: string | null, send: Send) {
  if (!lastEventId) return
  const last = opened<{ at: number }>('event', lastEventId)
  const away = last ? Date.now() - last.at : Infinity
  const news =
    away < catchUpSeconds * 1000 ? await newsSince(new Date(last!.at - overlapSeconds * 1000)) : null
  if (!news || news.length >= 2000) {
    send('event: reload\ndata: {}\n\n')
    return
  }
  const wanted = news.filter((each) => each.kind in sights)
  if (wanted.length === 0) return
  await tell(asker, sights, room, wanted, send)
}

function eventText(event: string, data: object): string {
  // JSON holds no line break, so one data line is enough.
  return `event: ${event}\nid: ${eventId()}\ndata: ${JSON.stringify(data)}\n\n`
}

/** When it was said, and nothing of its place in the outbox, which would tell how much happens out of the viewer's sight. */
function eventId(): string {
  return sealed('event', { at: Date.now() })
}

function roomKey(asker: Asker): string {
  const secret = 'secret' in asker ? asker.secret : 'id' in asker ? asker.id : asker.kind
  return createHash('sha256').update(`${asker.kind} ${secret}`).digest('base64url')
}

function grouped(batch: News[]): Map<string, News[]> {
  const kinds = new Map<string, News[]>()
  for (const news of batch) kinds.set(news.kind, [...(kinds.get(news.kind) ?? []), news])
  return kinds
}

/** Requests, ideas and comments are told by name and state alone: the pages that show them read themselves anew. */
export const plainSights = {
  request: sightOf(
    (ids) =>
      Prisma.sql`SELECT id, key AS name, status, version FROM work.request WHERE id = ANY (${ids}::uuid[]) AND archived_at IS NULL`,
  ),
  idea: sightOf(
    (ids) =>
      Prisma.sql`SELECT id, slug AS name, status, version FROM work.idea WHERE id = ANY (${ids}::uuid[]) AND archived_at IS NULL`,
  ),
  comment: sightOf(
    (
      ids,
    ) => Prisma.sql`SELECT c.id, coalesce(i.key, r.key) AS name, CASE WHEN i.id IS NULL THEN 'request' ELSE 'item' END AS status, c.version
      FROM work.comment c LEFT JOIN work.item i ON i.id = c.item_id LEFT JOIN work.request r ON r.id = c.request_id
      WHERE c.id = ANY (${ids}::uuid[])`,
  ),
} satisfies Sights

function sightOf(sql: (ids: string[]) => Prisma.Sql): Sight {
  return {
    async read(tx, ids) {
      const rows = await tx.$queryRaw<{ id: string; name: string; status: string; version: number }[]>(
        sql([...ids]),
      )
      return new Map(rows.map(({ id, ...data }) => [id, { name: data.name, data }]))
    },
  }
}
