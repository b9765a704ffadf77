'use client'

import { useActionState, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { AreaField, SelectField, TextField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { customKindLabels, customKinds } from '@/lib/items/custom-rules'
import type { Act, Said } from './act'
import { TypeChoice } from './type-choice'

/** A new field, at the end of every form. */
export function AddFieldForm({ act }: { act: Act }) {
  const [state, action] = useActionState<Said, FormData>(act, {})
  const { fields = {}, values = {} } = state
  const [kind, setKind] = useState('text')
  const problemOfChoices =
    fields.choices ?? Object.entries(fields).find(([name]) => name.startsWith('choices.'))?.[1]
  return (
    <form action={action} className="grid gap-4 sm:grid-cols-2">
      {state.problem && !fields.label && !problemOfChoices && (
        <Banner tone="danger" className="sm:col-span-2">
          {state.problem}
        </Banner>
      )}
      <TextField
        id="new-label"
        name="label"
        label="Name"
        maxLength={60}
        required
        autoComplete="off"
        error={fields.label}
        defaultValue={values.label}
      />
      <SelectField
        id="new-kind"
        name="kind"
        label="What stands in it"
        value={kind}
        onChange={(event) => setKind(event.target.value)}
        hint="It cannot be changed later."
      >
        {customKinds.map((each) => (
          <option key={each} value={each}>
            {customKindLabels[each]}
          </option>
        ))}
      </SelectField>
      {(kind === 'choice' || kind === 'choices') && (
        <AreaField
          id="new-choices"
          name="choices"
          label="Choices"
          hint="One a line, in their order."
          rows={4}
          required
          className="sm:col-span-2"
          error={problemOfChoices}
          defaultValue={values.choices}
        />
      )}
      <TextField
        id="new-hint"
        name="hint"
        label="Hint"
        hint="Stands below the field, for whoever fills it in."
        maxLength={200}
        autoComplete="off"
        className="sm:col-span-2"
        error={fields.hint}
        defaultValue={values.hint}
      />
      <TypeChoice id="new" chosen={[]} />
      <SubmitButton className="justify-self-start sm:col-span-2" pendingText="Adding…">
        Add the field
      </SubmitButton>
    </form>
  )
}
