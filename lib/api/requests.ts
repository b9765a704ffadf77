import { z } from 'zod'
import type { Asker } from '../kernel/audience'
import { orNotFound } from '../kernel/errors'
import {
  answerBack,
  createRequest,
  createRequestSchema,
  listRequests,
  listRequestTypes,
  noteOnRequest,
  replyToRequest,
  requestForApi,
  requestStatuses,
  transitionRequest,
  transitions,
} from '../requests'
import { commentBody, fileIds, requestCommentAudiences } from '../threads'
import { findViewer } from '../kernel/db'
import { isTeam } from '../kernel/audience'
import { operation, type Operation } from './operation'
import { listQuery, pageOf } from './shapes'

const request = z
  .object({
    key: z.string(),
    type: z.string(),
    title: z.string(),
    answers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    status: z.enum(requestStatuses),
    urgent: z.boolean(),
    urgentReason: z.string().nullable(),
    requester: z.object({ id: z.uuid(), name: z.string() }),
    owner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    due: z.iso.date().nullable(),
    clocks: z.array(
      z.object({
        name: z.string(),
        target: z.string(),
        startedAt: z.iso.datetime(),
        paused: z.boolean(),
        metAt: z.iso.datetime().nullable(),
        breached: z.boolean(),
      }),
    ),
    items: z.array(z.string()),
    version: z.int(),
  })
  .meta({ description: 'What somebody asks of the team' })

async function read(asker: Asker, key: string) {
  const body = orNotFound(await requestForApi(asker, key))
  return { body, version: body.version }
}

export const requests: Operation[] = [
  operation({
    method: 'get',
    path: '/request-types',
    id: 'listRequestTypes',
    tag: 'requests',
    summary: 'What can be asked, with its questions and promises',
    scope: 'read',
    async run({ asker }) {
      return { body: { data: await listRequestTypes(asker), next: null } }
    },
  }),
  operation({
    method: 'get',
    path: '/requests',
    id: 'listRequests',
    tag: 'requests',
    summary: 'The own requests; for the team, all',
    scope: 'read',
    query: z.strictObject({ ...listQuery, status: z.enum(requestStatuses).optional() }),
    answer: pageOf(request),
    async run({ asker, query }) {
      return { body: await listRequests(asker, query) }
    },
  }),
  operation({
    method: 'post',
    path: '/requests',
    id: 'createRequest',
    tag: 'requests',
    summary: 'Ask the team',
    scope: 'requests:write',
    body: createRequestSchema,
    answer: request,
    async run({ asker, body, options }) {
      const made = await createRequest(asker, body, options)
      return { status: 201, location: `/api/v1/requests/${made.key}`, ...(await read(asker, made.key)) }
    },
  }),
  operation({
    method: 'get',
    path: '/requests/{key}',
    id: 'getRequest',
    tag: 'requests',
    summary: 'One request',
    scope: 'read',
    answer: request,
    run: ({ asker, params }) => read(asker, params.key!),
  }),
  operation({
    method: 'post',
    path: '/requests/{key}/comments',
    id: 'commentOnRequest',
    tag: 'requests',
    summary: 'Say something: to the requester, or among the team',
    scope: 'requests:write',
    body: z.strictObject({
      body: commentBody,
      audience: z.enum(requestCommentAudiences).optional(),
      files: fileIds.optional(),
    }),
    async run({ asker, params, body, options }) {
      const { audience, ...said } = body
      const viewer = await findViewer(asker)
      const input = { ...said, key: params.key! }
      // The requester answers, the team replies; a team member's own request is answered as a requester.
      const made =
        audience === 'team'
          ? await noteOnRequest(asker, input, options)
          : viewer && isTeam(viewer)
            ? await replyToRequest(asker, input, options)
            : await answerBack(asker, input, options)
      return { status: 201, location: `/api/v1/requests/${params.key!}`, body: { id: made.id } }
    },
  }),
  operation({
    method: 'post',
    path: '/requests/{key}/transition',
    id: 'transitionRequest',
    tag: 'requests',
    summary: 'Seen, working, waiting (with the question), done, declined (with words), reopened',
    scope: 'requests:write',
    body: z.strictObject({ to: z.enum(transitions), words: z.string().max(20_000).optional() }),
    answer: request,
    async run({ asker, params, body, version, options }) {
      await transitionRequest(asker, { ...body, key: params.key!, version }, options)
      return read(asker, params.key!)
    },
  }),
]
