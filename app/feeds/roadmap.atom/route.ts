import { createHash } from 'node:crypto'
import { Feed } from 'feed'
import { statusLabel } from '@/components/ui/status'
import { quarterMonths } from '@/components/ui/dates'
import { settings } from '@/lib/kernel/settings'
import { roadmapFeed } from '@/lib/published'

export const dynamic = 'force-dynamic'

/** The roadmap for feed readers. Times are those of publication, so that asking again changes nothing. */
export async function GET() {
  const { workspace, entries, updated } = await roadmapFeed()
  const home = settings().publicAddress
  const feed = new Feed({
    id: lastingId('roadmap'),
    title: 'Security, in daylight: roadmap',
    description: 'The larger work of our security team, by quarter. Dates are aims, not promises.',
    link: `${home}/roadmap`,
    feedLinks: { atom: `${home}/feeds/roadmap.atom` },
    updated,
    generator: false,
    author: { name: 'Security team' },
  })
  for (const entry of entries) {
    const where = [
      statusLabel(entry.status),
      entry.quarter && quarterMonths(entry.quarter, workspace.fiscalStartMonth),
    ]
    feed.addItem({
      id: lastingId(entry.slug),
      title: asHtml(entry.title),
      link: `${home}${entry.path}`,
      date: entry.updatedAt,
      published: entry.publishedAt,
      description: asHtml(entry.summary),
      content: `<p>${asHtml(entry.summary)}</p><p>${asHtml(where.filter(Boolean).join(' · '))}</p>`,
    })
  }
  return new Response(feed.atom1(), {
    headers: {
      'content-type': 'application/atom+xml; charset=utf-8',
      'cache-control': 'public, max-age=0, must-revalidate',
    },
  })
}

// The same for as long as the thing lives, even if our address changes: readers would show everything as new.
function lastingId(name: string): string {
  const hex = createHash('sha256').update(`daylight ${name}`).digest('hex')
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

// The feed marks its texts as HTML, so plain words are written as HTML.
function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
