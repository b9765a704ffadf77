'use client'

import { useActionState } from 'react'
import { TextField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/kernel/forms'

const start: FormState = {}

type Rename = (before: FormState, form: FormData) => Promise<FormState>

export function NameForm({ name, rename }: { name: string; rename: Rename }) {
  const [state, action] = useActionState(rename, start)
  return (
    <form action={action} className="grid max-w-md gap-3">
      <TextField
        name="name"
        label="Your name"
        hint={state.done ? 'Saved. Everybody here sees it so.' : 'As everybody here sees it.'}
        error={state.fields?.name ?? state.problem}
        defaultValue={state.values?.name ?? name}
        autoComplete="name"
        maxLength={100}
        required
      />
      <SubmitButton variant="plain" className="justify-self-start" pendingText="Saving…">
        Save the name
      </SubmitButton>
    </form>
  )
}
