import { z } from 'zod'
import type { Asker } from '../kernel/audience'
import { orNotFound } from '../kernel/errors'
import {
  archiveView,
  changeView,
  changeViewSchema,
  findView,
  itemsOfView,
  pageOfViews,
  saveView,
  saveViewSchema,
  viewAddress,
  viewPlaces,
  type SavedView,
} from '../views'
import { operation, type Operation } from './operation'
import { item, listQuery, pageOf } from './shapes'

const view = z
  .object({
    slug: z.string(),
    name: z.string(),
    place: z.enum(viewPlaces),
    query: z.string(),
    shape: z
      .record(z.string(), z.string())
      .meta({ description: 'The other parts of its address: filters, lanes, columns' }),
    shared: z.boolean(),
    owner: z.string().nullable().meta({ description: 'Whose it is; null: yours' }),
    address: z.string().meta({ description: 'Where people open it' }),
    version: z.int(),
  })
  .meta({ description: 'A list that was given a name. It is always run as whoever opens it' })

function drawn(row: SavedView): z.input<typeof view> {
  const { slug, name, place, query, shape, shared, owner, version } = row
  return { slug, name, place, query, shape, shared, owner, address: viewAddress(row), version }
}

async function read(asker: Asker, slug: string) {
  const body = drawn(orNotFound(await findView(asker, slug)))
  return { body, version: body.version }
}

/** The version that a change is based on: what `If-Match` named, or the one that is there. Absent views have none. */
async function versionFor(asker: Asker, slug: string, named: number | undefined): Promise<number> {
  return named ?? (await findView(asker, slug))?.version ?? 1
}

export const views: Operation[] = [
  operation({
    method: 'get',
    path: '/views',
    id: 'listViews',
    tag: 'views',
    summary: 'Your own views and those that others share, by name',
    scope: 'read',
    query: z.strictObject({
      ...listQuery,
      place: z.enum(viewPlaces, { error: `Choose one of: ${viewPlaces.join(', ')}.` }).optional(),
    }),
    answer: pageOf(view),
    async run({ asker, query }) {
      const { data, next } = await pageOfViews(asker, query)
      return { body: { data: data.map(drawn), next } }
    },
  }),
  operation({
    method: 'post',
    path: '/views',
    id: 'createView',
    tag: 'views',
    summary: 'Keep a list under a name. The words of a shared one are read by the whole security team',
    scope: 'items:write',
    body: saveViewSchema,
    answer: view,
    async run({ asker, body, options }) {
      const { slug } = await saveView(asker, body, options)
      return { status: 201, location: `/api/v1/views/${slug}`, ...(await read(asker, slug)) }
    },
  }),
  operation({
    method: 'get',
    path: '/views/{slug}',
    id: 'getView',
    tag: 'views',
    summary: 'One view',
    scope: 'read',
    answer: view,
    run: ({ asker, params }) => read(asker, params.slug!),
  }),
  operation({
    method: 'patch',
    path: '/views/{slug}',
    id: 'updateView',
    tag: 'views',
    summary: 'Another name, other words, shared or not any more. Only its owner changes a view',
    scope: 'items:write',
    body: changeViewSchema.omit({ slug: true, version: true }),
    answer: view,
    async run({ asker, params, body, version, options }) {
      const slug = params.slug!
      await changeView(asker, { ...body, slug, version: await versionFor(asker, slug, version) }, options)
      return read(asker, slug)
    },
  }),
  operation({
    method: 'delete',
    path: '/views/{slug}',
    id: 'archiveView',
    tag: 'views',
    summary: 'Put a view of your own away',
    scope: 'items:write',
    async run({ asker, params, version, options }) {
      const slug = params.slug!
      await archiveView(asker, { slug, version: await versionFor(asker, slug, version) }, options)
      return { status: 204 }
    },
  }),
  operation({
    method: 'get',
    path: '/views/{slug}/items',
    id: 'listItemsOfView',
    tag: 'views',
    summary: 'What a view holds for whoever asks, in its order',
    scope: 'read',
    query: z.strictObject(listQuery),
    answer: pageOf(item),
    async run({ asker, params, query }) {
      return { body: await itemsOfView(asker, params.slug!, query) }
    },
  }),
]
