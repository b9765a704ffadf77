// One row of a file, in one transaction: the item, its people, its release, its comments, and the memory that it came.
import { createHash, randomUUID } from 'node:crypto'
import { command, type Context } from '../kernel/command'
import { Prisma, type Tx } from '../kernel/db'
import { Refusal } from '../kernel/errors'
import { newSuffix } from '../kernel/secrets'
import { slugify } from '../kernel/text'
import { makeItem } from '../items'
import { writeComment } from '../threads'
import { importIssueSchema, importJoinedSchema, type ImportIssue } from './schema'

/** What was done and then taken back, because it was asked for as a rehearsal. */
export class Rehearsed extends Refusal {
  constructor() {
    super('conflict', 'This was a rehearsal: nothing was kept.')
  }
}

/**
 * Takes one Jira issue in, at the time that the command is told (the importer tells the issue's own). Private, whatever
 * it was before: what came from elsewhere is let out by clearance, like everything.
 */
export const importJiraIssue = command({
  name: 'import.jira-issue',
  input: importIssueSchema,
  may: (viewer) => viewer.role === 'system',
  async run(context) {
    const { tx, input, note } = context
    // Two imports at once would make the same people twice.
    await tx.$queryRaw(Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended('daylight.import', 0))::text`)
    const item = await takeIn(context)
    await remember(tx, {
      source: input.source,
      externalId: input.externalId,
      kind: 'item',
      subjectId: item.id,
      fingerprint: input.fingerprint,
    })
    for (const comment of input.comments) {
      const authorId = await personNamed(context, comment.author)
      await writeComment(
        { ...context, now: comment.at },
        { on: { itemId: item.id }, body: comment.body, audience: 'private', authorId },
      )
    }
    note.detail({ source: input.source, comments: input.comments.length })
    if (input.rehearse) throw new Rehearsed()
    return item
  },
})

/** Parents and links of these issues have been looked at, and need not be again. */
export const rememberJoined = command({
  name: 'import.joined',
  input: importJoinedSchema,
  may: (viewer) => viewer.role === 'system',
  async run({ tx, input, note }) {
    const rows = input.issues.map((issue) => ({ ...issue, kind: 'joined', fingerprint: '' }))
    await tx.importSource.createMany({ data: rows, skipDuplicates: true })
    note.detail({ issues: rows.length })
    return { id: rows[0]!.subjectId }
  },
})

async function takeIn(context: Context<ImportIssue>): Promise<{ id: string; key: string; version: number }> {
  const { tx, input } = context
  const assignee = input.assignee && (await personNamed(context, input.assignee))
  const item = await makeItem(context, {
    title: input.title,
    description: input.description,
    type: input.type,
    origin: input.origin,
    status: input.status,
    priority: input.priority,
    estimate: input.estimate,
    labels: input.labels,
    due: input.due,
    assignee,
    audience: 'private',
    reporterId: input.reporter ? await personNamed(context, input.reporter) : undefined,
  })
  // The rest of its past, which nobody who makes an item by hand may tell.
  await tx.item.updateMany({
    where: { id: item.id, version: item.version },
    data: {
      releaseId: input.release ? await releaseNamed(context, input.release) : null,
      statusSince: input.statusSince,
      doneAt: input.doneAt,
      updatedAt: input.updatedAt,
    },
  })
  return item
}

/**
 * The unclaimed person behind a name in the file: one for each name, without an address, so nobody can sign in as it.
 * A teammate of the same name is not taken for it: a file cannot say who somebody is.
 */
async function personNamed({ tx, now, note }: Context<ImportIssue>, name: string): Promise<string> {
  const there = await remembered(tx, { source: 'jira', kind: 'person', externalId: name })
  if (there) return there
  const id = randomUUID()
  await tx.person.create({ data: { id, name, role: 'employee', createdAt: now }, select: { id: true } })
  note.created({ kind: 'person', id, version: 1 }, 'person.imported')
  await remember(tx, {
    source: 'jira',
    kind: 'person',
    externalId: name,
    subjectId: id,
    fingerprint: fingerprint(name),
  })
  return id
}

async function releaseNamed({ tx, input, now, note }: Context<ImportIssue>, name: string): Promise<string> {
  const there = await remembered(tx, { source: input.source, kind: 'release', externalId: name })
  if (there) return there
  const id = randomUUID()
  const slug = `${slugify(name)}-${newSuffix()}`
  await tx.release.create({
    data: { id, slug, name, audience: 'private', createdAt: now },
    select: { id: true },
  })
  note.created({ kind: 'release', id, version: 1 })
  await remember(tx, {
    source: input.source,
    kind: 'release',
    externalId: name,
    subjectId: id,
    fingerprint: fingerprint(name),
  })
  return id
}

type Memory = { source: string; kind: string; externalId: string }

async function remembered(tx: Tx, memory: Memory): Promise<string | null> {
  const row = await tx.importSource.findUnique({
    where: { source_kind_externalId: memory },
    select: { subjectId: true },
  })
  return row?.subjectId ?? null
}

async function remember(tx: Tx, memory: Memory & { subjectId: string; fingerprint: string }): Promise<void> {
  await tx.importSource.create({ data: memory, select: { subjectId: true } })
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
