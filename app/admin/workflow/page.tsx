import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AdminHead } from '@/components/admin/admin-head'
import { PageBody } from '@/components/frame/page-head'
import { LimitsForm } from '@/components/workflow/limits-form'
import { TypeStages } from '@/components/workflow/type-stages'
import { mayAdminister, teamAsker } from '@/lib/people'
import { workflow } from '@/lib/workflow'
import { addStageAction, limitAction, stageAction } from './actions'

export const metadata: Metadata = { title: 'Workflow' }

export default async function WorkflowPage() {
  const { asker, viewer } = await teamAsker('/admin/workflow')
  if (!mayAdminister(viewer)) notFound()
  const { columns, types } = await workflow(asker)
  return (
    <>
      <AdminHead current="/admin/workflow" />
      <PageBody width="reading">
        <div className="grid gap-8">
          <section aria-labelledby="columns" className="grid gap-3">
            <div>
              <h2 id="columns" className="text-lg">
                The five columns
              </h2>
              <p className="max-w-[70ch] text-ink-2 text-pretty">
                Every board has them. A limit is what the team wants to have under way there at most; a column
                that holds more says so, and nothing is refused.
              </p>
            </div>
            <LimitsForm columns={columns} act={limitAction} />
          </section>
          <section aria-labelledby="stages" className="grid gap-3">
            <div>
              <h2 id="stages" className="text-lg">
                Stages inside them
              </h2>
              <p className="max-w-[70ch] text-ink-2 text-pretty">
                A type of item may go through states of its own. Each belongs to one of the five columns:
                whoever drags a card there puts it into the first.
              </p>
            </div>
            {types.map((each) => (
              <TypeStages key={each.type} {...each} act={stageAction} add={addStageAction} />
            ))}
          </section>
        </div>
      </PageBody>
    </>
  )
}
