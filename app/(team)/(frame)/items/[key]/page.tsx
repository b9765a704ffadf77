import type { Metadata } from 'next'
import { randomUUID } from 'node:crypto'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { ItemActs } from '@/components/bulk/item-acts'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { ItemSheetView } from '@/components/items/item-sheet'
import { isTeam } from '@/lib/kernel/audience'
import { now } from '@/lib/kernel/now'
import { sealed } from '@/lib/kernel/secrets'
import { fieldChoices, findItem, itemChoices } from '@/lib/items'
import { currentAsker, currentViewer, teamAsker } from '@/lib/people'

type Props = {
  params: Promise<{ key: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

// Loaded once for the title and the page, through the same guard: a title read beside it would stand in the 404.
const load = cache(async (key: string) =>
  (await currentViewer()) ? findItem(await currentAsker(), key) : null,
)

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const item = await load((await params).key)
  return item ? { title: `${item.key} ${item.title}` } : {}
}

export default async function ItemPage({ params, searchParams }: Props) {
  const { key } = await params
  const { asker, viewer } = await teamAsker(`/items/${encodeURIComponent(key)}`)
  const at = now()
  const item = await load(key)
  if (!item) notFound()
  const team = isTeam(viewer)
  const { edit } = await searchParams
  const [choices, more] = await Promise.all([team ? itemChoices(asker) : null, fieldChoices(asker)])
  return (
    <>
      <PageHead title={item.key} crumbs={team ? [{ href: '/board', label: 'Board' }] : []} />
      <PageBody className="mx-auto max-w-6xl">
        <ItemSheetView
          item={item}
          asker={asker}
          team={team}
          viewer={viewer}
          choices={choices}
          more={more}
          edit={edit === 'title' || edit === 'description' ? edit : undefined}
          since={sealed('event', { at: at.getTime() })}
          now={at.toISOString()}
          once={randomUUID()}
        />
      </PageBody>
      {team && !item.archivedAt && <ItemActs itemKey={item.key} version={item.version} />}
    </>
  )
}
