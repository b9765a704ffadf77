import type { Metadata } from 'next'
import { cache } from 'react'
import { settings } from '@/lib/kernel/settings'
import { findPublished } from '@/lib/published'

/** The entry of this page, read once for its head and its body. */
export const entryOf = cache(findPublished)

/** A page's head; for what is absent it says nothing. */
export async function metadataOf(slug: string): Promise<Metadata> {
  const entry = await entryOf(slug)
  if (!entry) return {}
  // Absolute from the address that is set at run time; the one known while building may be another.
  const url = `${settings().publicAddress}${entry.path}`
  return {
    title: entry.title,
    description: entry.summary || undefined,
    alternates: { canonical: url },
    openGraph: {
      title: entry.title,
      description: entry.summary || undefined,
      url,
      type: 'article',
    },
  }
}
