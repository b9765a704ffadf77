'use client'

import { Play } from 'lucide-react'
import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/kernel/forms'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  number: number
  version: number
  items: number
  points: number
}

/** The button that makes a plan of what is in the iteration now. */
export function StartForm({ action, number, version, items, points }: Props) {
  const [state, send] = useActionState(action, {})
  return (
    <form action={send} className="grid justify-items-start gap-2">
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="version" value={version} />
      {state.problem && (
        <Banner tone="danger" title="It was not started">
          {state.problem}
        </Banner>
      )}
      <SubmitButton>
        <Play aria-hidden="true" /> Start iteration {number}
      </SubmitButton>
      <p className="text-sm text-ink-2">
        {items === 1 ? 'The 1 item' : `The ${items} items`} in it now, {points} points, are what was planned.
        What comes in later counts as added.
      </p>
    </form>
  )
}
