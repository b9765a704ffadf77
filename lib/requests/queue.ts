// What the team has before it: what is new, in hand, waiting for the requester, and lately closed.
import { isTeam, type Asker, type Viewer } from '../kernel/audience'
import type { Calendar } from '../kernel/clock'
import { cursorAt, placeAt } from '../kernel/cursor'
import { asViewer, Prisma } from '../kernel/db'
import { workCalendar } from '../kernel/work-calendar'
import { now as theTime } from '../kernel/now'
import { drawClock, inOrder, type DrawnClock } from './clocks'
import type { Status } from './schema'

export const queueGroups = ['new', 'working', 'waiting', 'closed'] as const
export type QueueGroup = (typeof queueGroups)[number]

export type QueueRow = {
  key: string
  version: number
  title: string
  type: string
  status: Status
  urgent: boolean
  urgentReason: string | null
  requester: string
  owner: string | null
  mine: boolean
  createdAt: Date
  updatedAt: Date
  clocks: DrawnClock[]
}

export type Queue = Record<QueueGroup, { rows: QueueRow[]; total: number; next: string | null }>

type RawRow = Omit<QueueRow, 'clocks' | 'mine'> & {
  id: string
  ownerId: string | null
  group: QueueGroup
  total: number
  place: number
  first: number
  at: Date
  clocks:
    | {
        name: string
        unit: string
        amount: number
        startedAt: string
        pausedAt: string | null
        pausedMs: string
        dueAt: string
        metAt: string | null
      }[]
    | null
}

/**
 * What the team has before it: urgent first, then what is due first, then who asked first: what comes in at night is all due
 * at the same moment. Null for whoever is not of the team.
 */
export function queue(
  asker: Asker,
  options: { group?: QueueGroup; cursor?: string | null; limit?: number; mine?: boolean } = {},
): Promise<Queue | null> {
  return asViewer(asker, async (tx, viewer) => {
    if (!isTeam(viewer)) return null
    const limit = Math.min(options.limit ?? (options.group ? 50 : 25), 200)
    const now = theTime()
    const after = options.group
      ? placeAt<[number, string, string, string]>(`queue ${options.group}`, options.cursor)
      : null
    const rows = await tx.$queryRaw<RawRow[]>(Prisma.sql`
      WITH open AS (
        SELECT r.id, r.created_at, CASE WHEN r.status IN ('new', 'seen') THEN 'new' WHEN r.status IN ('done', 'declined') THEN 'closed' ELSE r.status END AS grp,
          CASE WHEN r.urgent AND r.status NOT IN ('done', 'declined') THEN 0 ELSE 1 END AS first,
          CASE WHEN r.status IN ('done', 'declined') THEN timestamptz '2200-01-01' - (r.closed_at - timestamptz '1970-01-01')
               WHEN r.status = 'waiting' THEN r.updated_at
               ELSE coalesce((SELECT min(c.due_at) FROM work.request_clock c WHERE c.request_id = r.id AND c.met_at IS NULL), timestamptz '2199-01-01') END AS at
        FROM work.request r
        WHERE r.archived_at IS NULL AND (r.status NOT IN ('done', 'declined') OR r.closed_at > ${new Date(now.getTime() - 14 * 86_400_000)})
          ${options.mine ? Prisma.sql`AND r.owner_id = ${viewer.id}::uuid` : Prisma.empty}
      ), placed AS (
        SELECT o.*, row_number() OVER w AS place, count(*) OVER (PARTITION BY o.grp) AS total FROM open o
        WINDOW w AS (PARTITION BY o.grp ORDER BY o.first, o.at, o.created_at, o.id)
      ), page AS (
        SELECT p.*, row_number() OVER (PARTITION BY p.grp ORDER BY p.place) AS nth FROM placed p
        WHERE true ${options.group ? Prisma.sql`AND p.grp = ${options.group}` : Prisma.empty}
          ${after ? Prisma.sql`AND (p.first, p.at, p.created_at, p.id) > (${after[0]}::int, ${after[1]}::timestamptz, ${after[2]}::timestamptz, ${after[3]}::uuid)` : Prisma.empty}
      )
      SELECT r.id, r.key, r.version, r.title, t.name AS type, r.status, r.urgent, r.urgent_reason AS "urgentReason", q.name AS requester,
        r.owner_id AS "ownerId", o.name AS owner, r.created_at AS "createdAt", r.updated_at AS "updatedAt",
        p.grp AS "group", p.total::int AS total, p.nth::int AS place, p.first, p.at,
        (SELECT jsonb_agg(jsonb_build_object('name', c.name, 'unit', c.unit, 'amount', c.amount, 'startedAt', c.started_at, 'pausedAt', c.paused_at,
          'pausedMs', c.paused_ms::text, 'dueAt', c.due_at, 'metAt', c.met_at) ORDER BY c.due_at) FROM work.request_clock c WHERE c.request_id = r.id) AS clocks
      FROM page p JOIN work.request r ON r.id = p.id JOIN work.request_type t ON t.id = r.type_id
        JOIN work.person q ON q.id = r.requester_id LEFT JOIN work.person o ON o.id = r.owner_id
      WHERE p.nth <= ${limit + 1} ORDER BY p.grp, p.nth`)
    const calendar = await workCalendar(tx)
    const group = (name: QueueGroup) => {
      const all = rows.filter((row) => row.group === name)
      const last = all[limit - 1]
      return {
        rows: all.slice(0, limit).map((row) => drawRow(row, { viewer, now, calendar })),
        total: all[0]?.total ?? 0,
        next:
          all.length > limit && last
            ? cursorAt(`queue ${name}`, [
                last.first,
                last.at.toISOString(),
                last.createdAt.toISOString(),
                last.id,
              ])
            : null,
      }
    }
    return {
      new: group('new'),
      working: group('working'),
      waiting: group('waiting'),
      closed: group('closed'),
    }
  })
}

function drawRow(
  row: RawRow,
  { viewer, now, calendar }: { viewer: Viewer; now: Date; calendar: Calendar },
): QueueRow {
  const clocks = (row.clocks ?? []).map((clock) => ({
    ...clock,
    startedAt: new Date(clock.startedAt),
    pausedAt: clock.pausedAt ? new Date(clock.pausedAt) : null,
    pausedMs: BigInt(clock.pausedMs),
    dueAt: new Date(clock.dueAt),
    metAt: clock.metAt ? new Date(clock.metAt) : null,
  }))
  return {
    key: row.key,
    version: row.version,
    title: row.title,
    type: row.type,
    status: row.status,
    urgent: row.urgent,
    urgentReason: row.urgentReason,
    requester: row.requester,
    owner: row.owner,
    mine: row.ownerId === viewer.id,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    clocks: inOrder(clocks).map((clock) => drawClock(clock, now, calendar)),
  }
}

/** How much waits for the team and how much of it is late; for the frame. Null for whoever is not of the team. */
export function queueCounts(asker: Asker): Promise<{ open: number; late: number } | null> {
  return asViewer(asker, async (tx, viewer) => {
    if (!isTeam(viewer)) return null
    const [row] = await tx.$queryRaw<{ open: number; late: number }[]>(Prisma.sql`
      SELECT count(*)::int AS open,
        (count(*) FILTER (WHERE EXISTS (SELECT 1 FROM work.request_clock c
          WHERE c.request_id = r.id AND c.met_at IS NULL AND c.paused_at IS NULL AND c.due_at < ${theTime()})))::int AS late
      FROM work.request r WHERE r.archived_at IS NULL AND r.status IN ('new', 'seen', 'working')`)
    return row ?? { open: 0, late: 0 }
  })
}
