import { isTeammate } from '../../kernel/audience'
import { command } from '../../kernel/command'
import { invalid } from '../../kernel/errors'
import { relateItemsSchema } from '../schema'
import { getItem, getItemToChange } from './lookups'

/** Says how two items belong together. Only who sees both ends sees the relation. */
export const relateItems = command({
  name: 'item.relate',
  input: relateItemsSchema,
  may: isTeammate,
  async run({ tx, viewer, input, note }) {
    const from = await getItemToChange(tx, viewer, input.key)
    const to = await getItem(tx, input.to)
    if (from.id === to.id) throw invalid('to', 'An item stands in no relation to itself.')
    const relation = { fromId: from.id, toId: to.id, kind: input.kind }
    const there = await tx.itemRelation.findUnique({
      where: { fromId_toId_kind: relation },
      select: { kind: true },
    })
    if (!there) {
      await tx.itemRelation.createMany({ data: [relation] })
      // No history: a line on one end would name the other to people who may not see it.
      note.told({ kind: 'item', id: from.id, version: from.version }, 'item.related')
      note.told({ kind: 'item', id: to.id, version: to.version }, 'item.related')
    }
    return { id: from.id, key: from.key, version: from.version }
  },
})

/** Takes a relation back. */
export const unrelateItems = command({
  name: 'item.unrelate',
  input: relateItemsSchema,
  may: isTeammate,
  async run({ tx, viewer, input, note }) {
    const from = await getItemToChange(tx, viewer, input.key)
    const to = await getItem(tx, input.to)
    const gone = await tx.itemRelation.deleteMany({
      where: { fromId: from.id, toId: to.id, kind: input.kind },
    })
    if (gone.count > 0) {
      note.told({ kind: 'item', id: from.id, version: from.version }, 'item.unrelated')
      note.told({ kind: 'item', id: to.id, version: to.version }, 'item.unrelated')
    }
    return { id: from.id, key: from.key, version: from.version }
  },
})
