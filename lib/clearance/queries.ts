// Where public texts stand. Only the team reads these: what waits is nobody else's to know.
import type { Asker, Audience, Viewer } from '../kernel/audience'
import { isTeam } from '../kernel/audience'
import { asViewer, Prisma, type Tx } from '../kernel/db'
import { findingsIn } from './commands'
import { refuseApproval, whyItWaits, type Finding } from './rules'
import type { FaceKind, FaceState, FaceSubject, FaceWords } from './schema'
import { faceDiff, type FieldDiff } from './words-diff'

export type FaceView = FaceWords & {
  slug: string
  kind: FaceKind
  state: FaceState
  version: number
  /** What anyone reads at this moment; null while there is nothing outside. */
  live: (FaceWords & { publishedAt: Date; updatedAt: Date }) | null
  /** What would change outside if these words were let out. */
  diff: FieldDiff[]
  findings: Finding[]
  writers: string[]
  submittedBy: string | null
  submittedAt: Date | null
  approvedBy: string | null
  publishedAt: Date | null
  withdrawn: { by: string | null; at: Date; why: string } | null
  /** What the second person said when sending it back last, unless the words changed since. */
  returned: { words: string; by: string | null; at: Date } | null
  /** Why this viewer may not approve, or null. */
  notMine: string | null
  /** Why publishing waits although it is nobody's fault, or null. */
  waits: string | null
}

type FaceRow = FaceWords & {
  id: string
  slug: string
  ideaId: string | null
  state: FaceState
  version: number
  editorIds: string[]
  submittedById: string | null
  submittedBy: string | null
  submittedAt: Date | null
  approvedBy: string | null
  publishedAt: Date | null
  withdrawnAt: Date | null
  withdrawnBy: string | null
  withdrawnWhy: string | null
}

/** The face of a thing with everything that a second person must know; null when there is none. */
export async function findFace(asker: Asker, subject: FaceSubject): Promise<FaceView | null> {
  return (await findSides(asker, subject))?.face ?? null
}

export type Inside = {
  title: string
  text: string
  status: string
  quarter: string | null
  audience: Audience
}

/** Both sides of a thing: what we say among ourselves, and what anyone reads or will read. Null for who may see neither. */
export function findSides(
  asker: Asker,
  subject: FaceSubject,
): Promise<{ inside: Inside; face: FaceView | null } | null> {
  return asViewer(asker, async (tx, viewer) => {
    if (!isTeam(viewer)) return null
    const [inside] =
      'idea' in subject
        ? await tx.$queryRaw<
            Inside[]
          >`SELECT title, problem AS text, status, quarter, audience FROM work.idea WHERE slug = ${subject.idea}`
        : await tx.$queryRaw<
            Inside[]
          >`SELECT title, description AS text, status, NULL AS quarter, audience FROM work.item WHERE key = ${subject.item}`
    if (!inside) return null
    const where =
      'idea' in subject
        ? Prisma.sql`f.idea_id = (SELECT i.id FROM work.idea i WHERE i.slug = ${subject.idea})`
        : Prisma.sql`f.item_id = (SELECT k.id FROM work.item k WHERE k.key = ${subject.item})`
    const [row] = await tx.$queryRaw<FaceRow[]>`
      SELECT f.id, f.slug, f.idea_id AS "ideaId", f.title, f.summary, f.body, f.status, f.quarter, f.state, f.version,
        f.editor_ids AS "editorIds", f.submitted_by_id AS "submittedById", s.name AS "submittedBy", f.submitted_at AS "submittedAt",
        a.name AS "approvedBy", f.published_at AS "publishedAt", f.withdrawn_at AS "withdrawnAt", w.name AS "withdrawnBy", f.withdrawn_why AS "withdrawnWhy"
      FROM work.face f LEFT JOIN work.person s ON s.id = f.submitted_by_id LEFT JOIN work.person a ON a.id = f.approved_by_id
        LEFT JOIN work.person w ON w.id = f.withdrawn_by_id
      WHERE ${where}`
    return { inside, face: row ? await drawn(tx, viewer, row) : null }
  })
}

async function drawn(tx: Tx, viewer: Viewer, row: FaceRow): Promise<FaceView> {
  const live = await tx.publishedEntry.findUnique({
    where: { slug: row.slug },
    select: {
      title: true,
      summary: true,
      body: true,
      status: true,
      quarter: true,
      publishedAt: true,
      updatedAt: true,
    },
  })
  const team = await tx.person.findMany({
    where: { role: { in: ['security', 'admin'] }, disabledAt: null },
    select: { id: true, name: true },
  })
  const writers = await tx.person.findMany({ where: { id: { in: row.editorIds } }, select: { name: true } })
  const others = team.filter(
    ({ id }) => !row.editorIds.includes(id) && id !== (row.submittedById ?? viewer.id),
  )
  const waiting = row.state === 'in review' || row.state === 'candidate'
  const { title, summary, body, status, quarter } = row
  const words: FaceWords = { title, summary, body, status, quarter }
  return {
    ...words,
    slug: row.slug,
    kind: row.ideaId ? 'idea' : 'item',
    state: row.state,
    version: row.version,
    live,
    diff: faceDiff(live, words),
    findings: await findingsIn(tx, words),
    writers: writers.map(({ name }) => name),
    submittedBy: row.submittedBy,
    submittedAt: row.submittedAt,
    approvedBy: row.approvedBy,
    publishedAt: row.publishedAt,
    withdrawn: row.withdrawnAt
      ? { by: row.withdrawnBy, at: row.withdrawnAt, why: row.withdrawnWhy ?? '' }
      : null,
    returned: row.state === 'candidate' ? await lastReturn(tx, row.id) : null,
    notMine: refuseApproval({
      viewerId: viewer.id,
      editorIds: row.editorIds,
      submittedById: row.submittedById,
    }),
    waits: waiting ? whyItWaits(others.length) : null,
  }
}

async function lastReturn(tx: Tx, faceId: string): Promise<FaceView['returned']> {
  const [last] = await tx.$queryRaw<{ command: string; words: unknown; by: string | null; at: Date }[]>`
    SELECT h.command, h."is" AS words, p.name AS by, h.at FROM work.history h LEFT JOIN work.person p ON p.id = h.person_id
    WHERE h.kind = 'face' AND h.subject_id = ${faceId}::uuid AND (h.field = 'returned' OR h.command = 'face.submit')
    ORDER BY h.id DESC LIMIT 1`
  return last?.command === 'face.return' && typeof last.words === 'string'
    ? { words: last.words, by: last.by, at: last.at }
    : null
}

export type QueueRow = {
  kind: FaceKind
  /** The slug of an idea or the key of an item, for its page inside. */
  inside: string
  insideTitle: string
  audience: Audience
  slug: string
  title: string
  status: string
  quarter: string | null
  state: FaceState
  live: boolean
  submittedBy: string | null
  submittedAt: Date | null
  publishedAt: Date | null
  withdrawnAt: Date | null
  withdrawnBy: string | null
  withdrawnWhy: string | null
  updatedAt: Date
  mine: boolean
}

export type PublishQueue = {
  inReview: QueueRow[]
  candidates: QueueRow[]
  live: QueueRow[]
  withdrawn: QueueRow[]
  /** In our sights and not private, but nobody has written a public text: the debt. */
  unwritten: { slug: string; title: string; status: string; quarter: string; votes: number }[]
}

/** What waits for a second person, what is being written, what is public, what was withdrawn, and what is still owed. */
export function publishQueue(asker: Asker): Promise<PublishQueue> {
  return asViewer(asker, async (tx, viewer) => {
    if (!isTeam(viewer)) return { inReview: [], candidates: [], live: [], withdrawn: [], unwritten: [] }
    const rows = await tx.$queryRaw<QueueRow[]>`
      SELECT CASE WHEN f.idea_id IS NULL THEN 'item' ELSE 'idea' END AS kind, coalesce(i.slug, k.key) AS inside,
        coalesce(i.title, k.title) AS "insideTitle", coalesce(i.audience, k.audience) AS audience, f.slug, f.title, f.status, f.quarter, f.state,
        e.slug IS NOT NULL AS live, s.name AS "submittedBy", f.submitted_at AS "submittedAt", coalesce(e.updated_at, f.published_at) AS "publishedAt",
        f.withdrawn_at AS "withdrawnAt", w.name AS "withdrawnBy", f.withdrawn_why AS "withdrawnWhy", f.updated_at AS "updatedAt",
        (${viewer.id}::uuid = ANY (f.editor_ids) OR coalesce(f.submitted_by_id = ${viewer.id}::uuid, false)) AS mine
      FROM work.face f LEFT JOIN work.idea i ON i.id = f.idea_id LEFT JOIN work.item k ON k.id = f.item_id
        LEFT JOIN work.person s ON s.id = f.submitted_by_id LEFT JOIN work.person w ON w.id = f.withdrawn_by_id
        LEFT JOIN published.entry e ON e.slug = f.slug
      WHERE coalesce(i.slug, k.key) IS NOT NULL
      ORDER BY f.state = 'in review' DESC, coalesce(f.submitted_at, f.updated_at) DESC, f.id LIMIT 1000`
    const unwritten = await tx.$queryRaw<PublishQueue['unwritten']>`
      SELECT i.slug, i.title, i.status, i.quarter, (SELECT count(*)::int FROM work.vote v WHERE v.idea_id = i.id) AS votes
      FROM work.idea i WHERE i.archived_at IS NULL AND i.quarter IS NOT NULL AND i.status IN ('planned', 'in progress', 'shipped')
        AND i.audience <> 'private' AND NOT EXISTS (SELECT 1 FROM work.face f WHERE f.idea_id = i.id)
      ORDER BY i.quarter, votes DESC, i.id LIMIT 100`
    return {
      inReview: rows.filter(({ state }) => state === 'in review'),
      candidates: rows.filter(({ state }) => state === 'candidate'),
      live: rows.filter(({ live }) => live),
      withdrawn: rows.filter(({ state, live }) => state === 'withdrawn' && !live),
      unwritten,
    }
  })
}
