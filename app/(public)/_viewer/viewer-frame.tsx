import type { ReactNode } from 'react'
import { isTeam } from '@/lib/kernel/audience'
import { known } from './known'

/** Around the public frame: for who is known, the way back inside in place of "Sign in"; for strangers nothing at all. */
export async function ViewerFrame({ children }: { children: ReactNode }) {
  const reader = await known()
  if (!reader) return children
  const { viewer } = reader
  const home = isTeam(viewer)
    ? { href: '/board', label: 'Back to the board' }
    : viewer.role === 'guest'
      ? null
      : { href: '/requests', label: 'Back to your requests' }
  return (
    <div className="[&_a[href='/signin']]:hidden">
      <aside aria-label="Who you are" className="border-b bg-sunk">
        <p className="mx-auto flex w-full max-w-[73.75rem] flex-wrap items-baseline gap-x-4 px-5 py-1.5 text-sm text-ink-2 md:px-7">
          Signed in as {viewer.name}. You see what anyone sees, and your own votes.
          {home && (
            <a href={home.href} className="ms-auto font-medium text-accent hover:text-accent-strong">
              {home.label}
            </a>
          )}
        </p>
      </aside>
      {children}
    </div>
  )
}
