// What one does to a comment that is there: say that one has seen it or done it, and mend one's own words.
import { isTeammate } from '../kernel/audience'
import { command, tooLate } from '../kernel/command'
import { notAllowed, orNotFound } from '../kernel/errors'
import { editCommentSchema, reactToCommentSchema } from './schema'

/** Seen, or done: in a word, with who and when. Said twice it is said once. */
export const reactToComment = command({
  name: 'comment.react',
  input: reactToCommentSchema,
  may: (viewer) => isTeammate(viewer) && viewer.id !== null,
  async run({ tx, viewer, input, now, note }) {
    const comment = orNotFound(
      await tx.comment.findFirst({ where: { id: input.id }, select: { id: true, version: true } }),
    )
    const own = { commentId: comment.id, personId: viewer.id!, kind: input.kind }
    const there = await tx.reaction.findFirst({ where: own, select: { kind: true } })
    if (Boolean(there) !== input.on) {
      if (input.on) await tx.reaction.createMany({ data: [{ ...own, at: now }] })
      else await tx.reaction.deleteMany({ where: own })
      note.told({ kind: 'comment', ...comment }, 'comment.reacted')
    }
    return comment
  },
})

/** Mends the own words under an item. It says that it was edited, and tells nobody anew. */
export const editComment = command({
  name: 'comment.edit',
  input: editCommentSchema,
  may: (viewer) => isTeammate(viewer) && viewer.id !== null,
  async run({ tx, viewer, input, now, note }) {
    const comment = orNotFound(
      await tx.comment.findFirst({
        where: { id: input.id, itemId: { not: null } },
        select: { id: true, authorId: true, body: true, version: true },
      }),
    )
    if (comment.authorId !== viewer.id) throw notAllowed('Only whoever wrote this changes it.')
    if (comment.body === input.body) return { id: comment.id, version: comment.version }
    const written = await tx.comment.updateMany({
      where: { id: comment.id, version: input.version },
      data: { body: input.body, editedAt: now, version: { increment: 1 } },
    })
    if (written.count === 0)
      throw await tooLate(tx, { kind: 'comment', id: comment.id, since: input.version })
    // No history: the old words of a restricted thread would stand where admins read who are not named on it.
    note.told({ kind: 'comment', id: comment.id, version: input.version + 1 }, 'comment.edited')
    return { id: comment.id, version: input.version + 1 }
  },
})
