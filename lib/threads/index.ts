export { listComments } from './queries'
export {
  commentBody,
  fileIds,
  itemCommentAudiences,
  requestCommentAudiences,
  type CommentAudience,
  type ItemCommentAudience,
  type DrawnComment,
} from './schema'
export { writeComment } from './write'
