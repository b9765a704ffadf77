'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { SubmitButton } from '@/components/ui/submit-button'
import { customKindLabels } from '@/lib/items/custom-rules'
import type { DrawnField } from '@/lib/workflow/field-schema'
import type { Act, Said } from './act'

/** A field that is out of use: it can come back, with all that items have in it. */
export function RetiredField({ field, act }: { field: DrawnField; act: Act }) {
  const [state, action] = useActionState<Said, FormData>(act, {})
  return (
    <li className="grid gap-2 py-2">
      {state.problem && <Banner tone="danger">{state.problem}</Banner>}
      <form action={action} className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <input type="hidden" name="id" value={field.id} />
        <input type="hidden" name="version" value={field.version} />
        <bdi className="font-medium">{field.label}</bdi>
        <span className="text-sm text-ink-3">{customKindLabels[field.kind]}</span>
        <SubmitButton
          name="do"
          value="restore"
          variant="plain"
          className="ms-auto"
          pendingText="Bringing it back…"
        >
          Bring it back
        </SubmitButton>
      </form>
    </li>
  )
}
