import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { QueryAnswer } from '@/components/query/query-answer'
import { QueryForm } from '@/components/query/query-form'
import { isTeam, isTeammate } from '@/lib/kernel/audience'
import { askItems, itemVocabulary } from '@/lib/items'
import { teamAsker } from '@/lib/people'
import { QueryGuide } from './_parts/query-guide'

export const metadata: Metadata = { title: 'The query language' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function QueryHelpPage({ searchParams }: Props) {
  const { asker, viewer } = await teamAsker('/help/query')
  if (!isTeammate(viewer)) notFound()
  const { q } = await searchParams
  const text = typeof q === 'string' ? q : ''
  const [vocabulary, asked] = await Promise.all([
    itemVocabulary(asker),
    text.trim() === '' ? null : askItems(asker, { q: text }),
  ])
  return (
    <>
      <PageHead title="The query language" sub="Board, backlog, tables, views and the API understand it" />
      <PageBody className="mx-auto grid max-w-5xl gap-8">
        <section aria-labelledby="try" className="grid gap-3">
          <h2 id="try" className="text-lg font-medium">
            Try it
          </h2>
          <QueryForm
            action="/help/query"
            vocabulary={vocabulary}
            defaultValue={text}
            problem={asked && !asked.ok ? asked.problem : null}
          />
          {asked?.ok && (
            <QueryAnswer
              items={asked.items}
              more={asked.more}
              boardHref={isTeam(viewer) ? `/board?${new URLSearchParams({ q: text })}` : undefined}
            />
          )}
        </section>
        <QueryGuide vocabulary={vocabulary} />
      </PageBody>
    </>
  )
}
