'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { SubmitButton } from '@/components/ui/submit-button'
import { statusLabels } from '@/lib/items/schema'
import type { DrawnStage } from '@/lib/workflow/schema'
import type { Act, Said } from './act'
import { WhereTo } from './where-to'

/** A stage that was taken out: it can come back, and what still stands in it can be sent on. */
export function RetiredStage({ stage, others, act }: { stage: DrawnStage; others: DrawnStage[]; act: Act }) {
  const [state, action] = useActionState<Said, FormData>(act, {})
  const { fields = {}, values = {} } = state
  return (
    <li className="grid gap-2 py-2">
      {state.problem && !fields.to && <Banner tone="danger">{state.problem}</Banner>}
      <form action={action} className="grid gap-3">
        <input type="hidden" name="id" value={stage.id} />
        <input type="hidden" name="version" value={stage.version} />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <bdi className="font-medium">{stage.label}</bdi>
          <span className="text-sm text-ink-3">was in {statusLabels[stage.status]}</span>
          <SubmitButton
            name="do"
            value="restore"
            variant="plain"
            className="ms-auto"
            formNoValidate
            pendingText="Bringing it back…"
          >
            Bring it back
          </SubmitButton>
        </div>
        {stage.items + stage.archived > 0 && (
          <>
            <WhereTo stage={stage} others={others} error={fields.to} chosen={values.to} />
            <SubmitButton
              name="do"
              value="empty"
              variant="plain"
              className="justify-self-start"
              pendingText="Moving…"
            >
              Move them on
            </SubmitButton>
          </>
        )}
      </form>
    </li>
  )
}
