// The one place outside where it matters who is reading. The front server says `x-daylight-known: 1` when a session cookie
// came with the request (and takes the header off whatever a client sends), so that pages for strangers read no cookie
// and can be kept as finished bytes.
import { headers } from 'next/headers'
import { cache } from 'react'
import { votedSlugs } from '@/lib/ideas'
import type { Asker, Viewer } from '@/lib/kernel/audience'
import { currentAsker, currentViewer } from '@/lib/people'

export type Known = { asker: Asker; viewer: Viewer; voted: ReadonlySet<string> }

/** Who is reading, with the public addresses they voted for; null for a visitor. Once a request. */
export const known = cache(async (): Promise<Known | null> => {
  if ((await headers()).get('x-daylight-known') !== '1') return null
  const viewer = await currentViewer()
  if (!viewer) return null
  const asker = await currentAsker()
  return { asker, viewer, voted: await votedSlugs(asker) }
})
