import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import type { FrameCounts } from '@/components/frame/links'
import { TeamFrame } from '@/components/frame/team-frame'
import { themeFromCookie } from '@/components/frame/theme'
import { currentAsker, currentViewer } from '@/lib/people'
import { queueCounts } from '@/lib/requests'

/**
 * The frame around the pages inside, filled for whoever is asking. It decides nothing: each page guards itself, and a
 * visitor's page is drawn bare, because it is about to lead to signing in.
 */
export async function SignedInFrame({ children }: { children: ReactNode }) {
  const viewer = await currentViewer()
  if (!viewer || viewer.role === 'system') return children
  const [jar, waiting] = await Promise.all([cookies(), queueCounts(await currentAsker())])
  return (
    <TeamFrame
      viewer={{ name: viewer.name, email: viewer.email ?? '', role: viewer.role }}
      counts={waiting ? { queue: queueWords(waiting) } : {}}
      theme={themeFromCookie(jar.get('theme')?.value)}
      railClosed={jar.get('rail')?.value === 'closed'}
      search="/api/v1/search"
      signOut={{ action: '/signin/out' }}
    >
      {children}
    </TeamFrame>
  )
}

function queueWords({ open, late }: { open: number; late: number }): FrameCounts['queue'] {
  return late > 0 ? { text: `${late} late`, hot: true } : open
}
