// The way out: somebody writes a public text, submits it, and somebody else lets it go. Nothing is cut out of the inside
// text, and the database checks once more that two people stand behind these very words.
import { randomUUID } from 'node:crypto'
import { isTeam } from '../kernel/audience'
import { command, tooLate, type Context } from '../kernel/command'
import type { Tx } from '../kernel/db'
import { conflict, invalid, notAllowed, orNotFound, Refusal, refuseIf } from '../kernel/errors'
import { newSuffix } from '../kernel/secrets'
import { settings } from '../kernel/settings'
import { slugify } from '../kernel/text'
import { findings, refuseApproval, type Finding, type Known } from './rules'
import {
  approveFaceSchema,
  faceStatuses,
  returnFaceSchema,
  submitFaceSchema,
  withdrawFaceSchema,
  writeFaceSchema,
  type FaceSubject,
  type FaceWords,
} from './schema'

export type FaceRef = { id: string; slug: string; state: string; version: number }

/** Writes the next public text of an idea or an item. What is live stays as it is until a second person lets this out. */
export const writeFace = command({
  name: 'face.write',
  input: writeFaceSchema,
  may: isTeam,
  async run({ tx, viewer, input, now, note }): Promise<FaceRef> {
    const subject = await subjectOf(tx, input.subject)
    if (!(faceStatuses[subject.kind] as readonly string[]).includes(input.status))
      throw invalid('status', `Choose one of: ${faceStatuses[subject.kind].join(', ')}.`)
    const words: FaceWords = {
      title: input.title,
      summary: input.summary ?? '',
      body: input.body ?? '',
      status: input.status,
      quarter: input.quarter ?? null,
    }
    const before = await tx.face.findFirst({ where: subject.where, select: faceColumns })
    if (!before) {
      if (input.version !== undefined) throw orNotFoundFace()
      const id = randomUUID()
      const slug = `${slugify(words.title)}-${newSuffix()}`
      await tx.face.create({
        data: {
          id,
          ...subject.where,
          slug,
          ...words,
          editorIds: [viewer.id!],
          createdAt: now,
          updatedAt: now,
        },
        select: { id: true },
      })
      note.created({ kind: 'face', id, version: 1 })
      return { id, slug, state: 'candidate', version: 1 }
    }
    const version = input.version ?? before.version
    const live = await isLive(tx, before.slug)
    const same = before.state !== 'withdrawn' && wordFields.every((field) => before[field] === words[field])
    // An address is part of the words. It follows the title until readers have it; after a withdrawal it never returns.
    const keepsAddress = live || (words.title === before.title && before.state !== 'withdrawn')
    const done = await tx.face.updateMany({
      where: { id: before.id, version },
      data: same
        ? { updatedAt: now }
        : {
            ...words,
            slug: keepsAddress ? before.slug : `${slugify(words.title)}-${newSuffix()}`,
            state: 'candidate',
            updatedAt: now,
          },
    })
    if (done.count === 0) throw await tooLate(tx, { kind: 'face', id: before.id, since: version })
    const after = orNotFound(await tx.face.findUnique({ where: { id: before.id }, select: faceColumns }))
    note.changed(at(after), { before, after, fields: [...wordFields, 'state'] })
    return ref(after)
  },
  replay: refById,
})

/** Hands the words to a second person. What can never be published is refused here already. */
export const submitFace = command({
  name: 'face.submit',
  input: submitFaceSchema,
  may: isTeam,
  async run(context): Promise<FaceRef> {
    const { tx, viewer, input, now, note } = context
    const before = await faceAt(tx, input)
    refuseIf(before.state === 'in review', 'These words already wait for a second person.')
    refuseIf(before.state === 'public', 'These very words are public. Change something first.')
    refuseIf(before.state === 'withdrawn', 'These words were withdrawn. Write them anew, then submit them.')
    const found = await findingsIn(tx, before)
    refuseFindings(found.filter(({ final }) => final))
    await change(context, before, { state: 'in review', submittedAt: now, submittedById: viewer.id })
    note.detail({ findings: marks(found) })
    note.changed(at(before), {
      before,
      after: { ...before, state: 'in review' },
      fields: ['state'],
      event: 'face.submitted',
    })
    return { ...ref(before), state: 'in review' }
  },
  replay: refById,
})

/**
 * The second person lets the words out. Findings that may be overridden want a reason by name, which the audit log keeps.
 */
export const approveFace = command({
  name: 'face.approve',
  input: approveFaceSchema,
  may: isTeam,
  async run(context): Promise<FaceRef> {
    const { tx, viewer, input, now, note } = context
    const before = await faceAt(tx, input)
    const not = refuseApproval({
      viewerId: viewer.id,
      editorIds: before.editorIds,
      submittedById: before.submittedById,
    })
    if (not) throw notAllowed(not)
    refuseIf(
      before.state !== 'in review',
      'These words do not wait for approval. Somebody submits them first.',
    )
    const found = await findingsIn(tx, before)
    refuseFindings(found.filter(({ final }) => final))
    if (found.length > 0 && !input.reason)
      throw new Refusal(
        'invalid',
        `Say why this may stand: ${found.map(({ sentence }) => sentence).join(' ')}`,
        [{ path: 'reason', message: 'Give a reason; it is kept in the audit log with your name.' }],
      )
    await change(context, before, {
      approvedAt: now,
      approvedById: viewer.id,
      approvedVersion: before.version,
    })
    await tx.$queryRaw`SELECT work.publish_face(${before.id}::uuid, ${now})`
    if (found.length > 0) note.detail({ overridden: marks(found), reason: input.reason ?? null })
    note.changed(at(before), {
      before,
      after: { ...before, state: 'public' },
      fields: ['state'],
      event: 'face.published',
    })
    return { ...ref(before), state: 'public' }
  },
  replay: refById,
})

/** The second person sends the words back, saying what is missing. */
export const returnFace = command({
  name: 'face.return',
  input: returnFaceSchema,
  may: isTeam,
  async run(context): Promise<FaceRef> {
    const { tx, input, note } = context
    const before = await faceAt(tx, input)
    if (!input.words.trim()) throw invalid('words', 'Say what should be different, so that the writer knows.')
    refuseIf(
      before.state !== 'in review',
      'These words do not wait for approval, so they cannot be sent back.',
    )
    await change(context, before, { state: 'candidate', submittedAt: null, submittedById: null })
    note.changed(at(before), {
      before: { ...before, returned: null as string | null },
      after: { ...before, state: 'candidate', returned: input.words as string | null },
      fields: ['state', 'returned'],
      event: 'face.returned',
    })
    return { ...ref(before), state: 'candidate' }
  },
  replay: refById,
})

/** Takes a text out of daylight, at once. One person is enough: closing a door never waits for a second hand. */
export const withdrawFace = command({
  name: 'face.withdraw',
  input: withdrawFaceSchema,
  may: isTeam,
  async run(context): Promise<FaceRef> {
    const { tx, viewer, input, now, note } = context
    const before = await faceOf(tx, input.subject, {})
    refuseIf(!(await isLive(tx, before.slug)), 'This is not public, so there is nothing to withdraw.')
    await tx.$queryRaw`SELECT work.withdraw_face(${before.id}::uuid, ${now})`
    await change(context, before, {
      state: 'withdrawn',
      withdrawnAt: now,
      withdrawnById: viewer.id,
      withdrawnWhy: input.reason,
      submittedAt: null,
      submittedById: null,
      approvedAt: null,
      approvedById: null,
      approvedVersion: null,
    })
    note.changed(at(before), {
      before: { ...before, why: null as string | null },
      after: { ...before, state: 'withdrawn', why: input.reason as string | null },
      fields: ['state', 'why'],
      event: 'face.withdrawn',
    })
    return { ...ref(before), state: 'withdrawn' }
  },
  replay: refById,
})

const wordFields = ['title', 'summary', 'body', 'status', 'quarter'] as const
const faceColumns = {
  id: true,
  slug: true,
  title: true,
  summary: true,
  body: true,
  status: true,
  quarter: true,
  state: true,
  version: true,
  editorIds: true,
  submittedById: true,
} as const
type FaceRecord = FaceWords & {
  id: string
  slug: string
  state: string
  version: number
  editorIds: string[]
  submittedById: string | null
}

// What was put away is not let out. Withdrawing alone asks for it all the same: a door can always be closed.
const living = { archivedAt: null }

/** The thing that is to have a face, looked up as the viewer. */
async function subjectOf(tx: Tx, subject: FaceSubject, which: { archivedAt?: null } = living) {
  if ('idea' in subject) {
    const idea = orNotFound(
      await tx.idea.findFirst({ where: { slug: subject.idea, ...which }, select: { id: true } }),
    )
    return { kind: 'idea' as const, where: { ideaId: idea.id } }
  }
  const item = orNotFound(
    await tx.item.findFirst({ where: { key: subject.item, ...which }, select: { id: true } }),
  )
  return { kind: 'item' as const, where: { itemId: item.id } }
}

/** The face as the person had it before them; whatever was written since is theirs to read first. */
async function faceAt(
  tx: Tx,
  { subject, version }: { subject: FaceSubject; version: number },
): Promise<FaceRecord> {
  const face = await faceOf(tx, subject)
  if (face.version !== version) throw await tooLate(tx, { kind: 'face', id: face.id, since: version })
  return face
}

async function faceOf(tx: Tx, subject: FaceSubject, which?: { archivedAt?: null }): Promise<FaceRecord> {
  const { where } = await subjectOf(tx, subject, which)
  return orNotFound(await tx.face.findFirst({ where, select: faceColumns }))
}

/** Writes where nobody wrote meanwhile: the state is part of the question, because moves do not raise the version. */
async function change(
  { tx, now }: Pick<Context<unknown>, 'tx' | 'now'>,
  before: FaceRecord,
  data: Parameters<Tx['face']['updateMany']>[0]['data'],
): Promise<void> {
  const done = await tx.face.updateMany({
    where: {
      id: before.id,
      version: before.version,
      ...(data.state === 'withdrawn' ? {} : { state: before.state }),
    },
    data: { ...data, updatedAt: now },
  })
  if (done.count === 0) throw await tooLate(tx, { kind: 'face', id: before.id, since: before.version })
}

async function isLive(tx: Tx, slug: string): Promise<boolean> {
  return (await tx.publishedEntry.findUnique({ where: { slug }, select: { slug: true } })) !== null
}

/** What a machine finds in these words, with the names of this workspace. */
export async function findingsIn(tx: Tx, words: FaceWords): Promise<Finding[]> {
  return findings(words, await knownHere(tx))
}

async function knownHere(tx: Tx): Promise<Known> {
  const people = await tx.person.findMany({ select: { name: true } })
  const workspace = await tx.workspace.findUnique({ where: { id: 1 }, select: { keyPrefix: true } })
  return {
    people: people.map(({ name }) => name),
    keyPrefix: workspace?.keyPrefix ?? 'SEC',
    ownHost: new URL(settings().publicAddress).hostname,
  }
}

function refuseFindings(found: Finding[]): void {
  if (found.length === 0) return
  throw new Refusal(
    'conflict',
    `This cannot be published. ${found.map(({ sentence }) => sentence).join(' ')}`,
    found.map(({ field, sentence }) => ({ path: field, message: sentence })),
  )
}

/** Findings for the audit line: kinds and fields, never the words. */
function marks(found: Finding[]): string {
  return [...new Set(found.map(({ kind, field }) => `${kind} in ${field}`))].join(', ')
}

function at(face: { id: string; version: number }) {
  return { kind: 'face', id: face.id, version: face.version }
}

function ref({ id, slug, state, version }: FaceRecord): FaceRef {
  return { id, slug, state, version }
}

function refById({ tx, id }: { tx: Tx; id: string }): Promise<FaceRef | null> {
  return tx.face.findUnique({ where: { id }, select: { id: true, slug: true, state: true, version: true } })
}

function orNotFoundFace() {
  return conflict(
    'There is no public text yet, so there is no version of it. Send the first one without a version.',
  )
}
