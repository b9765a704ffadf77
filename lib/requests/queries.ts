// What is read of requests. A requester gets the own ones and what was said to them; the policies see to it, and the
// shapes here carry nothing that is not drawn.
import { isTeam, type Asker, type Viewer } from '../kernel/audience'
import type { Calendar } from '../kernel/clock'
import { cursorAt, placeAt, placeOrRefuse } from '../kernel/cursor'
import { asViewer, Prisma, type Tx } from '../kernel/db'
import { invalid } from '../kernel/errors'
import { now as theTime } from '../kernel/now'
import { listComments, type DrawnComment } from '../threads'
import { drawClock, expectation, isBreached, promiseWords, type Clock, type DrawnClock } from './clocks'
import { draftName, workCalendar } from './commands'
import { answerLabel } from './rules'
import {
  clockTargetsSchema,
  questionsSchema,
  statuses,
  type Answers,
  type ClockTarget,
  type Draft,
  type Question,
  type Status,
} from './schema'

export type DrawnType = { slug: string; name: string; description: string; promise: string }
export type FormOfType = DrawnType & { questions: Question[]; targets: ClockTarget[] }

/** The kinds of requests one may make, in their order, with the promise that each carries. */
export function listRequestTypes(asker: Asker): Promise<FormOfType[]> {
  return asViewer(asker, async (tx) => {
    const rows = await tx.requestType.findMany({
      where: { retiredAt: null },
      orderBy: [{ position: 'asc' }, { slug: 'asc' }],
    })
    return rows.map(formOf)
  })
}

/** One kind with its questions, and the viewer's own half-filled form. */
export function findRequestForm(
  asker: Asker,
  slug: string,
): Promise<{ type: FormOfType; draft: Draft | null } | null> {
  return asViewer(asker, async (tx, viewer) => {
    const row = await tx.requestType.findFirst({ where: { slug, retiredAt: null } })
    if (!row) return null
    const kept = await tx.draft.findFirst({ where: { personId: viewer.id!, form: draftName(slug) } })
    return { type: formOf(row), draft: kept && readDraft(kept) }
  })
}

/** The kinds for which the viewer has a half-filled form. */
export function listDrafts(asker: Asker): Promise<{ slug: string; savedAt: Date }[]> {
  return asViewer(asker, async (tx, viewer) => {
    const rows = await tx.draft.findMany({
      where: { personId: viewer.id!, form: { startsWith: 'request:' } },
      select: { form: true, updatedAt: true },
      take: 50,
    })
    return rows.map(({ form, updatedAt }) => ({ slug: form.slice('request:'.length), savedAt: updatedAt }))
  })
}

function formOf(row: {
  slug: string
  name: string
  description: string
  questions: unknown
  targets: unknown
}): FormOfType {
  const targets = clockTargetsSchema.parse(row.targets)
  return {
    slug: row.slug,
    name: row.name,
    description: row.description,
    questions: questionsSchema.parse(row.questions),
    targets,
    promise: promiseWords(targets),
  }
}

function readDraft({ answers, updatedAt }: { answers: unknown; updatedAt: Date }): Draft {
  const kept = answers as { answers?: Answers; urgent?: boolean; urgentReason?: string }
  return {
    answers: kept.answers ?? {},
    urgent: kept.urgent ?? false,
    urgentReason: kept.urgentReason ?? '',
    savedAt: updatedAt,
  }
}

export type MyRequest = {
  key: string
  title: string
  type: string
  status: Status
  urgent: boolean
  owner: string | null
  expected: string
  late: boolean
  createdAt: Date
  updatedAt: Date
}

/** The viewer's own requests, the newest first, open ones before closed ones. */
export function listMyRequests(
  asker: Asker,
  options: { closed?: boolean; cursor?: string | null; limit?: number } = {},
): Promise<{ rows: MyRequest[]; next: string | null }> {
  const limit = Math.min(options.limit ?? 50, 200)
  return asViewer(asker, async (tx, viewer) => {
    const after = placeAt<[string, string]>('my requests', options.cursor)
    const rows = await tx.request.findMany({
      where: {
        requesterId: viewer.id!,
        archivedAt: null,
        status: options.closed ? { in: ['done', 'declined'] } : { notIn: ['done', 'declined'] },
        ...(after
          ? {
              OR: [
                { createdAt: { lt: new Date(after[0]) } },
                { createdAt: new Date(after[0]), id: { lt: after[1] } },
              ],
            }
          : {}),
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      select: {
        id: true,
        key: true,
        title: true,
        status: true,
        urgent: true,
        createdAt: true,
        updatedAt: true,
        type: { select: { name: true } },
        owner: { select: { name: true } },
        clocks: true,
      },
    })
    const calendar = await workCalendar(tx)
    const now = theTime()
    const page = rows.slice(0, limit).map((row) => ({
      key: row.key,
      title: row.title,
      type: row.type.name,
      status: row.status as Status,
      urgent: row.urgent,
      owner: row.owner?.name ?? null,
      expected: expectation(
        { status: row.status, clocks: row.clocks, owner: row.owner?.name ?? null },
        { now, zone: calendar.zone },
      ),
      late: row.clocks.some((clock) => !clock.metAt && isBreached(clock, now)),
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
    }))
    const last = rows[limit - 1]
    return {
      rows: page,
      next:
        rows.length > limit && last ? cursorAt('my requests', [last.createdAt.toISOString(), last.id]) : null,
    }
  })
}

export type DrawnAnswer = { label: string; kind: Question['kind']; values: string[] }
export type TimelineEntry = { at: Date; who: string | null; what: string }
export type DrawnRequest = {
  key: string
  version: number
  title: string
  type: { slug: string; name: string }
  status: Status
  urgent: boolean
  urgentReason: string | null
  requester: string
  owner: string | null
  /** Is it the viewer who asked? */
  mine: boolean
  /** Is it in the viewer's hands? */
  held: boolean
  /** May the viewer do the team's work on it? */
  team: boolean
  due: string | null
  createdAt: Date
  closedAt: Date | null
  closingWords: string | null
  answers: DrawnAnswer[]
  clocks: DrawnClock[]
  expected: string
  thread: DrawnComment[]
  files: { id: string; name: string; size: number; kind: string }[]
  items: { key: string; title: string; status: string }[]
  timeline: TimelineEntry[]
}

/** One request as this viewer may see it, or null: hidden and absent are the same. */
export function findRequest(asker: Asker, key: string): Promise<DrawnRequest | null> {
  return asViewer(asker, async (tx, viewer) => {
    const row = await tx.request.findFirst({
      where: { key, archivedAt: null },
      select: {
        ...columns,
        type: { select: { slug: true, name: true, questions: true } },
        files: { select: { id: true, name: true, size: true, kind: true }, orderBy: { createdAt: 'asc' } },
      },
    })
    if (!row) return null
    const team = isTeam(viewer)
    const thread = await listComments(tx, viewer, { requestId: row.id })
    const calendar = await workCalendar(tx)
    const timeline = team ? await teamTimeline(tx, row) : await requesterTimeline(tx, row)
    const now = theTime()
    return {
      key: row.key,
      version: row.version,
      title: row.title,
      type: { slug: row.type.slug, name: row.type.name },
      status: row.status as Status,
      urgent: row.urgent,
      urgentReason: row.urgentReason,
      requester: row.requester.name,
      owner: row.owner?.name ?? null,
      mine: row.requesterId === viewer.id,
      held: row.owner?.id === viewer.id,
      team,
      due: day(row.due),
      createdAt: row.createdAt,
      closedAt: row.closedAt,
      closingWords: row.closingWords,
      answers: drawAnswers(questionsSchema.parse(row.type.questions), row.answers as Answers),
      clocks: inOrder(row.clocks).map((clock) => drawClock(clock, now, calendar)),
      expected: expectation(
        { status: row.status, clocks: row.clocks, owner: row.owner?.name ?? null },
        { now, zone: calendar.zone },
      ),
      thread,
      files: row.files,
      items: row.items,
      timeline,
    }
  })
}

const columns = {
  id: true,
  key: true,
  version: true,
  title: true,
  status: true,
  urgent: true,
  urgentReason: true,
  requesterId: true,
  due: true,
  createdAt: true,
  updatedAt: true,
  seenAt: true,
  seenById: true,
  takenAt: true,
  closedAt: true,
  closingWords: true,
  answers: true,
  requester: { select: { id: true, name: true } },
  owner: { select: { id: true, name: true } },
  clocks: true,
  items: {
    where: { archivedAt: null },
    select: { key: true, title: true, status: true },
    orderBy: { createdAt: 'asc' },
  },
} satisfies Prisma.RequestSelect

type Told = {
  id: string
  createdAt: Date
  seenAt: Date | null
  seenById: string | null
  takenAt: Date | null
  closedAt: Date | null
  status: string
  requester: { name: string }
  owner: { name: string } | null
}

/** From the request's own dates: history is the team's. */
async function requesterTimeline(tx: Tx, row: Told): Promise<TimelineEntry[]> {
  const seer = row.seenById
    ? await tx.person.findFirst({ where: { id: row.seenById }, select: { name: true } })
    : null
  const entries: (TimelineEntry | null)[] = [
    { at: row.createdAt, who: row.requester.name, what: 'asked' },
    row.seenAt && { at: row.seenAt, who: seer?.name ?? null, what: 'has seen it' },
    row.takenAt && { at: row.takenAt, who: row.owner?.name ?? null, what: 'took it in hand' },
    row.closedAt && {
      at: row.closedAt,
      who: row.owner?.name ?? null,
      what: row.status === 'declined' ? 'declined it' : 'finished it',
    },
  ]
  return entries.filter((entry) => entry !== null)
}

async function teamTimeline(tx: Tx, row: Told): Promise<TimelineEntry[]> {
  const rows = await tx.$queryRaw<
    { at: Date; who: string | null; field: string; was: unknown; is: unknown; owner: string | null }[]
  >(Prisma.sql`
    SELECT h.at, p.name AS who, h.field, h.was, h."is", o.name AS owner
    FROM work.history h LEFT JOIN work.person p ON p.id = h.person_id
      LEFT JOIN work.person o ON h.field = 'ownerId' AND jsonb_typeof(h."is") = 'string' AND o.id::text = h."is" #>> '{}'
    WHERE h.kind = 'request' AND h.subject_id = ${row.id}::uuid AND h.field IN ('created', 'status', 'ownerId') ORDER BY h.id DESC LIMIT 100`)
  // Taking it in hand says that it is being worked on; once is enough.
  const taken = new Set(rows.filter(({ field }) => field === 'ownerId').map(({ at }) => at.getTime()))
  const told = rows.filter(
    ({ at, field, is }) => !(field === 'status' && is === 'working' && taken.has(at.getTime())),
  )
  return told.reverse().map(({ at, who, field, was, is, owner }) => ({
    at,
    who,
    what:
      field === 'created'
        ? 'asked'
        : field === 'ownerId'
          ? owner && owner !== who
            ? `gave it to ${owner}`
            : 'took it in hand'
          : becoming(String(was), String(is)),
  }))
}

function becoming(was: string, is: string): string {
  if (is === 'working') return was === 'waiting' ? 'answered' : 'opened it again'
  const words: Record<string, string> = {
    seen: 'has seen it',
    waiting: 'asked back',
    done: 'finished it',
    declined: 'declined it',
  }
  return words[is] ?? `${was} → ${is}`
}

function drawAnswers(questions: Question[], answers: Answers): DrawnAnswer[] {
  const known = questions.flatMap((question) => {
    const given = answers[question.id]
    if (given === undefined) return []
    const values = (Array.isArray(given) ? given : [given]).map((value) => answerLabel(question, value))
    return [{ label: question.label, kind: question.kind, values }]
  })
  // Questions are data and may have been taken out since; what was answered then is still there.
  const gone = Object.entries(answers).filter(([id]) => !questions.some((question) => question.id === id))
  return [
    ...known,
    ...gone.map(([id, value]) => ({
      label: id,
      kind: 'text' as const,
      values: Array.isArray(value) ? value : [value],
    })),
  ]
}

// ── the queue ───────────────────────────────────────────────────────────────────────────────────────

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

/** What the team has before it: urgent first, then what is due first. Null for whoever is not of the team. */
export function queue(
  asker: Asker,
  options: { group?: QueueGroup; cursor?: string | null; limit?: number; mine?: boolean } = {},
): Promise<Queue | null> {
  return asViewer(asker, async (tx, viewer) => {
    if (!isTeam(viewer)) return null
    const limit = Math.min(options.limit ?? (options.group ? 50 : 25), 200)
    const now = theTime()
    const after = options.group
      ? placeAt<[number, string, string]>(`queue ${options.group}`, options.cursor)
      : null
    const rows = await tx.$queryRaw<RawRow[]>(Prisma.sql`
      WITH open AS (
        SELECT r.id, CASE WHEN r.status IN ('new', 'seen') THEN 'new' WHEN r.status IN ('done', 'declined') THEN 'closed' ELSE r.status END AS grp,
          CASE WHEN r.urgent AND r.status NOT IN ('done', 'declined') THEN 0 ELSE 1 END AS first,
          CASE WHEN r.status IN ('done', 'declined') THEN timestamptz '2200-01-01' - (r.closed_at - timestamptz '1970-01-01')
               WHEN r.status = 'waiting' THEN r.updated_at
               ELSE coalesce((SELECT min(c.due_at) FROM work.request_clock c WHERE c.request_id = r.id AND c.met_at IS NULL), timestamptz '2199-01-01') END AS at
        FROM work.request r
        WHERE r.archived_at IS NULL AND (r.status NOT IN ('done', 'declined') OR r.closed_at > ${new Date(now.getTime() - 14 * 86_400_000)})
          ${options.mine ? Prisma.sql`AND r.owner_id = ${viewer.id}::uuid` : Prisma.empty}
      ), placed AS (
        SELECT o.*, row_number() OVER w AS place, count(*) OVER (PARTITION BY o.grp) AS total FROM open o
        WINDOW w AS (PARTITION BY o.grp ORDER BY o.first, o.at, o.id)
      ), page AS (
        SELECT p.*, row_number() OVER (PARTITION BY p.grp ORDER BY p.place) AS nth FROM placed p
        WHERE true ${options.group ? Prisma.sql`AND p.grp = ${options.group}` : Prisma.empty}
          ${after ? Prisma.sql`AND (p.first, p.at, p.id) > (${after[0]}::int, ${after[1]}::timestamptz, ${after[2]}::uuid)` : Prisma.empty}
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
            ? cursorAt(`queue ${name}`, [last.first, last.at.toISOString(), last.id])
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

// ── the API ─────────────────────────────────────────────────────────────────────────────────────────

export type ApiPerson = { id: string; name: string }
export type ApiRequest = {
  key: string
  type: string
  title: string
  answers: Answers
  status: Status
  urgent: boolean
  urgentReason: string | null
  requester: ApiPerson
  owner: ApiPerson | null
  due: string | null
  clocks: {
    name: string
    target: string
    startedAt: string
    paused: boolean
    metAt: string | null
    breached: boolean
  }[]
  items: string[]
  createdAt: string
  updatedAt: string
  version: number
}

const apiColumns = { ...columns, type: { select: { slug: true } } } satisfies Prisma.RequestSelect
type ApiRow = Prisma.RequestGetPayload<{ select: typeof apiColumns }>

/** A request in the contract's shape, or null. */
export function requestForApi(asker: Asker, key: string): Promise<ApiRequest | null> {
  return asViewer(asker, async (tx) => {
    const row = await tx.request.findFirst({ where: { key, archivedAt: null }, select: apiColumns })
    return row && forApi(row, theTime())
  })
}

/** The requests that the viewer may see, the newest first. */
export function listRequests(
  asker: Asker,
  options: { status?: string; mine?: boolean; limit?: number; cursor?: string | null } = {},
): Promise<{ data: ApiRequest[]; next: string | null }> {
  const limit = Math.min(options.limit ?? 50, 200)
  if (options.status !== undefined && !statuses.includes(options.status as Status))
    throw invalid('status', `A request is one of: ${statuses.join(', ')}.`)
  const after = placeOrRefuse<[string, string]>('requests', options.cursor)
  return asViewer(asker, async (tx, viewer) => {
    const rows = await tx.request.findMany({
      where: {
        archivedAt: null,
        ...(options.status ? { status: options.status } : {}),
        ...(options.mine ? { requesterId: viewer.id! } : {}),
        ...(after
          ? {
              OR: [
                { createdAt: { lt: new Date(after[0]) } },
                { createdAt: new Date(after[0]), id: { lt: after[1] } },
              ],
            }
          : {}),
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      select: apiColumns,
    })
    const last = rows[limit - 1]
    const now = theTime()
    return {
      data: rows.slice(0, limit).map((row) => forApi(row, now)),
      next:
        rows.length > limit && last ? cursorAt('requests', [last.createdAt.toISOString(), last.id]) : null,
    }
  })
}

export type ApiRequestComment = {
  id: string
  author: string
  body: string
  audience: string
  createdAt: string
  version: number
  files: { id: string; name: string; size: number }[]
}

/** The thread of a request as the viewer may read it, or null when there is no such request for them. */
export function requestCommentsForApi(asker: Asker, key: string): Promise<ApiRequestComment[] | null> {
  return asViewer(asker, async (tx, viewer) => {
    const row = await tx.request.findFirst({ where: { key, archivedAt: null }, select: { id: true } })
    if (!row) return null
    const comments = await listComments(tx, viewer, { requestId: row.id })
    return comments.map(({ id, author, body, audience, createdAt, version, files }) => ({
      id,
      author,
      body,
      audience,
      createdAt: createdAt.toISOString(),
      version,
      files: files.map(({ id, name, size }) => ({ id, name, size })),
    }))
  })
}

function forApi(row: ApiRow, now: Date): ApiRequest {
  return {
    key: row.key,
    type: row.type.slug,
    title: row.title,
    answers: row.answers as Answers,
    status: row.status as Status,
    urgent: row.urgent,
    urgentReason: row.urgentReason,
    requester: row.requester,
    owner: row.owner,
    due: day(row.due),
    clocks: inOrder(row.clocks).map((clock) => ({
      name: clock.name,
      target: `${clock.amount} business ${clock.unit}`,
      startedAt: clock.startedAt.toISOString(),
      paused: clock.pausedAt !== null,
      metAt: clock.metAt?.toISOString() ?? null,
      breached: isBreached(clock, now),
    })),
    items: row.items.map((item) => item.key),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  }
}

function inOrder<T extends Clock>(clocks: T[]): T[] {
  return [...clocks].sort(
    (a, b) =>
      a.startedAt.getTime() - b.startedAt.getTime() ||
      a.dueAt.getTime() - b.dueAt.getTime() ||
      (a.name < b.name ? 1 : -1),
  )
}

function day(date: Date | null): string | null {
  return date ? date.toISOString().slice(0, 10) : null
}
