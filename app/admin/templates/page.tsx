import { LayoutTemplate } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AdminHead } from '@/components/admin/admin-head'
import { PageBody } from '@/components/frame/page-head'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { AddTemplate, RetiredTemplate, TemplateRow } from '@/components/workflow/template-rows'
import { isTeam } from '@/lib/kernel/audience'
import { mayAdminister, teamAsker } from '@/lib/people'
import { templates } from '@/lib/workflow'
import { addTemplateAction, templateAction } from './actions'

export const metadata: Metadata = { title: 'Templates' }

/** The team's own, so all of the team may come here; the other pages beside it are the admins'. */
export default async function TemplatesPage() {
  const { asker, viewer } = await teamAsker('/admin/templates')
  if (!isTeam(viewer)) notFound()
  const { inUse, retired } = await templates(asker)
  return (
    <>
      <AdminHead current="/admin/templates" only={!mayAdminister(viewer)} />
      <PageBody width="reading">
        <div className="grid gap-4">
          <p className="max-w-[70ch] text-ink-2 text-pretty">
            A template is what a new item of some kind begins with. All of the security team reads it, so
            nothing restricted belongs here.
          </p>
          <Disclosure title="Add a template">
            <AddTemplate act={addTemplateAction} />
          </Disclosure>
          {inUse.length === 0 ? (
            <EmptyState icon={<LayoutTemplate />} title="No templates yet">
              What you write again and again belongs here: a penetration test’s finding, a leaver’s checklist.
              Add the first above, or save an item as one.
            </EmptyState>
          ) : (
            <ul className="divide-y rounded-card border bg-sheet">
              {inUse.map((template) => (
                <TemplateRow key={template.id} template={template} act={templateAction} />
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
                {retired.map((template) => (
                  <RetiredTemplate key={template.id} template={template} act={templateAction} />
                ))}
              </ul>
            </Disclosure>
          )}
        </div>
      </PageBody>
    </>
  )
}
