'use client'

import { Plus } from 'lucide-react'
import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Checkbox } from '@/components/ui/choices'
import { FieldNote, SelectField, TextField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/kernel/forms'
import { scopeLabels, scopes, tokenDays } from '@/lib/people/schema'

export type TokenState = FormState & { secret?: string }
type Make = (before: TokenState, form: FormData) => Promise<TokenState>

const start: TokenState = {}

/** Makes a token and shows its secret, this once. */
export function MakeToken({ mayAdminister, make }: { mayAdminister: boolean; make: Make }) {
  const [state, action] = useActionState(make, start)
  const offered = scopes.filter((scope) => scope !== 'admin' || mayAdminister)
  const wrong = Boolean(state.fields?.scopes)
  return (
    <div className="grid gap-4">
      {state.secret && <Secret secret={state.secret} />}
      <details className="rounded-card border bg-sheet" open={state.problem ? true : undefined}>
        <summary className="flex items-center gap-2 px-4 py-3 font-medium">
          <Plus className="size-4 text-ink-3" aria-hidden="true" />
          New token
        </summary>
        <form action={action} className="grid gap-4 border-t px-4 py-4">
          {state.problem && !state.fields?.name && !wrong && <Banner tone="danger">{state.problem}</Banner>}
          <TextField
            name="name"
            id="token-name"
            label="What it is for"
            hint="Such as the script and the machine that it lies on."
            error={state.fields?.name}
            defaultValue={state.values?.name}
            maxLength={100}
            required
          />
          <fieldset className="grid gap-1.5" aria-describedby={wrong ? 'scopes-note' : undefined}>
            <legend className="mb-1.5 font-medium">What it may do</legend>
            {offered.map((scope) => (
              <Checkbox
                key={scope}
                name="scopes"
                id={`scope-${scope}`}
                value={scope}
                defaultChecked={scope === 'read'}
                label={
                  <>
                    {scopeLabels[scope]} <code className="ms-1 font-mono text-xs text-ink-3">{scope}</code>
                  </>
                }
              />
            ))}
            {wrong && <FieldNote id="scopes-note" wrong note={state.fields?.scopes} />}
          </fieldset>
          <SelectField
            name="days"
            label="How long it works"
            defaultValue={state.values?.days ?? '90'}
            className="max-w-48"
          >
            {tokenDays.map((days) => (
              <option key={days} value={days}>
                {days === 365 ? 'A year' : `${days} days`}
              </option>
            ))}
          </SelectField>
          <SubmitButton className="justify-self-start" pendingText="Making…">
            Make the token
          </SubmitButton>
        </form>
      </details>
    </div>
  )
}

function Secret({ secret }: { secret: string }) {
  return (
    <div role="status" className="grid gap-2 rounded-card border border-accent/40 bg-accent-soft px-4 py-3">
      <p className="font-semibold">Copy it now: nobody can show it again.</p>
      <code className="overflow-x-auto rounded-control border bg-sheet px-3 py-2 font-mono text-sm select-all">
        {secret}
      </code>
      <p className="text-sm text-ink-2">Scripts send it as “Authorization: Bearer …” to /api/v1.</p>
    </div>
  )
}
