import { isTeammate } from '../../kernel/audience'
import { command, tooLate } from '../../kernel/command'
import { updateItemSchema } from '../schema'
import { changeItem } from './change'
import { getItemToChange } from './lookups'

/** Changes the fields that are named, and no others. With a version, a change made meanwhile is never overwritten. */
export const updateItem = command({
  name: 'item.update',
  input: updateItemSchema,
  may: isTeammate,
  async run({ tx, viewer, input, now, note }) {
    const { key, version, ...fields } = input
    const item = await getItemToChange(tx, viewer, key)
    if (version !== undefined && version !== item.version)
      throw await tooLate(tx, { kind: 'item', id: item.id, since: version })
    return changeItem({ tx, viewer, now, note }, item, fields)
  },
  replay: ({ tx, id }) =>
    tx.item.findFirst({ where: { id }, select: { id: true, key: true, version: true } }),
})
