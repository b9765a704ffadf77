import { Undo2 } from 'lucide-react'
import { Disclosure } from '@/components/ui/disclosure'
import { StatusWord } from '@/components/ui/status'
import { statuses, typeLabels, type ItemType } from '@/lib/items/schema'
import type { DrawnStage } from '@/lib/workflow/schema'
import type { Act } from './act'
import { AddStageForm } from './add-stage-form'
import { RetiredStage } from './retired-stage'
import { StageRow } from './stage-row'

type Props = { type: ItemType; stages: DrawnStage[]; retired: DrawnStage[]; act: Act; add: Act }

/** The stages of one type, in the columns to which they belong. */
export function TypeStages({ type, stages, retired, act, add }: Props) {
  const name = typeLabels[type]
  return (
    <section aria-labelledby={`type-${type}`} className="rounded-card border bg-sheet">
      <div className="flex flex-wrap items-baseline gap-x-3 px-4 pt-3.5 pb-3">
        <h3 id={`type-${type}`} className="text-base font-semibold">
          {name}
        </h3>
        <p className="text-sm text-ink-3">
          {stages.length === 0
            ? 'No stages of its own: the five columns are enough.'
            : stages.length === 1
              ? 'One stage'
              : `${stages.length} stages`}
        </p>
      </div>
      {stages.length > 0 && (
        <div className="border-t">
          {statuses.map((status) => {
            const own = stages.filter((stage) => stage.status === status)
            return own.length === 0 ? null : (
              <div
                key={status}
                className="grid border-b px-4 py-2 sm:grid-cols-[8.5rem_minmax(0,1fr)] sm:gap-x-3 sm:py-1"
              >
                <p className="py-1.5 text-sm text-ink-2 sm:py-2.5">
                  <StatusWord status={status} />
                </p>
                <ul className="min-w-0 divide-y">
                  {own.map((stage, n) => (
                    <StageRow
                      key={stage.id}
                      stage={stage}
                      act={act}
                      others={stages.filter((each) => each.id !== stage.id)}
                      first={n === 0}
                      last={n === own.length - 1}
                    />
                  ))}
                </ul>
              </div>
            )
          })}
        </div>
      )}
      <div className="grid gap-2 p-3">
        <Disclosure
          title={
            <>
              Add a stage <span className="sr-only">to {name}</span>
            </>
          }
        >
          <AddStageForm type={type} act={add} />
        </Disclosure>
        {retired.length > 0 && (
          <Disclosure
            title={
              <span className="flex items-center gap-2">
                <Undo2 className="size-4 text-ink-3" aria-hidden="true" /> Taken out
                <span className="font-normal text-ink-3">{retired.length}</span>
              </span>
            }
          >
            <ul className="-my-2 divide-y">
              {retired.map((stage) => (
                <RetiredStage key={stage.id} stage={stage} others={stages} act={act} />
              ))}
            </ul>
          </Disclosure>
        )}
      </div>
    </section>
  )
}
