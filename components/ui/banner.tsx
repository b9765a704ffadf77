import clsx from 'clsx'
import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import type { ReactNode } from 'react'

type Props = {
  tone?: 'info' | 'good' | 'danger'
  title?: ReactNode
  children?: ReactNode
  action?: ReactNode
  className?: string
}

/** A sentence above a page's matter. Danger is said at once by screen readers, the others when they can. */
export function Banner({ tone = 'info', title, children, action, className }: Props) {
  const { Icon, look, mark } = looks[tone]
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={clsx('flex items-start gap-3 rounded-card border px-4 py-3', look, className)}
    >
      <Icon className={clsx('mt-0.5 size-4 shrink-0', mark)} aria-hidden="true" />
      <div className="min-w-0 flex-1 wrap-anywhere">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-ink-2">{children}</div>}
      </div>
      {action}
    </div>
  )
}

const looks = {
  info: { Icon: Info, look: 'bg-sheet', mark: 'text-accent' },
  good: { Icon: CircleCheck, look: 'bg-sheet', mark: 'text-done' },
  danger: { Icon: CircleAlert, look: 'border-danger/30 bg-danger-soft', mark: 'text-danger' },
}
