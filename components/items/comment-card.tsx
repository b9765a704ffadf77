import { AudienceChip } from '@/components/ui/audience-chip'
import { Avatar } from '@/components/ui/avatar'
import { Card } from '@/components/ui/card'
import { Timestamp } from '@/components/ui/timestamp'
import { FileList } from '@/components/threads/thread'
import { shownKinds } from '@/lib/files/schema'
import { renderMarkdown } from '@/lib/kernel/markdown'
import type { DrawnComment } from '@/lib/threads/schema'
import { EditComment } from './edit-comment'
import type { ResolveReference } from './item-actions'
import { Reactions } from './reactions'

type Props = {
  comment: DrawnComment
  /** How many people a restricted item has. */
  readers: number
  now: string
  /** The thread takes words and marks. */
  open: boolean
  resolve: ResolveReference
}

/** One comment: who, when, for whom, the words, pictures and files, and who has seen or done it. */
export function CommentCard({ comment, readers, now, open, resolve }: Props) {
  const pictures = comment.files.filter(({ kind }) => (shownKinds as readonly string[]).includes(kind))
  const files = comment.files.filter((file) => !pictures.includes(file))
  const words = (
    <div className="prose" dir="auto">
      {renderMarkdown(comment.body, { resolve, id: `comment-${comment.id}` })}
    </div>
  )
  return (
    <li id={`comment-${comment.id}`} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
      <Avatar name={comment.author} size="normal" beside />
      <Card className="grid min-w-0 gap-1.5 p-3!">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
          <span className="font-semibold">{comment.author}</span>
          <Timestamp at={comment.createdAt} now={new Date(now)} className="text-ink-3" />
          {comment.editedAt && (
            <span className="text-ink-3">
              · edited <Timestamp at={comment.editedAt} now={new Date(now)} />
            </span>
          )}
          <ReadersChip audience={comment.audience} people={readers} />
        </div>
        {comment.own && open ? (
          <EditComment comment={{ id: comment.id, version: comment.version, body: comment.body }}>
            {words}
          </EditComment>
        ) : (
          words
        )}
        {pictures.length > 0 && (
          <ul className="flex flex-wrap gap-2">
            {pictures.map(({ id, name }) => (
              <li key={id} className="min-w-0">
                <a href={`/api/v1/files/${id}`} className="block overflow-hidden rounded-control border">
                  {/* The file route asks the reader; an optimiser in between would not. */}
                  <picture>
                    <img
                      src={`/api/v1/files/${id}`}
                      alt={name}
                      loading="lazy"
                      className="max-h-72 max-w-full bg-sunk object-contain"
                    />
                  </picture>
                </a>
              </li>
            ))}
          </ul>
        )}
        {files.length > 0 && <FileList files={files} />}
        <Reactions
          id={comment.id}
          reactions={comment.reactions.map((each) => ({ ...each, at: each.at.toISOString() }))}
          now={now}
          open={open}
        />
      </Card>
    </li>
  )
}

function ReadersChip({ audience, people }: { audience: string; people: number }) {
  if (audience === 'internal' || audience === 'private') return <AudienceChip audience={audience} />
  return audience === 'restricted' ? <AudienceChip audience="restricted" people={people} /> : null
}
