import { z } from 'zod'
import { orNotFound } from '../kernel/errors'
import {
  archiveIdea,
  createIdea,
  createIdeaSchema,
  ideaForApi,
  ideaStatuses,
  listIdeasForApi,
  promoteIdea,
  promoteIdeaSchema,
  similarIdeas,
  suggestIdea,
  takeVoteBack,
  updateIdea,
  updateIdeaSchema,
  voteForIdea,
} from '../ideas'
import { findViewer } from '../kernel/db'
import { isTeam, type Asker } from '../kernel/audience'
import { findPublished, listPublished, similarPublished } from '../published'
import { operation, type Operation } from './operation'
import { listQuery, pageOf, publicEntry } from './shapes'

const idea = z
  .object({
    slug: z.string(),
    title: z.string(),
    problem: z.string(),
    status: z.enum(ideaStatuses),
    quarter: z.string().nullable(),
    goal: z.string().nullable(),
    votes: z.int(),
    voted: z.boolean(),
    evidence: z.array(z.unknown()),
    audience: z.string(),
    publicFace: z.object({ slug: z.string() }).nullable(),
    items: z.array(z.string()),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    version: z.int(),
  })
  .meta({ description: 'Something we or others would like' })

/** The idea as it stands now, for its viewer: after every change, and for a replay. */
async function read(asker: Asker, slug: string) {
  const body = orNotFound(await ideaForApi(asker, slug))
  return { body, version: body.version }
}

export const ideas: Operation[] = [
  operation({
    method: 'get',
    path: '/ideas',
    id: 'listIdeas',
    tag: 'ideas',
    summary: 'Ideas that the asker may see; `similar` finds those that sound alike',
    scope: 'read',
    open: true,
    query: z.strictObject({
      ...listQuery,
      status: z.enum(ideaStatuses).optional(),
      text: z.string().max(200).optional(),
      similar: z.string().max(300).optional(),
    }),
    answer: pageOf(idea),
    async run({ asker, query: { similar, ...list } }) {
      if (similar !== undefined)
        return {
          body: {
            data:
              asker.kind === 'visitor' ? await similarPublished(similar) : await similarIdeas(asker, similar),
            next: null,
          },
        }
      if (asker.kind === 'visitor') return { body: await listPublished({ kind: 'idea', ...list }) }
      return { body: await listIdeasForApi(asker, list) }
    },
  }),
  operation({
    method: 'post',
    path: '/ideas',
    id: 'createIdea',
    tag: 'ideas',
    summary: 'Suggest an idea. The team may also say status, quarter, goal and audience',
    scope: 'ideas:write',
    body: createIdeaSchema,
    answer: idea,
    async run({ asker, body, options }) {
      const viewer = await findViewer(asker)
      const { title, problem, ...planned } = body
      // A suggestion says what is wanted; what becomes of it is the team's to say, and a planned field makes it theirs.
      const suggests = !(viewer && isTeam(viewer)) && Object.keys(planned).length === 0
      const made = suggests
        ? await suggestIdea(asker, { title, problem }, options)
        : await createIdea(asker, body, options)
      return { status: 201, location: `/api/v1/ideas/${made.slug}`, ...(await read(asker, made.slug)) }
    },
  }),
  operation({
    method: 'get',
    path: '/ideas/{slug}',
    id: 'getIdea',
    tag: 'ideas',
    summary: 'One idea; by its public slug, the public face',
    scope: 'read',
    open: true,
    answer: z.union([idea, publicEntry]),
    async run({ asker, params }) {
      const inside = asker.kind === 'visitor' ? null : await ideaForApi(asker, params.slug!)
      if (inside) return { body: inside, version: inside.version }
      // What anyone may read is there for everyone, by the address that it has for everyone.
      const entry = await findPublished(params.slug!)
      return { body: orNotFound(entry?.kind === 'idea' ? entry : null) }
    },
  }),
  operation({
    method: 'patch',
    path: '/ideas/{slug}',
    id: 'updateIdea',
    tag: 'ideas',
    summary: 'Change the fields that are named',
    scope: 'ideas:write',
    body: updateIdeaSchema.omit({ slug: true, version: true }),
    answer: idea,
    async run({ asker, params, body, version, options }) {
      const changed = await updateIdea(asker, { ...body, slug: params.slug!, version }, options)
      return read(asker, changed.slug)
    },
  }),
  operation({
    method: 'delete',
    path: '/ideas/{slug}',
    id: 'archiveIdea',
    tag: 'ideas',
    summary: 'Archive',
    scope: 'ideas:write',
    async run({ asker, params, version, options }) {
      await archiveIdea(asker, { slug: params.slug!, version }, options)
      return { status: 204 }
    },
  }),
  operation({
    method: 'post',
    path: '/ideas/{slug}/votes',
    id: 'voteForIdea',
    tag: 'ideas',
    summary: 'Give the one vote; the public slug counts it outside',
    scope: 'ideas:write',
    body: z.strictObject({}),
    async run({ asker, params, options }) {
      const { slug, votes, voted } = await voteForIdea(asker, { slug: params.slug! }, options)
      return { status: 201, location: `/api/v1/ideas/${slug}`, body: { slug, votes, voted } }
    },
  }),
  operation({
    method: 'delete',
    path: '/ideas/{slug}/votes',
    id: 'takeVoteBack',
    tag: 'ideas',
    summary: 'Take the vote back',
    scope: 'ideas:write',
    async run({ asker, params, options }) {
      await takeVoteBack(asker, { slug: params.slug! }, options)
      return { status: 204 }
    },
  }),
  operation({
    method: 'post',
    path: '/ideas/{slug}/promote',
    id: 'promoteIdea',
    tag: 'ideas',
    summary: 'From "we might" to "we are going to": makes the epic, keeps votes and voters',
    scope: 'ideas:write',
    body: promoteIdeaSchema.omit({ slug: true, version: true }),
    answer: idea,
    async run({ asker, params, body, version, options }) {
      const promoted = await promoteIdea(asker, { ...body, slug: params.slug!, version }, options)
      return {
        status: 201,
        location: `/api/v1/items/${promoted.item}`,
        ...(await read(asker, params.slug!)),
      }
    },
  }),
]
