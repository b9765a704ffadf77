import { cookies } from 'next/headers'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { themeFromCookie } from '@/components/frame/theme'
import { Mark } from '@/components/ui/mark'

/** A quiet room before the others: no rail, nothing that knows who is reading. */
export default async function SignInLayout({ children }: { children: ReactNode }) {
  const theme = themeFromCookie((await cookies()).get('theme')?.value)
  return (
    <div
      data-theme={theme === 'system' ? undefined : theme}
      className="grid min-h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_1fr_auto] bg-paper"
    >
      <header className="px-5 py-5 md:px-7">
        <Link
          href="/"
          prefetch={false}
          className="inline-flex items-center gap-2.5 text-[1.0625rem] font-semibold"
        >
          <Mark className="size-5" />
          Security, in daylight
        </Link>
      </header>
      <main
        id="main"
        className="mx-auto grid w-full max-w-md grid-cols-[minmax(0,1fr)] content-start px-5 pt-[6vh] pb-12"
      >
        {children}
      </main>
      <footer className="px-5 py-5 text-center text-sm text-ink-3">
        Nobody needs to sign in to read{' '}
        <Link
          href="/roadmap"
          prefetch={false}
          className="text-ink-2 underline decoration-line-2 underline-offset-4 hover:decoration-current"
        >
          the roadmap
        </Link>
        .
      </footer>
    </div>
  )
}
