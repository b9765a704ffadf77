// Suggesting, planning and promoting ideas, and the votes for them.
import { randomUUID } from 'node:crypto'
import { isHouse, isTeam, loosens, type Viewer } from '../kernel/audience'
import { command, tooLate, type Context, type Subject } from '../kernel/command'
import type { Tx } from '../kernel/db'
import { invalid, orNotFound, refuseIf } from '../kernel/errors'
import { newSuffix } from '../kernel/secrets'
import { slugify } from '../kernel/text'
import { makeItem } from '../items'
import { epicAudience, refuseEpicAudience, refusePromotion, refuseVote, statusOncePromoted } from './rules'
import {
  archiveIdeaSchema,
  createIdeaSchema,
  promoteIdeaSchema,
  suggestIdeaSchema,
  updateIdeaSchema,
  voteSchema,
  type IdeaAudience,
} from './schema'

export type IdeaRef = { id: string; slug: string; version: number }

/** Anyone who is signed in may wish for something; the team decides what becomes of it. */
export const suggestIdea = command({
  name: 'idea.suggest',
  input: suggestIdeaSchema,
  may: (viewer) => viewer.id !== null || 'Sign in to suggest something.',
  run: (context) => addIdea(context, { ...context.input, audience: 'internal' }),
  replay: findRef,
})

/** A new idea by the team, with everything that is known of it. */
export const createIdea = command({
  name: 'idea.create',
  input: createIdeaSchema,
  may: isHouse,
  async run(context) {
    const { goal, ...rest } = context.input
    return addIdea(context, { ...rest, goalId: await goalOf(context.tx, goal) })
  },
  replay: findRef,
})

/** Changes the fields that are named, and no other. */
export const updateIdea = command({
  name: 'idea.update',
  input: updateIdeaSchema,
  may: isHouse,
  async run({ tx, input, now, note }): Promise<IdeaRef> {
    const { slug, version, goal, ...named } = input
    const before = orNotFound(
      await tx.idea.findFirst({ where: { slug, archivedAt: null }, select: ideaFields }),
    )
    if (named.audience && loosens(before.audience as IdeaAudience, named.audience))
      throw invalid(
        'audience',
        'An audience is widened by clearance alone: write a face and let a second person approve it.',
      )
    const goalId = await goalOf(tx, goal)
    const change = withoutUndefined({ ...named, goalId })
    const after = { ...before, ...change }
    const next = version ?? before.version
    const done = await tx.idea.updateMany({
      where: { id: before.id, version: next },
      data: { ...change, version: { increment: 1 }, updatedAt: now },
    })
    if (done.count === 0) throw await tooLate(tx, { kind: 'idea', id: before.id, since: next })
    const subject = { kind: 'idea', id: before.id, version: next + 1 }
    note.changed(subject, { before, after, fields: planned })
    return { id: before.id, slug, version: next + 1 }
  },
})

/**
 * One voice each. A vote cast through the public page is public and counted there; one cast inside counts inside.
 * Who voted inside first may say it in the open afterwards.
 */
export const voteForIdea = command({
  name: 'idea.vote',
  input: voteSchema,
  may: (viewer) => viewer.id !== null || 'Sign in to vote.',
  async run({ tx, viewer, input, now, note }) {
    const aim = await aimOf(tx, input.slug)
    refuseIf(refuseVote(aim.status), refuseVote(aim.status) ?? '')
    const personId = viewer.id!
    const had = await ownVote(tx, aim.id, personId)
    if (!had || (aim.inOpen && !had.inOpen)) {
      if (had) await tx.vote.deleteMany({ where: { ideaId: aim.id, personId } })
      await tx.vote.createMany({
        data: [{ ideaId: aim.id, personId, castAt: now, inOpen: aim.inOpen }],
        skipDuplicates: true,
      })
      if (aim.inOpen) await carryVotes(tx, aim.id, now)
      note.told(await subjectOf(tx, aim.id), 'idea.voted')
    }
    note.detail({ open: aim.inOpen, cast: !had })
    return stand(tx, viewer, { ...aim, slug: input.slug })
  },
  replay: ({ tx, viewer, id }) => standOf(tx, viewer, id),
})

/** Takes the own vote back, wherever it was cast. */
export const takeVoteBack = command({
  name: 'idea.take-vote-back',
  input: voteSchema,
  may: (viewer) => viewer.id !== null || 'Sign in first.',
  async run({ tx, viewer, input, now, note }) {
    const aim = await aimOf(tx, input.slug)
    const personId = viewer.id!
    const had = await ownVote(tx, aim.id, personId)
    if (had) {
      await tx.vote.deleteMany({ where: { ideaId: aim.id, personId } })
      if (had.inOpen) await carryVotes(tx, aim.id, now)
      note.told(await subjectOf(tx, aim.id), 'idea.vote-taken-back')
    }
    note.detail({ open: had?.inOpen ?? false, cast: false })
    return stand(tx, viewer, { ...aim, slug: input.slug })
  },
  replay: ({ tx, viewer, id }) => standOf(tx, viewer, id),
})

/**
 * From "we might" to "we are going to": the idea becomes an epic. The idea stays with its votes and voters, and the
 * epic remembers it; that is how those who asked are told later.
 */
export const promoteIdea = command({
  name: 'idea.promote',
  input: promoteIdeaSchema,
  may: isTeam,
  async run({ tx, viewer, input, now, note }) {
    const idea = orNotFound(
      await tx.idea.findFirst({
        where: { slug: input.slug },
        select: { ...ideaFields, promotedAt: true, archivedAt: true, goal: { select: { slug: true } } },
      }),
    )
    const quarter = input.quarter ?? idea.quarter
    const reason = refusePromotion({ ...idea, quarter })
    if (reason && !quarter) throw invalid('quarter', reason)
    refuseIf(reason, reason ?? '')
    const audience = input.audience ?? epicAudience(idea.audience)
    const tooLight = refuseEpicAudience(idea.audience, audience)
    if (tooLight) throw invalid('audience', tooLight)

    const version = input.version ?? idea.version
    const change = { quarter, status: statusOncePromoted(idea.status), promotedAt: now }
    const done = await tx.idea.updateMany({
      where: { id: idea.id, version, promotedAt: null },
      data: { ...change, promotedById: viewer.id, version: { increment: 1 }, updatedAt: now },
    })
    if (done.count === 0) throw await tooLate(tx, { kind: 'idea', id: idea.id, since: version })
    const epic = await makeItem(
      { tx, viewer, now, note },
      {
        title: input.title ?? idea.title,
        description: input.description ?? idea.problem,
        origin: 'wishlist',
        type: 'epic',
        audience,
        ideaId: idea.id,
        ...(idea.goal ? { goals: [idea.goal.slug] } : {}),
      },
    )
    note.changed(
      { kind: 'idea', id: idea.id, version: version + 1 },
      {
        before: { ...idea, item: null as string | null },
        // The id and not the key: the epic may be, or become, one that not everybody of the team may know of.
        after: { ...idea, ...change, item: epic.id as string | null },
        fields: ['quarter', 'status', 'promotedAt', 'item'],
        event: 'idea.promoted',
      },
    )
    return { id: idea.id, slug: idea.slug, version: version + 1, item: epic.key }
  },
  async replay({ tx, id }) {
    const idea = await tx.idea.findUnique({
      where: { id },
      select: {
        id: true,
        slug: true,
        version: true,
        items: {
          where: { origin: 'wishlist', type: 'epic' },
          select: { key: true },
          orderBy: { createdAt: 'asc' },
          take: 1,
        },
      },
    })
    const epic = idea?.items[0]
    return idea && epic ? { id: idea.id, slug: idea.slug, version: idea.version, item: epic.key } : null
  },
})

/** Puts an idea away. Nothing is lost; what is public must be withdrawn first, so that nothing stays out unattended. */
export const archiveIdea = command({
  name: 'idea.archive',
  input: archiveIdeaSchema,
  may: isHouse,
  async run(context) {
    const { tx, input } = context
    const idea = orNotFound(await tx.idea.findFirst({ where: { slug: input.slug }, select: { id: true } }))
    const live = await liveSlug(tx, idea.id)
    refuseIf(live, 'This idea has a public page. Withdraw that first, then archive it.')
    return setArchived(context, true)
  },
})

/** Brings an archived idea back. */
export const restoreIdea = command({
  name: 'idea.restore',
  input: archiveIdeaSchema,
  may: isHouse,
  run: (context) => setArchived(context, false),
})

const ideaFields = {
  id: true,
  slug: true,
  title: true,
  problem: true,
  status: true,
  quarter: true,
  goalId: true,
  audience: true,
  version: true,
} as const
const planned = ['title', 'problem', 'status', 'quarter', 'goalId', 'audience'] as const

type NewIdea = {
  title: string
  problem?: string
  status?: string
  quarter?: string | null
  goalId?: string | null
  audience?: string
}

async function addIdea(
  { tx, viewer, now, note }: Pick<Context<unknown>, 'tx' | 'viewer' | 'now' | 'note'>,
  idea: NewIdea,
): Promise<IdeaRef> {
  const id = randomUUID()
  const slug = `${slugify(idea.title)}-${newSuffix()}`
  await tx.idea.create({
    data: {
      id,
      slug,
      title: idea.title,
      problem: idea.problem ?? '',
      status: idea.status ?? 'under consideration',
      quarter: idea.quarter ?? null,
      goalId: idea.goalId ?? null,
      audience: idea.audience ?? 'internal',
      createdById: viewer.id,
      createdAt: now,
      updatedAt: now,
    },
    select: { id: true },
  })
  note.created({ kind: 'idea', id, version: 1 })
  return { id, slug, version: 1 }
}

async function setArchived(
  { tx, input, now, note }: Context<{ slug: string; version?: number }>,
  away: boolean,
): Promise<IdeaRef> {
  const before = orNotFound(
    await tx.idea.findFirst({
      where: { slug: input.slug },
      select: { id: true, version: true, archivedAt: true },
    }),
  )
  // Archiving twice is archiving once.
  if ((before.archivedAt !== null) === away)
    return { id: before.id, slug: input.slug, version: before.version }
  const version = input.version ?? before.version
  const archivedAt = away ? now : null
  const done = await tx.idea.updateMany({
    where: { id: before.id, version },
    data: { archivedAt, version: { increment: 1 }, updatedAt: now },
  })
  if (done.count === 0) throw await tooLate(tx, { kind: 'idea', id: before.id, since: version })
  note.changed(
    { kind: 'idea', id: before.id, version: version + 1 },
    {
      before,
      after: { ...before, archivedAt },
      fields: ['archivedAt'],
      event: away ? 'idea.archived' : 'idea.restored',
    },
  )
  return { id: before.id, slug: input.slug, version: version + 1 }
}

async function findRef({ tx, id }: { tx: Tx; id: string }): Promise<IdeaRef | null> {
  return tx.idea.findUnique({ where: { id }, select: { id: true, slug: true, version: true } })
}

/** The id behind a goal's slug; undefined when the field was not named. */
async function goalOf(tx: Tx, slug: string | null | undefined): Promise<string | null | undefined> {
  if (slug === undefined || slug === null) return slug
  const goal = await tx.goal.findFirst({ where: { slug, archivedAt: null }, select: { id: true } })
  if (!goal) throw invalid('goal', 'There is no such goal. Choose one from the list.')
  return goal.id
}

type Aim = { id: string; inOpen: boolean; status: string }

/**
 * What a vote is for. Through a public address it is decided by what is public alone: whether the inside text can be
 * read, and how things stand there, must not show in the answer.
 */
async function aimOf(tx: Tx, slug: string): Promise<Aim> {
  const [behind] = await tx.$queryRaw<{ id: string | null }[]>`SELECT work.idea_behind(${slug}) AS id`
  if (behind?.id) {
    const entry = orNotFound(
      await tx.publishedEntry.findUnique({ where: { slug }, select: { status: true } }),
    )
    return { id: behind.id, inOpen: true, status: entry.status }
  }
  const idea = orNotFound(
    await tx.idea.findFirst({ where: { slug, archivedAt: null }, select: { id: true, status: true } }),
  )
  return { ...idea, inOpen: false }
}

function ownVote(tx: Tx, ideaId: string, personId: string) {
  return tx.vote.findUnique({ where: { ideaId_personId: { ideaId, personId } }, select: { inOpen: true } })
}

async function carryVotes(tx: Tx, ideaId: string, at: Date): Promise<void> {
  await tx.$queryRaw`SELECT work.carry_votes(${ideaId}::uuid, ${at})`
}

async function liveSlug(tx: Tx, ideaId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ slug: string | null }[]>`SELECT work.live_slug(${ideaId}::uuid) AS slug`
  return row?.slug ?? null
}

/** For news: the version is known only to whoever may read the idea. */
async function subjectOf(tx: Tx, id: string): Promise<Subject> {
  const idea = await tx.idea.findUnique({ where: { id }, select: { version: true } })
  return { kind: 'idea', id, version: idea?.version ?? 1 }
}

export type VoteStand = { id: string; slug: string; votes: number; voted: boolean; version: number }

async function stand(tx: Tx, viewer: Viewer, aim: Aim & { slug: string }): Promise<VoteStand> {
  const voted = (await ownVote(tx, aim.id, viewer.id!)) !== null
  const { version } = await subjectOf(tx, aim.id)
  const votes = aim.inOpen
    ? ((await tx.publishedEntry.findUnique({ where: { slug: aim.slug }, select: { votes: true } }))?.votes ??
      0)
    : await tx.vote.count({ where: { ideaId: aim.id } })
  return { id: aim.id, slug: aim.slug, votes, voted, version }
}

async function standOf(tx: Tx, viewer: Viewer, id: string): Promise<VoteStand | null> {
  const live = await liveSlug(tx, id)
  if (live) return stand(tx, viewer, { id, slug: live, inOpen: true, status: '' })
  const idea = await tx.idea.findUnique({ where: { id }, select: { slug: true, status: true } })
  return idea ? stand(tx, viewer, { id, slug: idea.slug, inOpen: false, status: idea.status }) : null
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as never
}
