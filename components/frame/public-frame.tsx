import { Menu } from 'lucide-react'
import type { ReactNode } from 'react'
import { Mark } from '@/components/ui/mark'

/** The outside: a plain header and footer that need no script and know nothing of who is reading. */
export function PublicFrame({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="public-nav relative mx-auto flex w-full max-w-[73.75rem] items-center gap-6 px-5 py-5 text-[0.9375rem] md:px-7">
        <a href="#main" className={skipClass}>
          Skip to the page
        </a>
        <a href={home.href} className="me-auto flex items-center gap-2.5 text-[1.0625rem] font-semibold">
          <Mark className="size-5" />
          Security, in daylight
        </a>
        <nav aria-label="Pages" className="hidden items-center gap-6 md:flex">
          {pages.map(({ href, label }) => (
            <a key={href} href={href} className="text-ink-2 hover:text-ink">
              {label}
            </a>
          ))}
          <SignIn />
        </nav>
        <details className="group md:hidden">
          <summary className="grid size-10 place-items-center rounded-control border bg-sheet">
            <Menu className="size-5" aria-hidden="true" />
            <span className="sr-only">Pages</span>
          </summary>
          <nav
            aria-label="Pages"
            className="absolute inset-x-4 top-full z-20 grid rounded-card border bg-sheet p-2 text-lg shadow-float"
          >
            {pages.map(({ href, label }) => (
              <a
                key={href}
                href={href}
                className="rounded-control px-3 py-2.5 text-ink-2 hover:bg-hover hover:text-ink"
              >
                {label}
              </a>
            ))}
            <SignIn className="rounded-control px-3 py-2.5 hover:bg-hover" />
          </nav>
        </details>
      </header>
      {children}
      <footer className="mx-auto mt-auto w-full max-w-[73.75rem] px-5 pt-14 pb-10 text-base text-ink-3 md:px-7">
        <div className="flex flex-wrap items-baseline gap-x-5 gap-y-2 border-t pt-4">
          {feeds.map(({ href, label, type }) => (
            <a
              key={href}
              href={href}
              type={type}
              className="text-ink-2 underline decoration-line underline-offset-4 hover:decoration-current"
            >
              {label}
            </a>
          ))}
          <p>Nothing on this page is computed from anything that is not public.</p>
        </div>
      </footer>
    </div>
  )
}

type PageProps = {
  /** Which of the header's places this is or belongs to. */
  here?: '/' | '/roadmap' | '/wishlist' | '/open-work' | '/how-we-work'
  /** When what is shown was true: a sentence or a `DateStamp`. */
  asOf?: ReactNode
  /** One column for reading instead of the whole width. */
  narrow?: boolean
  children: ReactNode
}

/** What a public page returns: its main part, where it is, and how fresh it is. */
export function PublicPage({ here, asOf, narrow, children }: PageProps) {
  return (
    <main id="main" data-here={here} className="mx-auto w-full max-w-[73.75rem] px-5 text-read md:px-7">
      <div className={narrow ? 'mx-auto max-w-[44rem]' : undefined}>{children}</div>
      {asOf && <p className="mt-10 text-base text-ink-3">As of {asOf}</p>}
    </main>
  )
}

/** The page's serif heading, with a sentence under it. */
export function PublicHeading({
  title,
  lead,
  children,
}: {
  title: ReactNode
  lead?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="pt-6 pb-7 md:pt-9">
      <h1 className="max-w-[20ch] font-serif text-[2.0625rem] leading-[1.12] tracking-[-0.015em] wrap-anywhere md:text-[2.75rem]">
        {title}
      </h1>
      {lead && <p className="mt-3 max-w-[62ch] text-read text-pretty text-ink-2">{lead}</p>}
      {children && <div className="mt-2 text-base text-ink-3">{children}</div>}
    </div>
  )
}

function SignIn({ className }: { className?: string }) {
  return (
    <a href={signIn.href} className={`font-semibold text-accent hover:text-accent-strong ${className ?? ''}`}>
      {signIn.label}
    </a>
  )
}

const home = { href: '/' }
const signIn = { href: '/signin', label: 'Sign in' }
const pages = [
  { href: '/roadmap', label: 'Roadmap' },
  { href: '/wishlist', label: 'Wishlist' },
  { href: '/open-work', label: 'Open work' },
  { href: '/how-we-work', label: 'How we work' },
]
const feeds = [{ href: '/feeds/roadmap.atom', label: 'Atom feed', type: 'application/atom+xml' }]

export const skipClass =
  'sr-only z-60 rounded-control bg-accent px-3 py-2 font-semibold text-on-accent focus:not-sr-only focus:fixed focus:start-3 focus:top-3'
