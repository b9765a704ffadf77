import { randomUUID } from 'node:crypto'
import { isHouse } from '../../kernel/audience'
import { command } from '../../kernel/command'
import { conflict, refuseIf } from '../../kernel/errors'
import type { ChecklistPoint } from '../custom-rules'
import { saveTemplateSchema } from '../schema'
import { getItemToChange } from './lookups'

/** Keeps an item's shape for the next of its kind: its words and points, without who did what. */
export const saveTemplate = command({
  name: 'item.save-template',
  input: saveTemplateSchema,
  may: isHouse,
  async run({ tx, viewer, input, note }) {
    const item = await getItemToChange(tx, viewer, input.key)
    refuseIf(
      item.audience === 'restricted',
      'A restricted item makes no template: the whole team could read its words there.',
    )
    const fields = {
      type: item.type,
      // Big work comes by promotion alone, so a template of it makes a small item.
      origin: item.origin === 'wishlist' ? 'small' : item.origin,
      title: item.title,
      description: item.description,
      priority: item.priority,
      labels: item.labels,
      checklist: (item.checklist as ChecklistPoint[]).map(({ id, text }) => ({
        id,
        text,
        doneAt: null,
        doneById: null,
      })),
    }
    const there = await tx.itemTemplate.findUnique({ where: { name: input.name } })
    if (!there) {
      const id = randomUUID()
      await tx.itemTemplate.createMany({ data: [{ id, name: input.name, ...fields }] })
      note.created({ kind: 'template', id, version: 1 })
      return { id, name: input.name, version: 1 }
    }
    if (there.retiredAt === null && !input.replace)
      throw conflict(`There is a template “${input.name}” already. Choose another name, or replace it.`)
    const written = await tx.itemTemplate.updateMany({
      where: { id: there.id, version: there.version },
      data: { ...fields, retiredAt: null, version: { increment: 1 } },
    })
    if (written.count === 0)
      throw conflict(`Somebody else wrote “${input.name}” at this moment. Look at it, and save yours again.`)
    note.told({ kind: 'template', id: there.id, version: there.version + 1 }, 'template.changed')
    return { id: there.id, name: input.name, version: there.version + 1 }
  },
})
