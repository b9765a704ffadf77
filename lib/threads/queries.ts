import type { Tx } from '../kernel/db'
import type { Viewer } from '../kernel/audience'
import type { CommentAudience, DrawnComment } from './schema'

type On = { itemId: string } | { requestId: string }

/** The thread as this viewer may read it, oldest first; at most `most` of the newest. */
export async function listComments(tx: Tx, viewer: Viewer, on: On, most = 500): Promise<DrawnComment[]> {
  const rows = await tx.comment.findMany({
    where: on,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: most,
    select: {
      id: true,
      authorId: true,
      body: true,
      audience: true,
      createdAt: true,
      editedAt: true,
      version: true,
      author: { select: { name: true } },
      files: { select: { id: true, name: true, size: true, kind: true } },
    },
  })
  return rows.reverse().map(({ author, ...row }) => ({
    ...row,
    audience: row.audience as CommentAudience,
    author: author.name,
    own: row.authorId === viewer.id,
  }))
}
