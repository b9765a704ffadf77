'use client'

import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react'
import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Chip } from '@/components/ui/chip'
import { Disclosure } from '@/components/ui/disclosure'
import { TextField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { customKindLabels } from '@/lib/items/custom-rules'
import { typeLabels } from '@/lib/items/schema'
import type { DrawnField } from '@/lib/workflow/field-schema'
import type { Act, Said } from './act'
import { ChoicesForm } from './choices-form'
import { TypeChoice } from './type-choice'

type Props = { field: DrawnField; first: boolean; last: boolean; act: Act; choose: Act }

/** A field as a line; opened, what an admin can do with it. */
export function FieldRow({ field, first, last, act, choose }: Props) {
  const [state, action] = useActionState<Said, FormData>(act, {})
  const { fields = {}, values = {} } = state
  const id = `field-${field.id}`
  return (
    <li className="flex items-start gap-1 pe-2">
      <details className="group min-w-0 flex-1" open={state.problem || state.said ? true : undefined}>
        <summary className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 hover:bg-hover [&::-webkit-details-marker]:hidden">
          <bdi className="min-w-0 truncate font-medium">{field.label}</bdi>
          <Chip>{customKindLabels[field.kind]}</Chip>
          <span className="text-sm text-ink-3">
            {field.types.length === 0 ? 'All types' : field.types.map((type) => typeLabels[type]).join(', ')}
          </span>
          <span className="ms-auto text-sm whitespace-nowrap text-ink-3 tabular-nums">{filled(field)}</span>
          <ChevronDown
            className="size-4 shrink-0 text-ink-3 transition-transform group-open:rotate-180"
            aria-hidden="true"
          />
        </summary>
        <div className="grid gap-4 px-4 pt-2 pb-4">
          {state.problem && !fields.label && <Banner tone="danger">{state.problem}</Banner>}
          {state.said && <Banner tone="good">{state.said}</Banner>}
          <form action={action} className="grid gap-4 sm:grid-cols-2">
            <Which field={field} />
            <TextField
              id={`${id}-label`}
              name="label"
              label="Name"
              hint={
                <>
                  In queries: <code className="font-mono">{field.slug}</code>
                </>
              }
              maxLength={60}
              required
              autoComplete="off"
              error={fields.label}
              defaultValue={values.label ?? field.label}
            />
            <TextField
              id={`${id}-hint`}
              name="hint"
              label="Hint"
              maxLength={200}
              autoComplete="off"
              error={fields.hint}
              defaultValue={values.hint ?? field.hint}
            />
            <TypeChoice key={field.version} id={id} chosen={field.types} />
            <SubmitButton
              name="do"
              value="change"
              variant="plain"
              className="justify-self-start"
              pendingText="Saving…"
            >
              Save
            </SubmitButton>
          </form>
          {(field.kind === 'choice' || field.kind === 'choices') && (
            <Disclosure title="Its choices">
              <ChoicesForm field={field} act={choose} />
            </Disclosure>
          )}
          <Disclosure title="Take it out of use" danger>
            <form action={action} className="grid gap-3">
              <Which field={field} />
              <p className="max-w-[62ch] text-sm text-ink-2 text-pretty">
                No form asks for it any more. What items have in it is kept, stays in their history, and is
                there again when the field is brought back.
              </p>
              <SubmitButton
                name="do"
                value="retire"
                variant="danger"
                className="justify-self-start"
                pendingText="Taking it out…"
              >
                Take it out of use
              </SubmitButton>
            </form>
          </Disclosure>
        </div>
      </details>
      {!(first && last) && (
        <form action={action} className="flex shrink-0 pt-2.5">
          <Which field={field} />
          <SubmitButton
            name="do"
            value="up"
            variant="quiet"
            size="small"
            disabled={first}
            aria-label={`${field.label}: one place up`}
          >
            <ArrowUp aria-hidden="true" />
          </SubmitButton>
          <SubmitButton
            name="do"
            value="down"
            variant="quiet"
            size="small"
            disabled={last}
            aria-label={`${field.label}: one place down`}
          >
            <ArrowDown aria-hidden="true" />
          </SubmitButton>
        </form>
      )}
    </li>
  )
}

function Which({ field }: { field: DrawnField }) {
  return (
    <>
      <input type="hidden" name="id" value={field.id} />
      <input type="hidden" name="version" value={field.version} />
    </>
  )
}

function filled({ items }: DrawnField): string {
  if (items === 0) return 'Nowhere yet'
  return items === 1 ? 'In one item' : `In ${items} items`
}
