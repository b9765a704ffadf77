import { SlidersHorizontal } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AdminHead } from '@/components/admin/admin-head'
import { PageBody } from '@/components/frame/page-head'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { AddFieldForm } from '@/components/workflow/add-field-form'
import { FieldRow } from '@/components/workflow/field-row'
import { RetiredField } from '@/components/workflow/retired-field'
import { mayAdminister, teamAsker } from '@/lib/people'
import { ownFields } from '@/lib/workflow'
import { addFieldAction, choicesAction, fieldAction } from './actions'

export const metadata: Metadata = { title: 'Fields' }

export default async function FieldsPage() {
  const { asker, viewer } = await teamAsker('/admin/fields')
  if (!mayAdminister(viewer)) notFound()
  const { fields, retired } = await ownFields(asker)
  return (
    <>
      <AdminHead current="/admin/fields" />
      <PageBody width="reading">
        <div className="grid gap-4">
          <p className="max-w-[70ch] text-ink-2 text-pretty">
            Fields of the team’s own stand in every item’s form, in tables, filters, queries, exports and the
            API. What one is called in a query stays, whatever its label becomes.
          </p>
          <Disclosure title="Add a field">
            <AddFieldForm act={addFieldAction} />
          </Disclosure>
          {fields.length === 0 ? (
            <EmptyState icon={<SlidersHorizontal />} title="No fields of your own yet">
              A system that is affected, a contact outside the team, a link to the report: add the first
              above.
            </EmptyState>
          ) : (
            <ul className="divide-y rounded-card border bg-sheet">
              {fields.map((field, n) => (
                <FieldRow
                  key={field.id}
                  field={field}
                  first={n === 0}
                  last={n === fields.length - 1}
                  act={fieldAction}
                  choose={choicesAction}
                />
              ))}
            </ul>
          )}
          {retired.length > 0 && (
            <Disclosure
              title={
                <>
                  Out of use <span className="font-normal text-ink-3">{retired.length}</span>
                </>
              }
            >
              <ul className="-my-2 divide-y">
                {retired.map((field) => (
                  <RetiredField key={field.id} field={field} act={fieldAction} />
                ))}
              </ul>
            </Disclosure>
          )}
        </div>
      </PageBody>
    </>
  )
}
