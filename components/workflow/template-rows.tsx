'use client'

import { ChevronDown } from 'lucide-react'
import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Chip } from '@/components/ui/chip'
import { SubmitButton } from '@/components/ui/submit-button'
import { typeLabels } from '@/lib/items/schema'
import type { SetTemplate } from '@/lib/workflow/template-schema'
import type { Act, Said } from './act'
import { TemplateFields } from './template-fields'

/** A new template. */
export function AddTemplate({ act }: { act: Act }) {
  const [state, action] = useActionState<Said, FormData>(act, {})
  return (
    <form action={action} className="grid gap-4 sm:grid-cols-3">
      <TemplateFields id="new" state={state} template={null} />
      <SubmitButton className="justify-self-start sm:col-span-3" pendingText="Adding…">
        Add the template
      </SubmitButton>
    </form>
  )
}

/** A template as a line; opened, its words. */
export function TemplateRow({ template, act }: { template: SetTemplate; act: Act }) {
  const [state, action] = useActionState<Said, FormData>(act, {})
  return (
    <li>
      <details className="group" open={state.problem || state.said ? true : undefined}>
        <summary className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 hover:bg-hover [&::-webkit-details-marker]:hidden">
          <bdi className="min-w-0 truncate font-medium">{template.name}</bdi>
          <Chip>{typeLabels[template.type]}</Chip>
          <span className="ms-auto text-sm text-ink-3">
            {template.checklist.length === 0
              ? ''
              : template.checklist.length === 1
                ? 'One point'
                : `${template.checklist.length} points`}
          </span>
          <ChevronDown
            className="size-4 shrink-0 text-ink-3 transition-transform group-open:rotate-180"
            aria-hidden="true"
          />
        </summary>
        <form action={action} className="grid gap-4 px-4 pt-2 pb-4 sm:grid-cols-3">
          <input type="hidden" name="id" value={template.id} />
          <input type="hidden" name="version" value={template.version} />
          {state.said && (
            <Banner tone="good" className="sm:col-span-3">
              {state.said}
            </Banner>
          )}
          <TemplateFields id={template.id} state={state} template={template} />
          <div className="flex flex-wrap gap-2 sm:col-span-3">
            <SubmitButton name="do" value="change" variant="plain" pendingText="Saving…">
              Save
            </SubmitButton>
            <SubmitButton
              name="do"
              value="retire"
              variant="quiet"
              formNoValidate
              className="ms-auto"
              pendingText="Taking it out…"
            >
              Take it out of use
            </SubmitButton>
          </div>
        </form>
      </details>
    </li>
  )
}

/** A template that is out of use: it can come back as it was. */
export function RetiredTemplate({ template, act }: { template: SetTemplate; act: Act }) {
  const [state, action] = useActionState<Said, FormData>(act, {})
  return (
    <li className="grid gap-2 py-2">
      {state.problem && <Banner tone="danger">{state.problem}</Banner>}
      <form action={action} className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <input type="hidden" name="id" value={template.id} />
        <input type="hidden" name="version" value={template.version} />
        <bdi className="font-medium">{template.name}</bdi>
        <span className="text-sm text-ink-3">{typeLabels[template.type]}</span>
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
