export { listComments } from './queries'
export {
  commentBody,
  fileIds,
  itemCommentAudiences,
  requestCommentAudiences,
  type CommentAudience,
  type DrawnComment,
} from './schema'
export { writeComment } from './write'
