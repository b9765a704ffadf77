import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { EntryPage } from '@/components/public/entry-page'
import { publicWorkspace } from '@/lib/published'
import { entryOf, metadataOf } from '../../_parts/entry'
import { Vote } from '../../_viewer/vote'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return metadataOf((await params).slug)
}

/** An idea has one page: here while it is in sight, else the other address. */
export default async function RoadmapEntryPage({ params }: Props) {
  const { slug } = await params
  const entry = await entryOf(slug)
  if (entry?.kind !== 'idea') notFound()
  if (entry.path !== `/roadmap/${entry.slug}`) permanentRedirect(entry.path)
  const workspace = await publicWorkspace()
  return (
    <EntryPage
      entry={entry}
      workspace={workspace}
      here="/roadmap"
      hereLabel="Roadmap"
      act={<Vote {...entry} next={entry.path} />}
    />
  )
}
