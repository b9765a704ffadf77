import { z } from 'zod'
import { asViewer } from '../kernel/db'
import { operation, type Operation } from './operation'

export const me: Operation[] = [
  operation({
    method: 'get',
    path: '/me',
    id: 'getMe',
    tag: 'me',
    summary: 'Who the token or the session belongs to',
    scope: 'read',
    answer: z.object({
      id: z.uuid(),
      name: z.string(),
      email: z.string().nullable(),
      role: z.string(),
      scopes: z.array(z.string()).nullable(),
    }),
    async run({ asker }) {
      return { body: await asViewer(asker, (_tx, viewer) => Promise.resolve(viewer)) }
    },
  }),
]
