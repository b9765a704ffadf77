// What is read of requests. A requester gets the own ones and what was said to them; the policies see to it, and the
// shapes here carry nothing that is not drawn.
import { isTeam, type Asker } from '../kernel/audience'
import { cursorAt, placeAt } from '../kernel/cursor'
import { asViewer, Prisma, type Tx } from '../kernel/db'
import { workCalendar } from '../kernel/work-calendar'
import { now as theTime } from '../kernel/now'
import { isKey, isSlug } from '../kernel/shapes'
import { listComments, type DrawnComment } from '../threads'
import { drawClock, expectation, inOrder, isBreached, promiseWords, type DrawnClock } from './clocks'
import { draftName } from './commands'
import { answerLabel } from './rules'
import {
  clockTargetsSchema,
  questionsSchema,
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
export async function findRequestForm(
  asker: Asker,
  slug: string,
): Promise<{ type: FormOfType; draft: Draft | null } | null> {
  if (!isSlug(slug)) return null
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
export async function findRequest(asker: Asker, key: string): Promise<DrawnRequest | null> {
  if (!isKey(key)) return null
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

/** What is read of a request, on its page and for scripts. */
export const columns = {
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

/** A day as it is written down. */
export function day(date: Date | null): string | null {
  return date ? date.toISOString().slice(0, 10) : null
}
