'use client'

import { ShieldCheck } from 'lucide-react'
import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/kernel/forms'
import type { AuditCheck } from '@/lib/people'

export type CheckState = FormState & { check?: AuditCheck; at?: Date }
type Check = (before: CheckState, form: FormData) => Promise<CheckState>

const start: CheckState = {}

/** Goes through the whole chain on demand, and says in words what it found. */
export function CheckAudit({ check }: { check: Check }) {
  const [state, action] = useActionState(check, start)
  return (
    <form action={action} className="grid justify-items-start gap-3">
      <SubmitButton variant="plain" pendingText="Going through every line…">
        <ShieldCheck aria-hidden="true" />
        Verify the chain
      </SubmitButton>
      {state.problem && <Banner tone="danger">{state.problem}</Banner>}
      {state.check && <Found check={state.check} />}
    </form>
  )
}

function Found({ check }: { check: AuditCheck }) {
  const { lines, sealed, unsealed, broken } = check
  if (broken.length > 0)
    return (
      <Banner
        tone="danger"
        title={`The chain is broken in ${broken.length === 1 ? 'one place' : `${broken.length} places`}.`}
        className="w-full"
      >
        <ul className="mt-1 list-disc ps-5">
          {broken.slice(0, 20).map(({ line, why }) => (
            <li key={line + why}>
              Line {line}: {why}.
            </li>
          ))}
        </ul>
        <p className="mt-2">Keep a copy of the database as it is, and compare it with the last backup.</p>
      </Banner>
    )
  return (
    <Banner tone="good" title="Every sealed line is as it was written." className="w-full">
      {sealed.toLocaleString('en')} of {lines.toLocaleString('en')} lines are sealed.{' '}
      {unsealed.length === 0
        ? 'None waits.'
        : `Not sealed yet: ${unsealed.slice(0, 20).join(', ')}${unsealed.length > 20 ? ` and ${unsealed.length - 20} more` : ''}. A line waits a second at most; if these stay, the server's background work stands still.`}
    </Banner>
  )
}
