import { isTeam, isTeammate, type Audience } from '../../kernel/audience'
import { command } from '../../kernel/command'
import { invalid } from '../../kernel/errors'
import type { Tx } from '../../kernel/db'
import { peopleNamedIn, rememberMentions, writeComment } from '../../threads'
import { commentAudiencesFor, readsComment } from '../rules'
import { commentOnItemSchema, type Said } from '../schema'
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
    const written = await writeComment(context, {
      on: { itemId: item.id },
      body: input.body,
      audience: input.audience,
      files: input.files,
    })
    await rememberMentions(tx, {
      commentId: written.id,
      people: await toldBy(tx, { itemId: item.id, self: viewer.id, ...input }),
      at: context.now,
    })
    return written
  },
  replay: ({ tx, id }) => tx.comment.findFirst({ where: { id }, select: { id: true, version: true } }),
})

/** Whom it names and who may read it. Whoever may not is not told, and the form has said so. */
async function toldBy(
  tx: Tx,
  { itemId, self, body, audience }: { itemId: string; self: string | null } & Pick<Said, 'body' | 'audience'>,
): Promise<string[]> {
  const people = await peopleNamedIn(tx, [body])
  if (people.length === 0) return []
  const named = await tx.namedPerson.findMany({ where: { subjectId: itemId }, select: { personId: true } })
  const circle = named.map(({ personId }) => personId)
  return people.filter((each) => each.id !== self && readsComment(audience, each, circle)).map(({ id }) => id)
}
