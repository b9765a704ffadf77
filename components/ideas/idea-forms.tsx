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

type Subject = { slug: string; version: number }
type Answered = { state: FormState }

/** A new idea, by the team. */
export function NewIdeaForm({ action, choices }: { action: Action; choices: Choices }) {
  return (
    <IdeaForm action={action} button={<SubmitButton>Make the idea</SubmitButton>}>
      {(state) => (
        <>
          <TitleField state={state} autoFocus />
          <ProblemField
            state={state}
            hint="Who has it, how often, what happens if we do nothing. Markdown."
          />
          <PlanFields
            state={state}
            choices={choices}
            planned={{ status: 'under consideration', quarter: null, goal: null, audience: 'internal' }}
            id="new"
          />
        </>
      )}
    </IdeaForm>
  )
}

/** Status, quarter, goal and audience of an idea, each as it is. */
export function PlanForm({
  action,
  planned,
  choices,
  ...subject
}: Subject & { action: Action; planned: Planned; choices: Choices }) {
  return (
    <IdeaForm
      action={action}
      subject={subject}
      button={<SubmitButton variant="plain">Save the plan</SubmitButton>}
    >
      {(state) => <PlanFields state={state} choices={choices} planned={planned} id="plan" narrow />}
    </IdeaForm>
  )
}

/** Title and problem of an idea. */
export function IdeaWordsForm({
  action,
  title,
  problem,
  ...subject
}: Subject & { action: Action; title: string; problem: string }) {
  return (
    <IdeaForm action={action} subject={subject} button={<SubmitButton>Save the words</SubmitButton>}>
      {(state) => (
        <>
          <TitleField state={state} was={title} />
          <ProblemField state={state} was={problem} rows={8} />
        </>
      )}
    </IdeaForm>
  )
}

/** From "we might" to "we are going to". */
export function PromoteForm({
  action,
  title,
  quarter,
  quarters,
  ...subject
}: Subject & { action: Action; title: string; quarter: string | null; quarters: readonly string[] }) {
  return (
    <IdeaForm action={action} subject={subject} button={<SubmitButton>Promote to an epic</SubmitButton>}>
      {(state) => (
        <>
          <TitleField state={state} was={title} id="promote-title" label="Title of the epic" />
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
        </>
      )}
    </IdeaForm>
  )
}

/** What all of them share: which idea, what went wrong, the button at the end. */
function IdeaForm({
  action,
  subject,
  button,
  children,
}: {
  action: Action
  subject?: Subject
  button: ReactNode
  children: (state: FormState) => ReactNode
}) {
  const [state, send] = useActionState(action, {})
  return (
    <form action={send} className="grid gap-4">
      {subject && <Which {...subject} />}
      {state.problem && <Banner tone="danger">{state.problem}</Banner>}
      {children(state)}
      <div>{button}</div>
    </form>
  )
}

function TitleField({
  state,
  was,
  label = 'Title',
  ...rest
}: Answered & { was?: string; label?: string; id?: string; autoFocus?: boolean }) {
  return (
    <TextField
      name="title"
      label={label}
      required
      maxLength={200}
      dir="auto"
      defaultValue={state.values?.title ?? was}
      error={state.fields?.title}
      {...rest}
    />
  )
}

function ProblemField({ state, was, ...rest }: Answered & { was?: string; rows?: number; hint?: string }) {
  return (
    <AreaField
      name="problem"
      label="The problem"
      maxLength={20_000}
      defaultValue={state.values?.problem ?? was}
      error={state.fields?.problem}
      {...rest}
    />
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
