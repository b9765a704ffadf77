import { AudienceChip } from '@/components/ui/audience-chip'
import { StatusWord } from '@/components/ui/status'
import { Timestamp } from '@/components/ui/timestamp'
import type { ItemSheet } from '@/lib/items'
import { typeLabels } from '@/lib/items/schema'
import { renderMarkdown } from '@/lib/kernel/markdown'
import type { ItemActions, ResolveReference } from './item-actions'
import { WordsForm } from './words-form'

type Props = {
  item: ItemSheet
  editable: boolean
  now: string
  actions: ItemActions
  resolve: ResolveReference
}

/** What it is and why, with the light that stands on it. */
export function ItemWords({ item, editable, now, actions, resolve }: Props) {
  return (
    <section aria-label="What and why" className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm text-ink-2">
        <StatusWord status={item.status} />
        <span>{typeLabels[item.type]}</span>
        <AudienceChip
          audience={item.audience}
          people={item.audience === 'restricted' ? item.named.length : undefined}
        />
      </div>
      {item.archivedAt && (
        <p className="rounded-card border bg-sunk px-3 py-2 text-sm text-ink-2">
          Archived <Timestamp at={item.archivedAt} now={new Date(now)} />. It is on no board, and nothing of
          it is lost.
        </p>
      )}
      <h2 className="text-xl wrap-anywhere" dir="auto">
        {item.title}
      </h2>
      {item.description ? (
        <div className="prose max-w-[72ch]" dir="auto">
          {renderMarkdown(item.description, { resolve, id: 'description' })}
        </div>
      ) : (
        <p className="text-ink-3">Nobody has written yet what is to be done and why.</p>
      )}
      {editable && (
        <WordsForm
          item={{
            key: item.key,
            version: item.version,
            title: item.title,
            description: item.description,
          }}
          action={actions.update}
        />
      )}
    </section>
  )
}
