import clsx from 'clsx'
import type { ReactNode } from 'react'

export type TabLink = { href: string; label: ReactNode; count?: number; current?: boolean }

/** Views that have an address: works without a script, on public pages too. `end` stands at the right. */
export function TabLinks({
  label,
  links,
  end,
}: {
  label: string
  links: readonly TabLink[]
  end?: ReactNode
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 border-b">
      <nav aria-label={label} className="-mb-px flex min-w-0 gap-1 overflow-x-auto">
        {links.map(({ href, label, count, current }) => (
          <a
            key={href}
            href={href}
            aria-current={current ? 'page' : undefined}
            className={clsx(
              'inline-flex items-center gap-1.5 border-b-2 px-3 py-2 whitespace-nowrap transition-colors focus-visible:-outline-offset-2',
              current
                ? 'border-accent font-semibold text-ink'
                : 'border-transparent text-ink-2 hover:text-ink',
            )}
          >
            {label}
            {count !== undefined && <span className="font-normal text-ink-3 tabular-nums">{count}</span>}
          </a>
        ))}
      </nav>
      {end && <div className="ms-auto flex items-center gap-3 py-2 text-ink-3">{end}</div>}
    </div>
  )
}
