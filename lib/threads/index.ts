export { editComment, reactToComment } from './commands'
export { handleColumn, peopleNamedIn, rememberMentions, type Named } from './mentions'
export { listComments } from './queries'
export {
  commentBody,
  fileIds,
  itemCommentAudiences,
  requestCommentAudiences,
  type CommentAudience,
  type ItemCommentAudience,
  type DrawnComment,
  type DrawnReaction,
} from './schema'
export { handleBefore, handlesIn } from './rules'
export { writeComment } from './write'
