import { StatusWord } from '@/components/ui/status'
import { counted } from './counted'

export type Similar = { slug: string; title: string; status: string; votes: number; open: boolean }

/** Wishes like the one being written: voting for one of them says more than writing it a second time. */
export function SimilarList({ ideas, inside }: { ideas: readonly Similar[]; inside: boolean }) {
  if (ideas.length === 0)
    return <p className="text-sm text-ink-3">Nothing similar so far. Yours is the first.</p>
  return (
    <div className="rounded-card border bg-sheet px-4 py-3">
      <p className="text-sm font-medium">Is it one of these? A vote there counts more than a second wish.</p>
      <ul className="mt-1.5 grid">
        {ideas.map((idea) => (
          <li
            key={idea.slug}
            className="flex flex-wrap items-baseline gap-x-3 border-t py-2 first:border-t-0"
          >
            <a
              href={idea.open ? `/wishlist/${idea.slug}` : `/plan/ideas/${idea.slug}`}
              className="min-w-0 flex-1 basis-56 font-medium text-accent wrap-anywhere hover:text-accent-strong"
              dir="auto"
            >
              {idea.title}
            </a>
            <StatusWord status={idea.status} className="text-sm text-ink-2" />
            <span className="text-sm text-ink-3 tabular-nums">{counted(idea.votes, 'vote')}</span>
            {!idea.open && inside && <span className="text-xs text-ink-3">inside</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
