'use client'

import { useActionState, type ReactNode } from 'react'
import { AreaField, SelectField, TextField } from '@/components/ui/field'
import { Banner } from '@/components/ui/banner'
import { SubmitButton } from '@/components/ui/submit-button'
import { quarterShort } from '@/components/ui/dates'
import { statusLabel } from '@/components/ui/status'
import type { FormState } from '@/lib/kernel/forms'

type Action = (state: FormState, form: FormData) => Promise<FormState>
export type Target = { kind: 'idea' | 'item'; subject: string; version?: number }
type Words = { title: string; summary: string; body: string; status: string; quarter: string | null }

type WriteProps = {
  action: Action
  target: Target
  words: Words
  statuses: readonly string[]
  quarters: readonly string[]
}

/** Where the public text is written. Golden edges: anyone will read this. */
export function WriteForm({ action, target, words, statuses, quarters }: WriteProps) {
  const [state, send] = useActionState(action, {})
  const was = (name: keyof Words) => state.values?.[name] ?? words[name] ?? ''
  const id = (name: string) => `face-${name}`
  return (
    <form action={send} className="grid gap-4">
      <TargetFields {...target} />
      {state.problem && <Banner tone="danger">{state.problem}</Banner>}
      <TextField
        outside
        id={id('title')}
        name="title"
        label="Title"
        required
        maxLength={200}
        dir="auto"
        defaultValue={was('title')}
        error={state.fields?.title}
      />
      <AreaField
        outside
        id={id('summary')}
        name="summary"
        label="One sentence"
        hint="What will be different for the reader. It stands on the card."
        rows={2}
        maxLength={400}
        defaultValue={was('summary')}
        error={state.fields?.summary}
      />
      <AreaField
        outside
        id={id('body')}
        name="body"
        label="Text"
        hint="The problem, what will be different, how we will know. No customers, no colleagues, no keys. Markdown."
        rows={8}
        maxLength={50_000}
        defaultValue={was('body')}
        error={state.fields?.body}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          id={id('status')}
          name="status"
          label="Status outside"
          defaultValue={was('status')}
          error={state.fields?.status}
        >
          {statuses.map((status) => (
            <option key={status} value={status}>
              {statusLabel(status)}
            </option>
          ))}
        </SelectField>
        <SelectField
          id={id('quarter')}
          name="quarter"
          label="Quarter outside"
          defaultValue={was('quarter')}
          error={state.fields?.quarter}
        >
          <option value="">No quarter yet</option>
          {quarters.map((quarter) => (
            <option key={quarter} value={quarter}>
              {quarterShort(quarter)}
            </option>
          ))}
        </SelectField>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton>{target.version ? 'Save the public text' : 'Keep this public text'}</SubmitButton>
        <p className="text-sm text-ink-3">Nothing goes out yet. A second person lets it out.</p>
      </div>
    </form>
  )
}

type StepProps = {
  action: Action
  target: Target
  button: ReactNode
  look?: 'main' | 'plain' | 'danger'
  /** A text that goes with the step. */
  field?: { name: string; label: string; hint?: string; long?: boolean; required?: boolean }
  children?: ReactNode
}

/** One step on the way out or back: a button, and sometimes words with it. */
export function StepForm({ action, target, button, look = 'main', field, children }: StepProps) {
  const [state, send] = useActionState(action, {})
  const Input = field?.long ? AreaField : TextField
  return (
    <form action={send} className="grid gap-3">
      <TargetFields {...target} />
      {children}
      {state.problem && <Banner tone="danger">{state.problem}</Banner>}
      {field && (
        <Input
          id={`face-${field.name}-${typeof button === 'string' ? button.length : 0}`}
          name={field.name}
          label={field.label}
          hint={field.hint}
          required={field.required}
          maxLength={field.long ? 2000 : 500}
          {...(field.long ? { rows: 3 } : {})}
          defaultValue={state.values?.[field.name] ?? ''}
          error={state.fields?.[field.name]}
        />
      )}
      <div>
        <SubmitButton variant={look}>{button}</SubmitButton>
      </div>
    </form>
  )
}

function TargetFields({ kind, subject, version }: Target) {
  return (
    <>
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="subject" value={subject} />
      {version !== undefined && <input type="hidden" name="version" value={version} />}
    </>
  )
}
