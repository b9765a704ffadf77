// Requests and their threads in the shape that the API promises to scripts.
import type { Asker } from '../kernel/audience'
import { cursorAt, placeOrRefuse } from '../kernel/cursor'
import { asViewer, type Prisma } from '../kernel/db'
import { invalid } from '../kernel/errors'
import { now as theTime } from '../kernel/now'
import { isKey } from '../kernel/shapes'
import { listComments } from '../threads'
import { inOrder, isBreached } from './clocks'
import { columns, day } from './queries'
import { statuses, type Answers, type Status } from './schema'

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
export async function requestForApi(asker: Asker, key: string): Promise<ApiRequest | null> {
  if (!isKey(key)) return null
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
