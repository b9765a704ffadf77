import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { NewItemForm } from '@/components/items/new-item-form'
import { isTeam } from '@/lib/kernel/audience'
import { itemChoices, listTemplates, statuses } from '@/lib/items'
import { teamAsker } from '@/lib/people'
import { createItemAction } from '@/components/items/actions'

export const metadata: Metadata = { title: 'New item' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function NewItemPage({ searchParams }: Props) {
  const { asker, viewer } = await teamAsker('/items/new')
  if (!isTeam(viewer)) notFound()
  const { status, template, parent } = await searchParams
  const [choices, templates] = await Promise.all([itemChoices(asker), listTemplates(asker)])
  return (
    <>
      <PageHead title="New item" crumbs={[{ href: '/board', label: 'Board' }]} />
      <PageBody width="form">
        <NewItemForm
          action={createItemAction}
          choices={choices}
          templates={templates}
          template={templates.find(({ id }) => id === template)}
          parent={typeof parent === 'string' ? parent.slice(0, 40) : ''}
          me={viewer.id}
          status={statuses.find((each) => each === status) ?? 'backlog'}
          // Sent twice, made once.
          once={randomUUID()}
        />
      </PageBody>
    </>
  )
}
