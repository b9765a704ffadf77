import type { ItemSheet } from '@/lib/items'
import type { ItemActions } from './item-actions'
import { LinkedItem } from './linked-item'
import { RelateForm, UnrelateButton } from './relation-forms'

/** Its parts and what it stands in relation to, as far as this reader may see the other end. */
export function ItemLinks({
  item,
  editable,
  actions,
}: {
  item: ItemSheet
  editable: boolean
  actions: ItemActions
}) {
  if (item.children.length === 0 && item.relations.length === 0 && !editable) return null
  return (
    <section aria-labelledby="belongs" className="grid gap-2">
      <h2 id="belongs" className="text-lg">
        What belongs to it
      </h2>
      {item.children.length > 0 && (
        <ul className="divide-y rounded-card border bg-sheet">
          {item.children.map((child) => (
            <li key={child.key} className="px-3 py-2">
              <LinkedItem item={child} />
            </li>
          ))}
        </ul>
      )}
      {item.relations.length > 0 && (
        <ul className="grid gap-1">
          {item.relations.map((relation) => (
            <li key={`${relation.words} ${relation.key}`} className="flex min-w-0 items-center gap-2">
              <span className="w-28 shrink-0 text-sm text-ink-3">{relation.words}</span>
              <LinkedItem item={relation} />
              {editable && <UnrelateButton itemKey={item.key} relation={relation} action={actions.relate} />}
            </li>
          ))}
        </ul>
      )}
      {editable && <RelateForm itemKey={item.key} action={actions.relate} />}
    </section>
  )
}
