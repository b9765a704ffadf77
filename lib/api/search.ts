import { z } from 'zod'
import { search as find } from '../search'
import { operation, type Operation } from './operation'

export const search: Operation[] = [
  operation({
    method: 'get',
    path: '/search',
    id: 'search',
    tag: 'search',
    summary: 'Items, ideas and requests by key or words, as far as the asker may see',
    scope: 'read',
    query: z.strictObject({ q: z.string().max(200).optional() }),
    async run({ asker, query }) {
      return { body: { data: await find(asker, query.q ?? ''), next: null } }
    },
  }),
]
