import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

type Props = {
  title: ReactNode
  /** What opens leads to something that cannot be taken back. */
  danger?: boolean
  className?: string
  children: ReactNode
}

/** A step that is taken now and then: its form stands behind a line with a mark that turns. Needs no script. */
export function Disclosure({ title, danger, className, children }: Props) {
  return (
    <details className={clsx('group/disclosure min-w-0 rounded-card border bg-sheet', className)}>
      <summary
        className={clsx(
          'flex min-h-10 items-center gap-2 rounded-card px-3 py-2 font-medium hover:bg-hover',
          danger && 'hover:text-danger',
        )}
      >
        <ChevronRight
          className="size-4 shrink-0 text-ink-3 transition-transform group-open/disclosure:rotate-90"
          aria-hidden="true"
        />
        <span className="min-w-0 flex-1">{title}</span>
      </summary>
      <div className="border-t p-4">{children}</div>
    </details>
  )
}
