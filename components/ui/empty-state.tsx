import type { ReactNode } from 'react'

type Props = { icon?: ReactNode; title: ReactNode; children?: ReactNode; action?: ReactNode }

/** What belongs here, and the button that makes the first one. */
export function EmptyState({ icon, title, children, action }: Props) {
  return (
    <div className="mx-auto grid max-w-[46ch] justify-items-center gap-2 px-6 py-12 text-center">
      {icon && (
        <span
          className="mb-1 grid size-11 place-items-center rounded-full bg-sunk text-ink-3 ring-1 ring-line [&_svg]:size-5"
          aria-hidden="true"
        >
          {icon}
        </span>
      )}
      <p className="text-lg font-semibold text-balance">{title}</p>
      {children && <div className="text-ink-2 text-pretty">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}
