import { ListChecks } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AdminHead } from '@/components/admin/admin-head'
import { PageBody } from '@/components/frame/page-head'
import { Chip } from '@/components/ui/chip'
import { EmptyState } from '@/components/ui/empty-state'
import { mayAdminister, teamAsker } from '@/lib/people'
import { listRequestTypes } from '@/lib/requests'

export const metadata: Metadata = { title: 'Request types' }

export default async function RequestTypesPage() {
  const { asker, viewer } = await teamAsker('/admin/request-types')
  if (!mayAdminister(viewer)) notFound()
  const types = await listRequestTypes(asker)
  return (
    <>
      <AdminHead current="/admin/request-types" />
      <PageBody width="reading">
        {types.length === 0 ? (
          <EmptyState icon={<ListChecks />} title="Nothing can be asked for yet">
            Request types are data; the sample workspace brings three.
          </EmptyState>
        ) : (
          <ul className="divide-y rounded-card border bg-sheet">
            {types.map(({ slug, name, description, questions, targets }) => (
              <li key={slug} className="px-4 py-3.5">
                <a
                  href={`/requests/new/${slug}`}
                  className="font-medium text-accent underline-offset-4 hover:underline"
                >
                  {name}
                </a>
                <p className="mt-0.5 max-w-[70ch] text-pretty text-ink-2">{description}</p>
                <p className="mt-2 flex flex-wrap gap-1.5">
                  <Chip>{questions.length} questions</Chip>
                  {targets.map((target) => (
                    <Chip key={target.name}>
                      {target.name} in {target.amount} business{' '}
                      {target.amount === 1 ? target.unit.slice(0, -1) : target.unit}
                    </Chip>
                  ))}
                </p>
              </li>
            ))}
          </ul>
        )}
      </PageBody>
    </>
  )
}
