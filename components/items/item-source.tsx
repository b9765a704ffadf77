import { Lightbulb, MessageCircleQuestion } from 'lucide-react'
import Link from 'next/link'
import type { ItemSheet } from '@/lib/items'
import { originLabels } from '@/lib/items/schema'

/** Why it may be here at all: the idea or the request behind it. */
export function ItemSource({ item }: { item: ItemSheet }) {
  return (
    <section aria-labelledby="came" className="grid gap-2">
      <h2 id="came" className="text-base">
        Where it came from
      </h2>
      <p className="text-sm text-ink-2">
        {originLabels[item.origin]}
        {item.reporter && <>, made by {item.reporter.name}</>}
      </p>
      {item.idea && (
        <Link href={`/plan/ideas/${item.idea.slug}`} className={sourceClass}>
          <Lightbulb className="mt-0.5 size-4 shrink-0 text-ink-3" aria-hidden="true" />
          <span className="grid min-w-0 gap-0.5">
            <span className="wrap-anywhere" dir="auto">
              {item.idea.title}
            </span>
            <span className="text-xs text-ink-3">Idea · {item.idea.status}</span>
          </span>
        </Link>
      )}
      {item.request && (
        <Link href={`/requests/${item.request.key}`} className={sourceClass}>
          <MessageCircleQuestion className="mt-0.5 size-4 shrink-0 text-ink-3" aria-hidden="true" />
          <span className="grid min-w-0 gap-0.5">
            <span className="wrap-anywhere" dir="auto">
              {item.request.title}
            </span>
            <span className="text-xs text-ink-3">
              Request {item.request.key} · {item.request.status}
            </span>
          </span>
        </Link>
      )}
    </section>
  )
}

const sourceClass =
  'flex min-w-0 items-start gap-2.5 rounded-card border bg-sheet px-3 py-2 text-sm transition-colors hover:bg-hover'
