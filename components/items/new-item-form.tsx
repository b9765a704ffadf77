'use client'

import { useActionState, useState } from 'react'
import { Checkbox, RadioGroup } from '@/components/ui/choices'
import { AreaField, SelectField, TextField } from '@/components/ui/field'
import { ProblemSummary } from '@/components/ui/problem-summary'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/kernel/forms'
import type { DrawnTemplate, ItemChoices } from '@/lib/items'
import {
  originLabels,
  originMeanings,
  origins,
  points,
  priorities,
  priorityLabels,
  statuses,
  statusLabels,
  typeLabels,
  types,
  type Status,
} from '@/lib/items/schema'
import { TemplateChooser, valuesOf } from './template-chooser'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  choices: ItemChoices
  me: string | null
  status: Status
  templates: readonly DrawnTemplate[]
  /** The one that the address names. */
  template?: DrawnTemplate
  /** The key of what it becomes a part of. */
  parent: string
  once: string
}

export function NewItemForm(props: Props) {
  const { action, choices, me, status, templates, template, parent, once } = props
  const [state, send] = useActionState(action, {})
  const was: Record<string, string> = state.values ?? valuesOf(template)
  const wrong = state.fields ?? {}
  const [audience, setAudience] = useState(was.audience ?? 'private')
  const problems = Object.entries(wrong).map(([path, message]) => ({ path, message }))
  return (
    <>
      {templates.length > 0 && <TemplateChooser templates={templates} chosen={template} />}
      <form id="new-item" action={send} className="grid gap-5" key={JSON.stringify(was)}>
        <input type="hidden" name="once" value={once} />
        <ProblemSummary
          problems={problems.length || !state.problem ? problems : [{ path: '', message: state.problem }]}
        />
        <TextField
          name="title"
          label="Title"
          required
          maxLength={255}
          defaultValue={was.title}
          error={wrong.title}
          dir="auto"
          autoFocus
        />
        <RadioGroup
          name="origin"
          label="Where it comes from"
          required
          defaultValue={was.origin}
          error={wrong.origin}
          choices={[...origins.filter((origin) => origin !== 'wishlist'), 'wishlist' as const].map(
            (origin) => ({
              value: origin,
              label:
                origin === 'wishlist'
                  ? `${originLabels[origin]}: only by promotion from Plan`
                  : originLabels[origin],
              hint: originMeanings[origin],
              disabled: origin === 'wishlist',
            }),
          )}
        />
        <AreaField
          name="description"
          label="Description"
          hint="What is to be done and why. Markdown works; a key such as SEC-1 becomes a link for whoever may see it."
          defaultValue={was.description}
          error={wrong.description}
          rows={6}
        />
        <AreaField
          name="checklist"
          label="Checklist"
          hint="One point a line."
          defaultValue={was.checklist}
          error={wrong.checklist}
          rows={2}
        />
        <RadioGroup
          name="audience"
          label="Who may see it"
          value={audience}
          onChange={setAudience}
          error={wrong.audience}
          hint="It can be narrowed later by anyone of the team; it is widened by clearance alone."
          choices={audienceChoices}
        />
        {audience === 'restricted' && (
          <fieldset className="grid gap-2">
            <legend className="mb-1.5 font-medium">People for whom it exists, besides you</legend>
            <input type="hidden" name="named-asked" value="yes" />
            {choices.people
              .filter((person) => person.team && person.id !== me)
              .map((person) => (
                <Checkbox
                  key={person.id}
                  id={`named-${person.id}`}
                  name="named"
                  value={person.id}
                  label={person.name}
                />
              ))}
            {wrong.named && <p className="text-sm font-medium text-danger">{wrong.named}</p>}
          </fieldset>
        )}
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <SelectField name="type" label="Type" defaultValue={was.type ?? ''} error={wrong.type}>
            <option value="">As its origin says</option>
            {types.map((type) => (
              <option key={type} value={type}>
                {typeLabels[type]}
              </option>
            ))}
          </SelectField>
          <SelectField name="status" label="Status" defaultValue={was.status ?? status} error={wrong.status}>
            {statuses.map((each) => (
              <option key={each} value={each}>
                {statusLabels[each]}
              </option>
            ))}
          </SelectField>
          <SelectField
            name="assignee"
            label="Who does it"
            defaultValue={was.assignee ?? ''}
            error={wrong.assignee}
          >
            <option value="">Nobody yet</option>
            {choices.people
              .filter((person) => person.team)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </SelectField>
          <SelectField
            name="priority"
            label="Priority"
            defaultValue={was.priority ?? 'none'}
            error={wrong.priority}
          >
            {priorities.map((each) => (
              <option key={each} value={each}>
                {priorityLabels[each]}
              </option>
            ))}
          </SelectField>
          <SelectField
            name="estimate"
            label="Points"
            defaultValue={was.estimate ?? ''}
            error={wrong.estimate}
            hint="More than 8? Split it first."
          >
            <option value="">Not estimated</option>
            {points.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </SelectField>
          <TextField name="due" label="Due" type="date" defaultValue={was.due} error={wrong.due} />
          <SelectField
            name="iteration"
            label="Iteration"
            defaultValue={was.iteration ?? ''}
            error={wrong.iteration}
          >
            <option value="">None</option>
            {choices.iterations
              .filter(({ closed }) => !closed)
              .map(({ number }) => (
                <option key={number} value={number}>
                  Iteration {number}
                </option>
              ))}
          </SelectField>
          <TextField
            name="parent"
            label="Part of"
            placeholder="SEC-…"
            maxLength={40}
            defaultValue={was.parent ?? parent}
            error={wrong.parent}
          />
          <TextField
            name="labels"
            label="Labels"
            hint="With commas between them."
            defaultValue={was.labels}
            error={wrong.labels}
          />
        </div>
        <div>
          <SubmitButton size="large" pendingText="Making it…">
            Make the item
          </SubmitButton>
        </div>
      </form>
    </>
  )
}

const audienceChoices = [
  { value: 'private', label: 'Private · security team', hint: 'Security and admin.' },
  { value: 'internal', label: 'Internal · everyone here', hint: 'Every signed-in teammate can read it.' },
  {
    value: 'restricted',
    label: 'Restricted · people named on it',
    hint: 'For nobody else does it exist, admins included.',
  },
  {
    value: 'public',
    label: 'Public · anyone',
    hint: 'Teammates read it now. Outside, nothing shows before a second person approves its public face.',
  },
]
