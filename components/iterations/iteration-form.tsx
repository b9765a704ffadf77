'use client'

import { useActionState } from 'react'
import { AreaField, TextField } from '@/components/ui/field'
import { Banner } from '@/components/ui/banner'
import { ProblemSummary } from '@/components/ui/problem-summary'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/kernel/forms'

export type IterationFields = {
  number?: number
  version?: number
  startsOn: string
  endsOn: string
  aims: string[]
  capacity: number | null
  slack: number
}

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  fields: IterationFields
  /** For a new one: a second arrival of the same form makes nothing twice. */
  once?: string
  submit: string
}

/** Dates, aims, capacity and slack: of the next iteration, or of one that is there. */
export function IterationForm({ action, fields, once, submit }: Props) {
  const [state, send] = useActionState(action, {})
  const was = state.values ?? {}
  const wrong = state.fields ?? {}
  const problems = Object.entries(wrong).map(([path, message]) => ({
    path: path.replace(/\.\d+$/, ''),
    message,
  }))
  const typed = (name: keyof IterationFields, own: string) => was[name] ?? own
  return (
    <form action={send} className="grid gap-4" key={JSON.stringify([was, fields.version])}>
      {once && <input type="hidden" name="once" value={once} />}
      {fields.number !== undefined && <input type="hidden" name="number" value={fields.number} />}
      {fields.version !== undefined && <input type="hidden" name="version" value={fields.version} />}
      <ProblemSummary
        problems={problems.length || !state.problem ? problems : [{ path: '', message: state.problem }]}
      />
      {state.done && <Banner tone="good" title="Saved" />}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          type="date"
          name="startsOn"
          label="First day"
          required
          defaultValue={typed('startsOn', fields.startsOn)}
          error={wrong.startsOn}
        />
        <TextField
          type="date"
          name="endsOn"
          label="Last day"
          required
          defaultValue={typed('endsOn', fields.endsOn)}
          error={wrong.endsOn}
        />
      </div>
      <AreaField
        name="aims"
        label="Aims"
        hint="What the team means to reach in it, one in each line."
        rows={3}
        defaultValue={typed('aims', fields.aims.join('\n'))}
        error={wrong.aims ?? Object.entries(wrong).find(([path]) => path.startsWith('aims.'))?.[1]}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          type="number"
          name="capacity"
          label="Capacity in points"
          hint="Empty: nobody says how much fits, and no line is drawn."
          min={0}
          max={10_000}
          defaultValue={typed('capacity', fields.capacity === null ? '' : String(fields.capacity))}
          error={wrong.capacity}
        />
        <TextField
          type="number"
          name="slack"
          label="Slack in percent"
          hint="Kept free for whatever nobody planned."
          min={0}
          max={90}
          defaultValue={typed('slack', String(fields.slack))}
          error={wrong.slack}
        />
      </div>
      <div>
        <SubmitButton>{submit}</SubmitButton>
      </div>
    </form>
  )
}
