import { AudienceChip } from '@/components/ui/audience-chip'
import { Avatar } from '@/components/ui/avatar'
import { Card } from '@/components/ui/card'
import { Timestamp } from '@/components/ui/timestamp'
import type { ItemSheet } from '@/lib/items'
import { commentAudiencesFor } from '@/lib/items/rules'
import { renderMarkdown } from '@/lib/kernel/markdown'
import { CommentComposer } from './comment-composer'
import type { ItemActions, ResolveReference } from './item-actions'

type Props = {
  item: ItemSheet
  team: boolean
  now: string
  once: string
  actions: ItemActions
  resolve: ResolveReference
}

/** What was said under it, each with its readers, and the place to say more. */
export function ItemTalk({ item, team, now, once, actions, resolve }: Props) {
  return (
    <section aria-labelledby="talk" className="grid gap-3">
      <h2 id="talk" className="text-lg">
        Comments
      </h2>
      {item.comments.length === 0 && <p className="text-ink-3">Nothing has been said yet.</p>}
      <ol className="grid gap-3">
        {item.comments.map((comment) => (
          <li key={comment.id} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
            <Avatar name={comment.author} size="normal" beside />
            <Card className="p-3!">
              <div className="mb-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
                <span className="font-semibold">{comment.author}</span>
                <Timestamp at={comment.createdAt} now={new Date(now)} className="text-ink-3" />
                <CommentChip audience={comment.audience} people={item.named.length} />
              </div>
              <div className="prose" dir="auto">
                {renderMarkdown(comment.body, { resolve, id: `comment-${comment.id}` })}
              </div>
              {comment.files.length > 0 && (
                <ul className="mt-2 flex flex-wrap gap-2 text-sm">
                  {comment.files.map((file) => (
                    <li key={file.id}>
                      <a className="link" href={`/api/v1/files/${file.id}`}>
                        {file.name}
                      </a>
                    </li>
                  ))}
                </ul>
              )}
            </Card>
          </li>
        ))}
      </ol>
      {item.archivedAt === null && (
        <CommentComposer
          itemKey={item.key}
          audiences={commentAudiencesFor(item, { team })}
          people={item.named.length}
          once={once}
          action={actions.comment}
        />
      )}
    </section>
  )
}

function CommentChip({ audience, people }: { audience: string; people: number }) {
  if (audience === 'internal' || audience === 'private') return <AudienceChip audience={audience} />
  return audience === 'restricted' ? <AudienceChip audience="restricted" people={people} /> : null
}
