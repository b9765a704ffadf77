import clsx from 'clsx'
import type { ReactNode } from 'react'

export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={clsx(
        'inline-block min-w-5 pointer-coarse:hidden rounded-[4px] border border-current/25 px-1 text-center font-sans text-[11px] leading-4.5',
        className,
      )}
    >
      {children}
    </kbd>
  )
}
