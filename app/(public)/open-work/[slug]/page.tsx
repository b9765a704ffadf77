import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EntryPage } from '@/components/public/entry-page'
import { publicWorkspace } from '@/lib/published'
import { entryOf, metadataOf } from '../../_parts/entry'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return metadataOf((await params).slug)
}

export default async function OpenWorkEntryPage({ params }: Props) {
  const entry = await entryOf((await params).slug)
  if (entry?.kind !== 'item') notFound()
  return (
    <EntryPage entry={entry} workspace={await publicWorkspace()} here="/open-work" hereLabel="Open work" />
  )
}
