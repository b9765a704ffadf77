'use client'

import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react'
import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Disclosure } from '@/components/ui/disclosure'
import { SelectField, TextField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { statuses, statusLabels } from '@/lib/items/schema'
import type { DrawnStage } from '@/lib/workflow/schema'
import type { Act, Said } from './act'
import { standing, WhereTo } from './where-to'

type Props = { stage: DrawnStage; others: DrawnStage[]; first: boolean; last: boolean; act: Act }

/** A stage as a line; opened, what an admin can do with it. */
export function StageRow({ stage, others, first, last, act }: Props) {
  const [state, action] = useActionState<Said, FormData>(act, {})
  const { fields = {}, values = {} } = state
  const id = `stage-${stage.id}`
  return (
    <li className="flex items-start gap-1">
      <details className="group min-w-0 flex-1" open={state.problem || state.said ? true : undefined}>
        <summary className="flex min-h-10 items-center gap-2 rounded-control px-2 hover:bg-hover [&::-webkit-details-marker]:hidden">
          <bdi className="min-w-0 truncate font-medium">{stage.label}</bdi>
          <span className="ms-auto text-sm whitespace-nowrap text-ink-3 tabular-nums">{standing(stage)}</span>
          <ChevronDown
            className="size-4 shrink-0 text-ink-3 transition-transform group-open:rotate-180"
            aria-hidden="true"
          />
        </summary>
        <div className="grid gap-3 px-2 pt-2 pb-3.5">
          {state.problem && !fields.label && !fields.to && <Banner tone="danger">{state.problem}</Banner>}
          {state.said && <Banner tone="good">{state.said}</Banner>}
          <form action={action} className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_12rem_auto] sm:items-start">
            <Which stage={stage} />
            <TextField
              id={`${id}-label`}
              name="label"
              label="Name"
              maxLength={60}
              required
              autoComplete="off"
              error={fields.label}
              defaultValue={values.label ?? stage.label}
            />
            <SelectField
              id={`${id}-status`}
              name="status"
              label="In the column"
              hint={stage.items > 0 ? 'Its items come along.' : undefined}
              defaultValue={values.status ?? stage.status}
            >
              {statuses.map((status) => (
                <option key={status} value={status}>
                  {statusLabels[status]}
                </option>
              ))}
            </SelectField>
            <SubmitButton
              name="do"
              value="change"
              variant="plain"
              className="h-9! justify-self-start sm:mt-7"
              pendingText="Saving…"
            >
              Save
            </SubmitButton>
          </form>
          <Disclosure title="Take it out" danger>
            <form action={action} className="grid gap-3">
              <Which stage={stage} />
              <WhereTo stage={stage} others={others} error={fields.to} chosen={values.to} />
              <SubmitButton
                name="do"
                value="retire"
                variant="danger"
                className="justify-self-start"
                pendingText="Taking it out…"
              >
                {stage.items > 0 ? 'Move them and take it out' : 'Take it out'}
              </SubmitButton>
            </form>
          </Disclosure>
        </div>
      </details>
      {!(first && last) && (
        <form action={action} className="flex shrink-0 pt-1.5">
          <Which stage={stage} />
          <SubmitButton
            name="do"
            value="up"
            variant="quiet"
            size="small"
            disabled={first}
            aria-label={`${stage.label}: one place up`}
          >
            <ArrowUp aria-hidden="true" />
          </SubmitButton>
          <SubmitButton
            name="do"
            value="down"
            variant="quiet"
            size="small"
            disabled={last}
            aria-label={`${stage.label}: one place down`}
          >
            <ArrowDown aria-hidden="true" />
          </SubmitButton>
        </form>
      )}
    </li>
  )
}

function Which({ stage }: { stage: DrawnStage }) {
  return (
    <>
      <input type="hidden" name="id" value={stage.id} />
      <input type="hidden" name="version" value={stage.version} />
    </>
  )
}
