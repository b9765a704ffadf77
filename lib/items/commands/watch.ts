import { isTeammate } from '../../kernel/audience'
import { command } from '../../kernel/command'
import { watchItemSchema } from '../schema'
import { getItem } from './lookups'

/** Whoever sees an item may hear of it, or ask not to. Nobody else learns of either, so nothing is told. */
export const watchItem = command({
  name: 'item.watch',
  input: watchItemSchema,
  may: (viewer) => isTeammate(viewer) && viewer.id !== null,
  async run({ tx, viewer, input, now, note }) {
    const item = await getItem(tx, input.key)
    const own = { itemId: item.id, personId: viewer.id! }
    await tx.watch.deleteMany({ where: own })
    await tx.watch.createMany({ data: [{ ...own, at: now, muted: !input.watch }] })
    note.detail({ watch: input.watch })
    return { id: item.id, key: item.key, version: item.version }
  },
})
