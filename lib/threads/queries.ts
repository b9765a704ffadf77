import { Prisma, type Tx } from '../kernel/db'
import type { Viewer } from '../kernel/audience'
import type { CommentAudience, DrawnComment, DrawnReaction } from './schema'

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
  const reactions = await reactionsTo(
    tx,
    viewer,
    rows.map(({ id }) => id),
  )
  return rows.reverse().map(({ author, ...row }) => ({
    ...row,
    audience: row.audience as CommentAudience,
    author: author.name,
    own: row.authorId === viewer.id,
    reactions: reactions.get(row.id) ?? [],
  }))
}

async function reactionsTo(
  tx: Tx,
  viewer: Viewer,
  comments: string[],
): Promise<Map<string, DrawnReaction[]>> {
  const found = new Map<string, DrawnReaction[]>()
  if (comments.length === 0) return found
  const rows = await tx.$queryRaw<(DrawnReaction & { commentId: string })[]>(Prisma.sql`
    SELECT r.comment_id AS "commentId", r.kind, p.name AS person, r.person_id = ${viewer.id}::uuid AS own, r.at
    FROM work.reaction r JOIN work.person p ON p.id = r.person_id
    WHERE r.comment_id = ANY (${comments}::uuid[]) ORDER BY r.at, p.name`)
  for (const { commentId, ...reaction } of rows)
    found.set(commentId, [...(found.get(commentId) ?? []), reaction])
  return found
}
