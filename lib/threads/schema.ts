// One thread: on an item its audience is an amount of light, on a request it is who is spoken to.
import { z } from 'zod'
import { version } from '../kernel/shapes'
import { words } from '../kernel/text'

export const itemCommentAudiences = ['internal', 'private', 'restricted'] as const
export const requestCommentAudiences = ['requester', 'team'] as const
export type ItemCommentAudience = (typeof itemCommentAudiences)[number]
export type CommentAudience = ItemCommentAudience | (typeof requestCommentAudiences)[number]

/** Ids of files that the writer uploaded before and that belong to nothing yet. */
export const fileIds = z.array(z.uuid('This is no file.')).max(10, 'At most ten files fit.')

/** What is said in a thread: never nothing. */
export const commentBody = words(20_000).refine((text) => text.trim() !== '', 'Write something first.')

/** What one says to a comment without words that could be misread. */
export const reactionKinds = ['seen', 'done'] as const
export type ReactionKind = (typeof reactionKinds)[number]
export const reactionLabels = { seen: 'Seen', done: 'Done' } satisfies Record<ReactionKind, string>

const comment = z.uuid('This is no comment.')
export const reactToCommentSchema = z.strictObject({
  id: comment,
  kind: z.enum(reactionKinds, { error: 'Say seen or done.' }),
  on: z.boolean(),
})
export const editCommentSchema = z.strictObject({ id: comment, version, body: commentBody })

export type DrawnReaction = { kind: ReactionKind; person: string; own: boolean; at: Date }

/** What a thread is drawn from. */
export type DrawnComment = {
  id: string
  author: string
  authorId: string
  own: boolean
  body: string
  audience: CommentAudience
  createdAt: Date
  editedAt: Date | null
  version: number
  files: { id: string; name: string; size: number; kind: string }[]
  /** In the order in which they were said. */
  reactions: DrawnReaction[]
}
