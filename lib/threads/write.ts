// Writing into a thread, inside the command of whoever owns the thing that is talked about.
import { randomUUID } from 'node:crypto'
import type { Context } from '../kernel/command'
import { attachFiles } from '../files'
import type { CommentAudience } from './schema'

type On = { itemId: string } | { requestId: string }

/**
 * Adds a comment and attaches the writer's own waiting files to it. The thing itself has been read by the command
 * before; the policy asks again. Tells `comment.added` about the comment.
 */
export async function writeComment(
  { tx, viewer, now, note }: Pick<Context<unknown>, 'tx' | 'viewer' | 'now' | 'note'>,
  comment: { on: On; body: string; audience: CommentAudience; files?: string[]; authorId?: string },
): Promise<{ id: string; version: number }> {
  const id = randomUUID()
  const authorId = comment.authorId ?? viewer.id!
  await tx.comment.create({
    data: { id, ...comment.on, authorId, body: comment.body, audience: comment.audience, createdAt: now },
    select: { id: true },
  })
  await attachFiles({ tx, viewer }, { ids: comment.files ?? [], to: { commentId: id } })
  note.told({ kind: 'comment', id, version: 1 }, 'comment.added')
  return { id, version: 1 }
}
