'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { SelectField, TextField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { statuses, statusLabels, type ItemType } from '@/lib/items/schema'
import type { Act, Said } from './act'

/** A new stage, at the end of its column. */
export function AddStageForm({ type, act }: { type: ItemType; act: Act }) {
  const [state, action] = useActionState<Said, FormData>(act, {})
  const { fields = {}, values = {} } = state
  return (
    <form action={action} className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_12rem_auto] sm:items-start">
      <input type="hidden" name="type" value={type} />
      {state.problem && !fields.label && (
        <Banner tone="danger" className="sm:col-span-3">
          {state.problem}
        </Banner>
      )}
      <TextField
        id={`new-${type}-label`}
        name="label"
        label="Name"
        maxLength={60}
        required
        autoComplete="off"
        error={fields.label}
        defaultValue={values.label}
      />
      <SelectField
        id={`new-${type}-status`}
        name="status"
        label="In the column"
        defaultValue={values.status ?? 'backlog'}
      >
        {statuses.map((status) => (
          <option key={status} value={status}>
            {statusLabels[status]}
          </option>
        ))}
      </SelectField>
      <SubmitButton className="h-9! justify-self-start sm:mt-7" pendingText="Adding…">
        Add it
      </SubmitButton>
    </form>
  )
}
