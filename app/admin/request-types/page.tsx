import { ListChecks } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AdminHead } from '@/components/admin/admin-head'
import { PageBody } from '@/components/frame/page-head'
import { Cell, DataTable, Row } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { mayAdminister, teamAsker } from '@/lib/people'
import { listRequestTypes } from '@/lib/requests'

export const metadata: Metadata = { title: 'Request types' }

const columns = [
  { id: 'name', label: 'What can be asked for' },
  { id: 'questions', label: 'Questions', numeric: true },
  { id: 'clocks', label: 'Promises' },
]

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
          <DataTable caption="Request types" columns={columns}>
            {types.map((type) => (
              <Row key={type.slug}>
                <Cell head className="min-w-56 align-top!">
                  <a
                    href={`/requests/new/${type.slug}`}
                    className="text-accent underline-offset-4 hover:underline"
                  >
                    {type.name}
                  </a>
                  <span className="mt-0.5 block font-normal text-ink-2">{type.description}</span>
                </Cell>
                <Cell numeric className="align-top!">
                  {type.questions.length}
                </Cell>
                <Cell className="min-w-44 align-top!">
                  <ul>
                    {type.targets.map((target) => (
                      <li key={target.name}>
                        {target.name}: {target.amount} business {target.unit}
                      </li>
                    ))}
                  </ul>
                </Cell>
              </Row>
            ))}
          </DataTable>
        )}
      </PageBody>
    </>
  )
}
