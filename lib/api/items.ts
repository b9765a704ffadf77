import { z } from 'zod'
import type { Asker } from '../kernel/audience'
import { invalid, orNotFound } from '../kernel/errors'
import {
  archiveItem,
  commentOnItem,
  commentOnItemSchema,
  createItem,
  createItemSchema,
  itemForApi,
  listItems,
  moveItem,
  moveItemSchema,
  origins,
  statuses,
  types,
  updateItem,
  updateItemSchema,
} from '../items'
import { findPublished, listPublished } from '../published'
import { operation, type Operation } from './operation'
import { item, listQuery, pageOf, publicEntry } from './shapes'

async function read(asker: Asker, key: string) {
  const body = orNotFound(await itemForApi(asker, key))
  return { body, version: body.version }
}

export const items: Operation[] = [
  operation({
    method: 'get',
    path: '/items',
    id: 'listItems',
    tag: 'items',
    summary: 'Items that the asker may see, in order',
    scope: 'read',
    open: true,
    looksUp: true,
    query: z.strictObject({
      ...listQuery,
      q: z.string().max(2000, 'A query has at most 2000 characters.').optional().meta({
        description:
          'A query, such as: status = "In progress" AND assignee = me() ORDER BY due. See /help/query',
      }),
      text: z.string().max(200).optional(),
      status: z.enum(statuses).optional(),
      type: z.enum(types).optional(),
      origin: z.enum(origins).optional(),
      assignee: z.string().max(60).optional(),
      goal: z.string().max(200).optional(),
      iteration: z.string().max(10).optional(),
      label: z.string().max(50).optional(),
    }),
    answer: pageOf(item),
    async run({ asker, query }) {
      if (asker.kind === 'visitor' && query.q !== undefined)
        throw invalid(
          'q',
          'Queries are for those who are signed in. What is public is found by text and status.',
        )
      if (asker.kind === 'visitor') return { body: await listPublished({ kind: 'item', ...query }) }
      const { data, next } = await listItems(asker, query)
      return { text: `{"data":${data},"next":${JSON.stringify(next)}}` }
    },
  }),
  operation({
    method: 'post',
    path: '/items',
    id: 'createItem',
    tag: 'items',
    summary: 'Create an item. It needs a title and an origin; "wishlist" comes by promotion only',
    scope: 'items:write',
    body: createItemSchema,
    answer: item,
    async run({ asker, body, options }) {
      const made = await createItem(asker, body, options)
      return { status: 201, location: `/api/v1/items/${made.key}`, ...(await read(asker, made.key)) }
    },
  }),
  operation({
    method: 'get',
    path: '/items/{key}',
    id: 'getItem',
    tag: 'items',
    summary: 'One item; by its public slug, the public face',
    scope: 'read',
    open: true,
    answer: z.union([item, publicEntry]),
    async run({ asker, params }) {
      const inside = asker.kind === 'visitor' ? null : await itemForApi(asker, params.key!)
      if (inside) return { body: inside, version: inside.version }
      // What anyone may read is there for everyone, by the address that it has for everyone.
      const entry = await findPublished(params.key!)
      return { body: orNotFound(entry?.kind === 'item' ? entry : null) }
    },
  }),
  operation({
    method: 'patch',
    path: '/items/{key}',
    id: 'updateItem',
    tag: 'items',
    summary: 'Change the fields that are named',
    scope: 'items:write',
    body: updateItemSchema.omit({ key: true, version: true }),
    answer: item,
    async run({ asker, params, body, version, options }) {
      await updateItem(asker, { ...body, key: params.key!, version }, options)
      return read(asker, params.key!)
    },
  }),
  operation({
    method: 'delete',
    path: '/items/{key}',
    id: 'archiveItem',
    tag: 'items',
    summary: 'Archive',
    scope: 'items:write',
    async run({ asker, params, version, options }) {
      await archiveItem(asker, { key: params.key!, version }, options)
      return { status: 204 }
    },
  }),
  operation({
    method: 'post',
    path: '/items/{key}/move',
    id: 'moveItem',
    tag: 'items',
    summary: 'Move between neighbours, to another status or iteration',
    scope: 'items:write',
    body: moveItemSchema.omit({ key: true, version: true }),
    answer: item,
    async run({ asker, params, body, version, options }) {
      const { drawn } = await moveItem(asker, { ...body, key: params.key!, version }, options)
      return { body: drawn, version: drawn.version }
    },
  }),
  operation({
    method: 'post',
    path: '/items/{key}/comments',
    id: 'commentOnItem',
    tag: 'items',
    summary: 'Say something to one audience of the item',
    scope: 'items:write',
    body: commentOnItemSchema.omit({ key: true }),
    async run({ asker, params, body, options }) {
      const made = await commentOnItem(asker, { ...body, key: params.key! }, options)
      return { status: 201, location: `/api/v1/items/${params.key!}`, body: { id: made.id } }
    },
  }),
]
