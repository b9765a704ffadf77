// What is done with a request, by the person who asked and by the team. Each verb changes the state, the clocks and the
// thread in one transaction; who is told follows from the outbox.
import { randomUUID } from 'node:crypto'
import { isTeam, isTeammate, type Asker } from '../kernel/audience'
import { command, tooLate, type CommandOptions, type Context } from '../kernel/command'
import { workCalendar } from '../kernel/work-calendar'
import type { Tx } from '../kernel/db'
import { conflict, invalid, notFound, orNotFound, Refusal } from '../kernel/errors'
import { attachFiles } from '../files'
import { makeItem } from '../items'
import { writeComment } from '../threads'
import { startClocks, turnClock } from './clocks'
import { after, checkAnswers, dueOf, titleOf, type Verb } from './rules'
import {
  createRequestSchema,
  declineSchema,
  draftSchema,
  dropDraftSchema,
  finishSchema,
  makeItemSchema,
  onRequestSchema,
  reopenSchema,
  replySchema,
  saySchema,
  clockTargetsSchema,
  questionsSchema,
  type Status,
} from './schema'

export type Written = { id: string; key: string; status: Status; version: number }

const forTheTeam = isTeam

/** Asks something of the team. Answers of questions that were not asked are dropped; each problem is named at its field. */
export const createRequest = command({
  name: 'request.create',
  input: createRequestSchema,
  may: (viewer) => isTeammate(viewer) && viewer.id !== null,
  async run({ tx, viewer, input, now, note }): Promise<Written> {
    const type = await tx.requestType.findFirst({ where: { slug: input.type, retiredAt: null } })
    if (!type) throw invalid('type', 'There is no such kind of request.')
    const questions = questionsSchema.parse(type.questions)
    const checked = checkAnswers(questions, input.answers)
    const urgent = input.urgent ?? false
    const reason = input.urgentReason?.trim() ?? ''
    if (urgent && !reason)
      checked.problems.push({
        path: 'urgentReason',
        message: 'Say why it cannot wait: somebody will be called away from other work.',
      })
    if (checked.problems.length > 0) throw problems(checked.problems)
    const due = dueOf(questions, checked.answers)
    const [numbered] = await tx.$queryRaw<{ key: string }[]>`SELECT work.take_request_key() AS key`
    const calendar = await workCalendar(tx)
    const request = await tx.request.create({
      data: {
        id: randomUUID(),
        key: numbered!.key,
        typeId: type.id,
        title: titleOf(type.titleFrom, questions, checked.answers, type.name),
        answers: checked.answers,
        urgent,
        urgentReason: urgent ? reason : null,
        requesterId: viewer.id!,
        due: due ? new Date(`${due}T00:00:00Z`) : null,
        createdAt: now,
        updatedAt: now,
      },
      select: { id: true, key: true, version: true },
    })
    await tx.requestClock.createMany({
      data: startClocks(clockTargetsSchema.parse(type.targets), { urgent, at: now, calendar }).map(
        (clock) => ({ ...clock, requestId: request.id }),
      ),
    })
    await attachFiles(
      { tx, viewer },
      { ids: [...checked.files, ...(input.files ?? [])], to: { requestId: request.id } },
    )
    await tx.draft.deleteMany({ where: { personId: viewer.id!, form: draftName(input.type) } })
    note.created(
      { kind: 'request', id: request.id, version: request.version },
      urgent ? 'request.created-urgent' : 'request.created',
    )
    return { ...request, status: 'new' }
  },
  replay: ({ tx, id }) => written(tx, id),
})

/** Says "I have read this": the first promise, kept on purpose and never by merely opening a page. */
export const seeRequest = command({
  name: 'request.see',
  input: onRequestSchema,
  may: forTheTeam,
  run: (context) => step(context, 'see', { event: 'request.seen' }),
  replay: ({ tx, id }) => written(tx, id),
})

/** Takes it in hand. Whoever takes it has read it. */
export const takeRequest = command({
  name: 'request.take',
  input: onRequestSchema,
  may: forTheTeam,
  run: (context) => step(context, 'take', { event: 'request.taken', owner: 'viewer' }),
  replay: ({ tx, id }) => written(tx, id),
})

/** Words to the requester. `askBack` gives them the turn and stops the clocks; `answers` keeps the promise of an answer. */
export const replyToRequest = command({
  name: 'request.reply',
  input: replySchema,
  may: forTheTeam,
  async run(context) {
    const { body, files, askBack, answers } = context.input
    const out = await step(context, askBack ? 'ask' : 'reply', {
      event: 'request.replied',
      owner: 'if none',
      answered: answers,
    })
    await writeComment(context, { on: { requestId: out.id }, body, audience: 'requester', files })
    return out
  },
  replay: ({ tx, id }) => written(tx, id),
})

/** A note among the team. The requester never gets it, by no way. */
export const noteOnRequest = command({
  name: 'request.note',
  input: saySchema,
  may: forTheTeam,
  async run(context): Promise<Written> {
    const request = await getRequest(context.tx, context.input.key)
    await writeComment(context, {
      on: { requestId: request.id },
      body: context.input.body,
      audience: 'team',
      files: context.input.files,
    })
    return { id: request.id, key: request.key, status: request.status as Status, version: request.version }
  },
  replay: ({ tx, id }) => written(tx, id),
})

/** The requester's own words. When the team had asked, the turn is the team's again and the clocks go on. */
export const answerBack = command({
  name: 'request.answer-back',
  input: saySchema,
  may: isTeammate,
  async run(context) {
    const request = await getRequest(context.tx, context.input.key)
    if (request.requesterId !== context.viewer.id) throw notFound()
    const out = await step(context, 'answer', { event: 'request.answered-back' })
    await writeComment(context, {
      on: { requestId: out.id },
      body: context.input.body,
      audience: 'requester',
      files: context.input.files,
    })
    return out
  },
  replay: ({ tx, id }) => written(tx, id),
})

/** Turns it into planned work: a private item that remembers the request it came from. */
export const makeItemFromRequest = command({
  name: 'request.make-item',
  input: makeItemSchema,
  may: forTheTeam,
  async run(context): Promise<Written & { itemKey: string }> {
    const { title, origin, description, priority } = context.input
    const out = await step(context, 'item', { event: 'request.made-item' })
    const item = await makeItem(context, {
      title,
      origin,
      type: origin === 'ask' ? 'ask' : origin === 'bug' ? 'bug' : 'task',
      description: description ?? '',
      audience: 'private',
      priority: priority ?? 'none',
      requestId: out.id,
    })
    context.note.detail({ item: item.id })
    return { ...out, itemKey: item.key }
  },
  async replay({ tx, id }) {
    const request = await written(tx, id)
    const item = await tx.item.findFirst({
      where: { requestId: id },
      orderBy: { createdAt: 'desc' },
      select: { key: true },
    })
    return request && item && { ...request, itemKey: item.key }
  },
})

/** Done, with words for the requester if there are any. */
export const finishRequest = command({
  name: 'request.finish',
  input: finishSchema,
  may: forTheTeam,
  run: (context) =>
    step(context, 'finish', {
      event: 'request.done',
      owner: 'if none',
      words: context.input.words?.trim() || null,
    }),
  replay: ({ tx, id }) => written(tx, id),
})

/** No, and why. */
export const declineRequest = command({
  name: 'request.decline',
  input: declineSchema,
  may: forTheTeam,
  run: (context) =>
    step(context, 'decline', { event: 'request.declined', owner: 'if none', words: context.input.words }),
  replay: ({ tx, id }) => written(tx, id),
})

/** Open again, by the requester or by the team; the reason goes into the thread. */
export const reopenRequest = command({
  name: 'request.reopen',
  input: reopenSchema,
  may: isTeammate,
  async run(context) {
    const request = await getRequest(context.tx, context.input.key)
    if (request.requesterId !== context.viewer.id && !isTeam(context.viewer)) throw notFound()
    const out = await step(context, 'reopen', { event: 'request.reopened', words: null })
    const words = context.input.words?.trim()
    if (words) await writeComment(context, { on: { requestId: out.id }, body: words, audience: 'requester' })
    return out
  },
  replay: ({ tx, id }) => written(tx, id),
})

/** Keeps a half-filled form, so that a reload loses no word. */
export const saveDraft = command({
  name: 'draft.save',
  input: draftSchema,
  may: (viewer) => isTeammate(viewer) && viewer.id !== null,
  async run({ tx, viewer, input, now }) {
    const { type, ...answers } = input
    const at = { personId: viewer.id!, form: draftName(type) }
    const kept = JSON.stringify(answers)
    if (kept.length > 300_000)
      throw invalid('answers', 'This draft has grown too long to keep. Please send it, or shorten it.')
    await tx.draft.upsert({
      where: { personId_form: at },
      create: { ...at, answers: JSON.parse(kept), updatedAt: now },
      update: { answers: JSON.parse(kept), updatedAt: now },
    })
    return { id: viewer.id!, savedAt: now }
  },
})

export const dropDraft = command({
  name: 'draft.drop',
  input: dropDraftSchema,
  may: (viewer) => isTeammate(viewer) && viewer.id !== null,
  async run({ tx, viewer, input }) {
    await tx.draft.deleteMany({ where: { personId: viewer.id!, form: draftName(input.type) } })
    return { id: viewer.id! }
  },
})

/** What a transition by name may be: for the API and for hooks. */
export const transitions = ['seen', 'working', 'waiting', 'done', 'declined', 'reopened'] as const
export type Transition = { key: string; to: (typeof transitions)[number]; words?: string; version?: number }

/** One transition by the name of the status that it leads to. Waiting and declined need words. */
export function transitionRequest(
  asker: Asker,
  { to, words, key, version }: Transition,
  options?: CommandOptions,
): Promise<Written> {
  switch (to) {
    case 'seen':
      return seeRequest(asker, { key, version }, options)
    case 'working':
      return takeRequest(asker, { key, version }, options)
    case 'waiting':
      return replyToRequest(asker, { key, version, body: words ?? '', askBack: true }, options)
    case 'done':
      return finishRequest(asker, { key, version, words }, options)
    case 'declined':
      return declineRequest(asker, { key, version, words: words ?? '' }, options)
    case 'reopened':
      return reopenRequest(asker, { key, version, words }, options)
  }
}

export function draftName(type: string): string {
  return `request:${type}`
}

type Step = {
  event: string
  owner?: 'viewer' | 'if none'
  /** Words that close it; null takes earlier ones away; undefined leaves them. */
  words?: string | null
  answered?: boolean
}

/** The state machine, the clocks and the record of one verb. Everything that happens to a request goes through here. */
async function step(
  {
    tx,
    viewer,
    input,
    now,
    note,
  }: Pick<Context<{ key: string; version?: number }>, 'tx' | 'viewer' | 'input' | 'now' | 'note'>,
  verb: Verb,
  { event, owner, words, answered }: Step,
): Promise<Written> {
  const before = await getRequest(tx, input.key)
  if (input.version !== undefined && input.version !== before.version)
    throw await tooLate(tx, { kind: 'request', id: before.id, since: input.version })
  const move = after(before.status as Status, verb)
  if ('refusal' in move) throw conflict(move.refusal)
  const { status } = move
  const ours = verb !== 'answer' && verb !== 'reopen'
  const closes = verb === 'finish' || verb === 'decline'
  const first = ours && !before.seenAt
  const ownerId = owner === 'viewer' || (owner === 'if none' && !before.ownerId) ? viewer.id : before.ownerId
  const changed = {
    status,
    ownerId,
    seenAt: first ? now : before.seenAt,
    seenById: first ? viewer.id : before.seenById,
    takenAt: ownerId !== before.ownerId ? now : before.takenAt,
    closedAt: closes ? now : verb === 'reopen' ? null : before.closedAt,
    closingWords: words === undefined ? before.closingWords : words,
  }
  const { count } = await tx.request.updateMany({
    where: { id: before.id, version: before.version },
    data: { ...changed, updatedAt: now, version: { increment: 1 } },
  })
  if (count === 0) throw await tooLate(tx, { kind: 'request', id: before.id, since: before.version })
  await turnClocks(tx, before.id, {
    seen: ours,
    answered: closes || (answered ?? false),
    waits: status === 'waiting',
    reopened: verb === 'reopen',
    at: now,
  })
  const subject = { kind: 'request', id: before.id, version: before.version + 1 }
  const told = note.changed(subject, {
    before,
    after: { ...before, ...changed },
    fields: ['status', 'ownerId', 'seenAt', 'closedAt'],
    event,
  })
  // A second reply changes no field; live pages still want to hear of the new version.
  if (!told) note.told(subject, event)
  return { id: before.id, key: before.key, status, version: subject.version }
}

async function turnClocks(
  tx: Tx,
  requestId: string,
  happened: { seen: boolean; answered: boolean; waits: boolean; reopened: boolean; at: Date },
) {
  const clocks = await tx.requestClock.findMany({ where: { requestId } })
  const calendar = await workCalendar(tx)
  for (const clock of clocks) {
    const change = turnClock(clock, { ...happened, calendar })
    if (change) await tx.requestClock.update({ where: { id: clock.id }, data: change, select: { id: true } })
  }
}

const recorded = {
  id: true,
  key: true,
  status: true,
  ownerId: true,
  requesterId: true,
  seenAt: true,
  seenById: true,
  takenAt: true,
  closedAt: true,
  closingWords: true,
  version: true,
} as const

async function getRequest(tx: Tx, key: string) {
  return orNotFound(await tx.request.findFirst({ where: { key, archivedAt: null }, select: recorded }))
}

async function written(tx: Tx, id: string): Promise<Written | null> {
  const row = await tx.request.findFirst({
    where: { id, archivedAt: null },
    select: { id: true, key: true, status: true, version: true },
  })
  return row && { ...row, status: row.status as Status }
}

function problems(fields: { path: string; message: string }[]): Refusal {
  return new Refusal(
    'invalid',
    fields.length === 1 ? fields[0]!.message : `${fields.length} questions need another look.`,
    fields,
  )
}
