import { AudienceChip } from '@/components/ui/audience-chip'
import { StatusWord } from '@/components/ui/status'
import { Timestamp } from '@/components/ui/timestamp'
import type { ItemSheet } from '@/lib/items'
import { typeLabels } from '@/lib/items/schema'
import { renderMarkdown } from '@/lib/kernel/markdown'
import { DescriptionField } from './description-field'
import type { ResolveReference } from './item-actions'
import { TitleField } from './title-field'
import { WatchButton } from './watch-button'

type Props = {
  item: ItemSheet
  editable: boolean
  /** Which of the two is open for writing, where no script opens it. */
  edit?: string
  now: string
  resolve: ResolveReference
}

/** What it is and why, with the light that stands on it. */
export function ItemWords({ item, editable, edit, now, resolve }: Props) {
  const edited = { key: item.key, version: item.version }
  const drawn = item.description ? (
    <div className="prose max-w-[72ch]" dir="auto">
      {renderMarkdown(item.description, { resolve, id: 'description' })}
    </div>
  ) : (
    <p className="text-ink-3">Nobody has written yet what is to be done and why.</p>
  )
  return (
    <section aria-label="What and why" className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm text-ink-2">
        <StatusWord status={item.status} />
        <span>{typeLabels[item.type]}</span>
        <AudienceChip
          audience={item.audience}
          people={item.audience === 'restricted' ? item.named.length : undefined}
        />
        {item.archivedAt === null && (
          <span className="ms-auto">
            <WatchButton itemKey={item.key} watching={item.watching} />
          </span>
        )}
      </div>
      {item.archivedAt && (
        <p className="rounded-card border bg-sunk px-3 py-2 text-sm text-ink-2">
          Archived <Timestamp at={item.archivedAt} now={new Date(now)} />. It is on no board, and nothing of
          it is lost.
        </p>
      )}
      {item.blocked && (
        <p className="rounded-card border border-danger bg-danger-soft px-3 py-2 text-sm wrap-anywhere">
          <span className="font-medium">Blocked</span> since{' '}
          <Timestamp at={item.blocked.at} now={new Date(now)} />: <bdi>{item.blocked.reason}</bdi>
        </p>
      )}
      <TitleField item={edited} title={item.title} editable={editable} open={edit === 'title'} />
      {editable ? (
        <DescriptionField item={edited} description={item.description} open={edit === 'description'}>
          {drawn}
        </DescriptionField>
      ) : (
        drawn
      )}
    </section>
  )
}
