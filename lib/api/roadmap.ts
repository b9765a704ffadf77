import { listPublished } from '../published'
import { operation, type Operation } from './operation'
import { z } from 'zod'
import { listQuery, pageOf, publicEntry } from './shapes'

export const roadmap: Operation[] = [
  operation({
    method: 'get',
    path: '/roadmap',
    id: 'listRoadmap',
    tag: 'roadmap',
    summary: 'The ideas in sight, as everybody may read them',
    scope: 'read',
    open: true,
    query: z.strictObject(listQuery),
    answer: pageOf(publicEntry),
    async run({ query }) {
      return { body: await listPublished({ kind: 'idea', inSight: true, ...query }) }
    },
  }),
]
