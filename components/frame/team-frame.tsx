import type { ReactNode } from 'react'
import { ToastProvider } from '@/components/ui/toast'
import { KeysProvider } from './keys'
import { createEntriesFor, linksFor, type FrameCounts, type FrameLink, type Viewer } from './links'
import { skipClass } from './public-frame'
import { Rail, RailSheet } from './rail'
import type { Theme } from './theme'
import { Tools } from './tools'

type Props = {
  viewer: Viewer
  counts?: FrameCounts
  /** From the cookie `theme`; anything else follows the system. */
  theme?: Theme
  /** From the cookie `rail`: "closed". */
  railClosed?: boolean
  /** Instead of the links of the viewer's role. */
  links?: FrameLink[]
  /** Where the palette searches, such as "/api/v1/search"; without it, it only goes and makes. */
  search?: string
  signOut?: { action: string; fields?: Record<string, string> }
  children: ReactNode
}

/** The inside: rail, top line, keys, palette and toasts around a page that begins with `PageHead`. */
export function TeamFrame({
  viewer,
  counts,
  theme = 'system',
  railClosed,
  links,
  search,
  signOut,
  children,
}: Props) {
  const places = links ?? linksFor(viewer.role, counts)
  const entries = createEntriesFor(viewer.role)
  return (
    <ToastProvider>
      <KeysProvider>
        <div
          data-frame
          data-theme={theme === 'system' ? undefined : theme}
          data-rail={railClosed ? 'closed' : 'open'}
          className="group/frame grid min-h-dvh grid-cols-[minmax(0,1fr)] bg-paper [--tools:8.75rem] md:grid-cols-[auto_minmax(0,1fr)] md:[--tools:20rem]"
        >
          <a href="#main" className={skipClass}>
            Skip to the page
          </a>
          <Rail links={places} />
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)]">
            <header className="z-30 col-start-1 row-start-1 flex h-13 items-center justify-self-end pe-4 self-start sticky top-0 md:pe-5">
              <Tools
                viewer={viewer}
                links={places}
                entries={entries}
                theme={theme}
                search={search}
                signOut={signOut ?? { action: '/api/auth/signout' }}
              />
            </header>
            <RailSheet links={places} />
            <main
              id="main"
              tabIndex={-1}
              className="col-start-1 row-start-1 flex min-w-0 flex-col outline-none has-data-fill:h-dvh"
            >
              {children}
            </main>
          </div>
        </div>
      </KeysProvider>
    </ToastProvider>
  )
}
