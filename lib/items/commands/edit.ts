// What a form does. It was drawn from some version; meanwhile others may have worked on the same item. What they did to
// other fields stands beside one's own change; where they changed the very field, nothing is written and both are shown.
import { isTeammate } from '../../kernel/audience'
import { command } from '../../kernel/command'
import { editItemSchema } from '../schema'
import { changeItem } from './change'
import { refuseClashes } from './clashes'
import { withLabels } from './labels'
import { getItemToChange } from './lookups'

export const editItem = command({
  name: 'item.edit',
  input: editItemSchema,
  may: isTeammate,
  async run({ tx, viewer, input, now, note }) {
    const { key, version, ...fields } = input
    const item = await getItemToChange(tx, viewer, key)
    await refuseClashes(tx, viewer, { item, since: version, fields })
    return changeItem({ tx, viewer, now, note }, item, withLabels(fields, item))
  },
})
