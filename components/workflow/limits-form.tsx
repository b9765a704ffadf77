'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { TextInput } from '@/components/ui/inputs'
import { StatusDot } from '@/components/ui/status'
import { SubmitButton } from '@/components/ui/submit-button'
import { statuses, statusLabels } from '@/lib/items/schema'
import type { DrawnColumn } from '@/lib/workflow/schema'
import type { Act, Said } from './act'

/** How many cards each column should hold at most; an empty field is no limit. */
export function LimitsForm({ columns, act }: { columns: DrawnColumn[]; act: Act }) {
  const [state, action] = useActionState<Said, FormData>(act, {})
  const { values = {}, fields = {} } = state
  const wrong = (status: string) => fields[`limits.${statuses.findIndex((each) => each === status)}.limit`]
  return (
    <form action={action} className="grid gap-3 rounded-card border bg-sheet p-4">
      {state.problem && <Banner tone="danger">{state.problem}</Banner>}
      <div className="grid gap-3 sm:grid-cols-5">
        {columns.map(({ status, limit, version }) => (
          <div
            key={status}
            className="grid grid-cols-[minmax(0,1fr)_6rem] items-center gap-x-3 gap-y-1.5 sm:block sm:space-y-1.5"
          >
            <input type="hidden" name={`version-${status}`} value={version} />
            <label htmlFor={`limit-${status}`} className="flex items-center gap-1.5 font-medium">
              <StatusDot status={status} />
              <span aria-hidden="true">{statusLabels[status]}</span>
            </label>
            <TextInput
              id={`limit-${status}`}
              name={`limit-${status}`}
              type="number"
              inputMode="numeric"
              min={1}
              max={1000}
              step={1}
              placeholder="No limit"
              defaultValue={values[`limit-${status}`] ?? limit ?? ''}
              aria-invalid={wrong(status) ? true : undefined}
              aria-describedby={wrong(status) ? `limit-${status}-note` : undefined}
              className="tabular-nums"
            />
            {wrong(status) && (
              <p id={`limit-${status}-note`} className="col-span-2 text-sm font-medium text-danger">
                {wrong(status)}
              </p>
            )}
          </div>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant="plain" pendingText="Saving…">
          Save the limits
        </SubmitButton>
        <p role="status" className="text-sm text-ink-2">
          {state.done && 'Saved.'}
        </p>
      </div>
    </form>
  )
}
