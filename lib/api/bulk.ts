// Many items in one call: the board's own way of changing many at once, for scripts. All or none, and taken back by its id.
import { z } from 'zod'
import { changeManyItems, changeManySchema, undoManyItems, type ManyChanged } from '../items'
import { operation, type Operation } from './operation'

const done = z
  .object({
    id: z.uuid().meta({ description: 'By which it can be undone' }),
    changed: z.array(z.object({ key: z.string(), version: z.int() })),
    same: z.array(z.string()).meta({ description: 'Where everything stood as wanted already' }),
    kept: z
      .array(
        z.object({
          key: z.string(),
          title: z.string(),
          fields: z.array(z.string()),
          by: z.string().nullable(),
          why: z.string().optional(),
        }),
      )
      .meta({ description: 'Left as they are, because somebody else changed the same fields meanwhile' }),
  })
  .meta({ description: 'What came of a change of many items' })

/** Rows are known outside by their keys. */
function drawn({ changed, ...rest }: ManyChanged): z.input<typeof done> {
  return { ...rest, changed: changed.map(({ key, version }) => ({ key, version })) }
}

export const bulk: Operation[] = [
  operation({
    method: 'post',
    path: '/items/bulk',
    id: 'changeManyItems',
    tag: 'items',
    summary:
      'Change up to 500 items, or none of them; with `versions`, what others changed meanwhile is kept and named',
    scope: 'items:write',
    body: changeManySchema,
    answer: done,
    async run({ asker, body, options }) {
      return { body: drawn(await changeManyItems(asker, body, options)) }
    },
  }),
  operation({
    method: 'post',
    path: '/items/bulk/undo',
    id: 'undoManyItems',
    tag: 'items',
    summary: 'Take back one of your own changes of many items; what others did since is kept and named',
    scope: 'items:write',
    body: z.strictObject({
      id: z.uuid('There is nothing to undo.').meta({ description: 'What the change answered as `id`' }),
    }),
    answer: done,
    async run({ asker, body, options }) {
      return { body: drawn(await undoManyItems(asker, { commandId: body.id }, options)) }
    },
  }),
]
