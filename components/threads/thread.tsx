import clsx from 'clsx'
import { Paperclip } from 'lucide-react'
import { AudienceChip } from '@/components/ui/audience-chip'
import { Avatar } from '@/components/ui/avatar'
import { Chip } from '@/components/ui/chip'
import { Timestamp } from '@/components/ui/timestamp'
import { sizeWords } from '@/lib/files/schema'
import { renderMarkdown } from '@/lib/kernel/markdown'
import type { CommentAudience, DrawnComment } from '@/lib/threads/schema'

type Props = {
  comments: readonly DrawnComment[]
  /** Of a request: who asked, so that it is clear who reads what is said to them. */
  requester?: string
  /** The viewer can write notes; only then each comment says for whom it is. */
  team?: boolean
  empty?: string
  zone?: string
}

/** A thread, oldest first. What the requester reads has the golden edge; notes of the team look like what they are. */
export function Thread({ comments, requester, team, empty = 'Nothing has been said yet.', zone }: Props) {
  if (comments.length === 0) return <p className="text-ink-3">{empty}</p>
  return (
    <ol className="grid gap-3">
      {comments.map((comment) => (
        <li
          key={comment.id}
          id={`comment-${comment.id}`}
          className={clsx(
            'min-w-0 rounded-card border px-4 py-3',
            comment.audience === 'team' ? 'border-dashed bg-sunk' : 'bg-sheet',
            team && comment.audience === 'requester' && 'read-outside',
          )}
        >
          <div className="mb-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
            <Avatar name={comment.author} beside />
            <span className="font-semibold" dir="auto">
              {comment.author}
            </span>
            <Timestamp at={comment.createdAt} zone={zone} className="text-ink-3" />
            {team !== false && <For audience={comment.audience} requester={requester} />}
          </div>
          <div className="prose" dir="auto">
            {renderMarkdown(comment.body, { id: comment.id })}
          </div>
          {comment.files.length > 0 && <FileList files={comment.files} className="mt-2" />}
        </li>
      ))}
    </ol>
  )
}

function For({ audience, requester }: { audience: CommentAudience; requester?: string }) {
  if (audience === 'team') return <Chip className="ms-auto">Note · security team</Chip>
  if (audience === 'requester') return <Chip className="ms-auto">Read by {requester ?? 'the requester'}</Chip>
  return <AudienceChip audience={audience} short className="ms-auto" />
}

/** Files that hang on something, each with its size. */
export function FileList({
  files,
  className,
}: {
  files: readonly { id: string; name: string; size: number }[]
  className?: string
}) {
  return (
    <ul className={clsx('flex flex-wrap gap-2', className)}>
      {files.map((file) => (
        <li key={file.id} className="max-w-full min-w-0">
          <a
            href={`/api/v1/files/${file.id}`}
            className="inline-flex h-8 max-w-full items-center gap-2 rounded-control border bg-sheet px-2.5 text-sm hover:bg-hover"
          >
            <Paperclip className="size-4 shrink-0 text-ink-3" aria-hidden="true" />
            <span className="truncate" dir="auto">
              {file.name}
            </span>
            <span className="text-ink-3 tabular-nums">{sizeWords(file.size)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
