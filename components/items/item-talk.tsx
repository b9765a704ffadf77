import type { FieldChoices, ItemSheet } from '@/lib/items'
import { commentAudiencesFor, readsComment } from '@/lib/items/rules'
import { CommentCard } from './comment-card'
import { CommentComposer } from './comment-composer'
import type { ResolveReference } from './item-actions'

type Props = {
  item: ItemSheet
  team: boolean
  me: string | null
  people: FieldChoices['people']
  now: string
  once: string
  resolve: ResolveReference
}

/** What was said under it, each with its readers, and the place to say more. */
export function ItemTalk({ item, team, me, people, now, once, resolve }: Props) {
  const audiences = commentAudiencesFor(item, { team })
  const named = item.named.map(({ id }) => id)
  return (
    <section aria-labelledby="talk" className="grid gap-3">
      <h2 id="talk" className="text-lg">
        Comments{' '}
        {item.comments.length > 0 && (
          <span className="text-sm font-normal text-ink-3 tabular-nums">{item.comments.length}</span>
        )}
      </h2>
      {item.comments.length === 0 && <p className="text-ink-3">Nothing has been said yet.</p>}
      <ol className="grid gap-3">
        {item.comments.map((comment) => (
          <CommentCard
            key={comment.id}
            {...{ comment, now, resolve }}
            readers={item.named.length}
            open={item.archivedAt === null && me !== null}
          />
        ))}
      </ol>
      {item.archivedAt === null && (
        <CommentComposer
          itemKey={item.key}
          audiences={audiences}
          readers={item.named.length}
          once={once}
          people={people
            .filter(({ id }) => id !== me)
            .map(({ id, name, handle, team: isTeam }) => ({
              name,
              handle,
              reads: audiences.filter((audience) => readsComment(audience, { id, team: isTeam }, named)),
            }))}
        />
      )}
    </section>
  )
}
