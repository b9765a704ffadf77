// One thread: on an item its audience is an amount of light, on a request it is who is spoken to.
import { z } from 'zod'
import { words } from '../kernel/text'

export const itemCommentAudiences = ['internal', 'private', 'restricted'] as const
export const requestCommentAudiences = ['requester', 'team'] as const
export type ItemCommentAudience = (typeof itemCommentAudiences)[number]
export type CommentAudience = ItemCommentAudience | (typeof requestCommentAudiences)[number]

/** Ids of files that the writer uploaded before and that belong to nothing yet. */
export const fileIds = z.array(z.uuid('This is no file.')).max(10, 'At most ten files fit.')

/** What is said in a thread: never nothing. */
export const commentBody = words(20_000).refine((text) => text.trim() !== '', 'Write something first.')

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
}
