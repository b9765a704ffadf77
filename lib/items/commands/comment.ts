import { isTeam, isTeammate, type Audience } from '../../kernel/audience'
import { command } from '../../kernel/command'
import { invalid } from '../../kernel/errors'
import { writeComment } from '../../threads'
import { commentAudiencesFor } from '../rules'
import { commentOnItemSchema } from '../schema'
import { getItem } from './lookups'

/** Says something under an item, to those whom the button named and nobody else. */
export const commentOnItem = command({
  name: 'item.comment',
  input: commentOnItemSchema,
  may: isTeammate,
  async run(context) {
    const { tx, viewer, input } = context
    const item = await getItem(tx, input.key)
    const open = commentAudiencesFor({ audience: item.audience as Audience }, { team: isTeam(viewer) })
    if (!open.includes(input.audience))
      throw invalid('audience', `Here you can write for: ${open.join(', ')}. Nobody else could read it.`)
    return writeComment(context, {
      on: { itemId: item.id },
      body: input.body,
      audience: input.audience,
      files: input.files,
    })
  },
  replay: ({ tx, id }) => tx.comment.findFirst({ where: { id }, select: { id: true, version: true } }),
})
