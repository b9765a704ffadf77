'use client'

import { UserPlus } from 'lucide-react'
import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { SelectField, TextField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { roles } from '@/lib/kernel/audience'
import type { FormState } from '@/lib/kernel/forms'
import { roleHints, roleLabels } from '@/lib/people/schema'

export type InviteState = FormState & { invited?: { name: string; email: string } }
type Invite = (before: InviteState, form: FormData) => Promise<InviteState>

const start: InviteState = {}

/** Lets somebody in. `comesAlone`: they can sign in by themselves, by mail or by the company's sign-on. */
export function InviteForm({
  address,
  comesAlone,
  invite,
}: {
  address: string
  comesAlone: boolean
  invite: Invite
}) {
  const [state, action] = useActionState(invite, start)
  const { invited, fields = {}, values = {} } = state
  const loose = state.problem && !fields.email && !fields.name && !fields.role
  return (
    <div className="grid gap-3">
      {invited && (
        <Banner tone="good" title={`${invited.name} is in.`}>
          {comesAlone ? (
            <>They sign in at {address} with their own address.</>
          ) : (
            <>
              Neither mail nor a company account is set up, so the operator makes the way in:
              <code className="mt-1 block font-mono text-sm wrap-anywhere text-ink">
                npm run daylight -- sign-in-link {invited.email}
              </code>
            </>
          )}
        </Banner>
      )}
      <details className="rounded-card border bg-sheet" open={state.problem ? true : undefined}>
        <summary className="flex items-center gap-2 px-4 py-3 font-medium">
          <UserPlus className="size-4 text-ink-3" aria-hidden="true" />
          Invite somebody
        </summary>
        <form action={action} className="grid gap-4 border-t px-4 py-4 sm:grid-cols-2">
          {loose && (
            <Banner tone="danger" className="sm:col-span-2">
              {state.problem}
            </Banner>
          )}
          <TextField
            name="email"
            type="email"
            label="Mail address"
            error={fields.email}
            defaultValue={values.email}
            autoComplete="off"
            required
          />
          <TextField
            name="name"
            label="Name"
            error={fields.name}
            defaultValue={values.name}
            maxLength={100}
            autoComplete="off"
            required
          />
          <SelectField
            name="role"
            label="Role"
            error={fields.role}
            defaultValue={values.role ?? 'employee'}
            className="sm:col-span-2"
          >
            {roles.map((role) => (
              <option key={role} value={role}>
                {roleLabels[role]} – {roleHints[role]}
              </option>
            ))}
          </SelectField>
          <SubmitButton className="justify-self-start" pendingText="Inviting…">
            Invite
          </SubmitButton>
        </form>
      </details>
    </div>
  )
}
