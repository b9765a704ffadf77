import type { Metadata } from 'next'
import { cache } from 'react'
import { findPublished } from '@/lib/published'

/** The entry of this page, read once for its head and its body. */
export const entryOf = cache(findPublished)

/** A page's head; for what is absent it says nothing. */
export async function metadataOf(slug: string): Promise<Metadata> {
  const entry = await entryOf(slug)
  if (!entry) return {}
  return {
    title: entry.title,
    description: entry.summary || undefined,
    alternates: { canonical: entry.path },
    openGraph: {
      title: entry.title,
      description: entry.summary || undefined,
      url: entry.path,
      type: 'article',
    },
  }
}
