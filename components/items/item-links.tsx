import { Plus } from 'lucide-react'
import Link from 'next/link'
import type { ItemSheet } from '@/lib/items'
import { LinkedItem } from './linked-item'
import { RelateForm, UnrelateButton } from './relation-forms'

const manyRelations = 12

/** Its parts and what it stands in relation to, as far as this reader may see the other end. */
export function ItemLinks({ item, editable }: { item: ItemSheet; editable: boolean }) {
  if (item.children.length === 0 && item.relations.length === 0 && !editable) return null
  const done = item.children.filter(({ status }) => status === 'done').length
  return (
    <section aria-labelledby="belongs" className="grid gap-2.5">
      <h2 id="belongs" className="text-lg">
        What belongs to it
      </h2>
      {item.children.length > 0 && (
        <div className="grid gap-1">
          <h3 className="text-sm text-ink-2">
            Parts{' '}
            <span className="tabular-nums">
              {done} of {item.children.length} done
            </span>
          </h3>
          <ul className="max-h-96 divide-y overflow-y-auto rounded-card border bg-sheet">
            {item.children.map((child) => (
              <li key={child.key} className="px-3 py-2">
                <LinkedItem item={child} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {item.relations.length > 0 && (
        <ul
          aria-label="Relations"
          className={
            item.relations.length > manyRelations
              ? 'grid max-h-96 gap-1 overflow-y-auto rounded-card border bg-sheet px-3 py-2'
              : 'grid gap-1'
          }
          tabIndex={item.relations.length > manyRelations ? 0 : undefined}
        >
          {item.relations.map((relation) => (
            <li
              key={`${relation.words} ${relation.key}`}
              className="relative flex min-w-0 items-center gap-2"
            >
              <span className="w-28 shrink-0 text-sm text-ink-3">{relation.words}</span>
              <LinkedItem item={relation} />
              {editable && <UnrelateButton itemKey={item.key} relation={relation} />}
            </li>
          ))}
        </ul>
      )}
      {editable && (
        <>
          <RelateForm itemKey={item.key} />
          <Link
            href={`/items/new?parent=${item.key}`}
            className="flex w-fit items-center gap-1.5 rounded-control text-sm font-medium text-accent hover:underline"
          >
            <Plus className="size-4" aria-hidden="true" />
            Make a part of it
          </Link>
        </>
      )}
    </section>
  )
}
