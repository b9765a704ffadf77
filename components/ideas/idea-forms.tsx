'use client'

import { useActionState, type ReactNode } from 'react'
import { Banner } from '@/components/ui/banner'
import { audienceWords } from '@/components/ui/audience-chip'
import { quarterShort } from '@/components/ui/dates'
import { AreaField, SelectField, TextField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/kernel/forms'
import { ideaAudiences, ideaStatuses, ideaStatusLabels } from '@/lib/ideas/schema'

type Action = (state: FormState, form: FormData) => Promise<FormState>
export type Choices = { quarters: readonly string[]; goals: readonly { slug: string; title: string }[] }
type Planned = { status: string; quarter: string | null; goal: string | null; audience: string }

/** A new idea, by the team. */
export function NewIdeaForm({ action, choices }: { action: Action; choices: Choices }) {
  const [state, send] = useActionState(action, {})
  return (
    <form action={send} className="grid gap-4">
      {state.problem && <Banner tone="danger">{state.problem}</Banner>}
      <TextField
        name="title"
        label="Title"
        required
        maxLength={200}
        dir="auto"
        defaultValue={state.values?.title}
        error={state.fields?.title}
        autoFocus
      />
      <AreaField
        name="problem"
        label="The problem"
        hint="Who has it, how often, what happens if we do nothing. Markdown."
        maxLength={20_000}
        defaultValue={state.values?.problem}
        error={state.fields?.problem}
      />
      <PlanFields
        state={state}
        choices={choices}
        planned={{ status: 'under consideration', quarter: null, goal: null, audience: 'internal' }}
        id="new"
      />
      <div>
        <SubmitButton>Make the idea</SubmitButton>
      </div>
    </form>
  )
}

/** Status, quarter, goal and audience of an idea, each as it is. */
export function PlanForm({
  action,
  slug,
  version,
  planned,
  choices,
}: {
  action: Action
  slug: string
  version: number
  planned: Planned
  choices: Choices
}) {
  const [state, send] = useActionState(action, {})
  return (
    <form action={send} className="grid gap-3">
      <Which slug={slug} version={version} />
      {state.problem && <Banner tone="danger">{state.problem}</Banner>}
      <PlanFields state={state} choices={choices} planned={planned} id="plan" narrow />
      <div>
        <SubmitButton variant="plain">Save the plan</SubmitButton>
      </div>
    </form>
  )
}

/** Title and problem of an idea. */
export function IdeaWordsForm({
  action,
  slug,
  version,
  title,
  problem,
}: {
  action: Action
  slug: string
  version: number
  title: string
  problem: string
}) {
  const [state, send] = useActionState(action, {})
  return (
    <form action={send} className="grid gap-4">
      <Which slug={slug} version={version} />
      {state.problem && <Banner tone="danger">{state.problem}</Banner>}
      <TextField
        name="title"
        label="Title"
        required
        maxLength={200}
        dir="auto"
        defaultValue={state.values?.title ?? title}
        error={state.fields?.title}
      />
      <AreaField
        name="problem"
        label="The problem"
        rows={8}
        maxLength={20_000}
        defaultValue={state.values?.problem ?? problem}
        error={state.fields?.problem}
      />
      <div>
        <SubmitButton>Save the words</SubmitButton>
      </div>
    </form>
  )
}

/** From "we might" to "we are going to". */
export function PromoteForm({
  action,
  slug,
  version,
  title,
  quarter,
  quarters,
}: {
  action: Action
  slug: string
  version: number
  title: string
  quarter: string | null
  quarters: readonly string[]
}) {
  const [state, send] = useActionState(action, {})
  return (
    <form action={send} className="grid gap-3">
      <Which slug={slug} version={version} />
      {state.problem && <Banner tone="danger">{state.problem}</Banner>}
      <TextField
        id="promote-title"
        name="title"
        label="Title of the epic"
        required
        maxLength={200}
        dir="auto"
        defaultValue={state.values?.title ?? title}
        error={state.fields?.title}
      />
      <SelectField
        id="promote-quarter"
        name="quarter"
        label="Quarter"
        required
        defaultValue={state.values?.quarter ?? quarter ?? ''}
        error={state.fields?.quarter}
      >
        <option value="">Choose a quarter</option>
        <Quarters quarters={quarters} />
      </SelectField>
      <div>
        <SubmitButton>Promote to an epic</SubmitButton>
      </div>
    </form>
  )
}

/** A form that is one button: a vote, archiving. */
export function OneButtonForm({
  action,
  slug,
  version,
  fields = {},
  look = 'plain',
  children,
}: {
  action: Action
  slug: string
  version?: number
  fields?: Record<string, string>
  look?: 'main' | 'plain' | 'quiet'
  children: ReactNode
}) {
  const [state, send] = useActionState(action, {})
  return (
    <form action={send} className="grid justify-items-start gap-2">
      <Which slug={slug} version={version} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton variant={look}>{children}</SubmitButton>
      {state.problem && <p className="text-sm font-medium text-danger">{state.problem}</p>}
    </form>
  )
}

function PlanFields({
  state,
  choices,
  planned,
  id,
  narrow,
}: {
  state: FormState
  choices: Choices
  planned: Planned
  id: string
  narrow?: boolean
}) {
  const was = (name: keyof Planned) => state.values?.[name] ?? planned[name] ?? ''
  return (
    <div className={narrow ? 'grid gap-3' : 'grid gap-3 sm:grid-cols-2'}>
      <SelectField
        id={`${id}-status`}
        name="status"
        label="Status"
        defaultValue={was('status')}
        error={state.fields?.status}
      >
        {ideaStatuses.map((status) => (
          <option key={status} value={status}>
            {ideaStatusLabels[status]}
          </option>
        ))}
      </SelectField>
      <SelectField
        id={`${id}-quarter`}
        name="quarter"
        label="Quarter"
        defaultValue={was('quarter')}
        error={state.fields?.quarter}
      >
        <option value="">No quarter yet</option>
        <Quarters quarters={choices.quarters} />
      </SelectField>
      <SelectField
        id={`${id}-goal`}
        name="goal"
        label="Goal"
        defaultValue={was('goal')}
        error={state.fields?.goal}
      >
        <option value="">No goal</option>
        {choices.goals.map(({ slug, title }) => (
          <option key={slug} value={slug}>
            {title}
          </option>
        ))}
      </SelectField>
      <SelectField
        id={`${id}-audience`}
        name="audience"
        label="Who reads it inside"
        defaultValue={was('audience')}
        error={state.fields?.audience}
      >
        {ideaAudiences.map((audience) => (
          <option key={audience} value={audience}>
            {audienceWords(audience)}
          </option>
        ))}
      </SelectField>
    </div>
  )
}

function Quarters({ quarters }: { quarters: readonly string[] }) {
  return quarters.map((quarter) => (
    <option key={quarter} value={quarter}>
      {quarterShort(quarter)}
    </option>
  ))
}

function Which({ slug, version }: { slug: string; version?: number }) {
  return (
    <>
      <input type="hidden" name="slug" value={slug} />
      {version !== undefined && <input type="hidden" name="version" value={version} />}
    </>
  )
}
