'use client'

import { useActionState, useEffect, useRef, type ReactNode } from 'react'
import { AreaField, SelectField, TextField } from '@/components/ui/field'
import { TextArea } from '@/components/ui/inputs'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/kernel/forms'
import { FileField } from '@/components/threads/file-field'

export type Act = (before: FormState, form: FormData) => Promise<FormState>
export type Subject = { key: string; version: number; title: string; status: string }

type Props = { act: Act; request: Subject; onDone?: () => void; id?: string }

/** Hidden fields that every verb sends: which request, which version it was looked at, which verb. */
function At({ request, intent }: { request: Subject; intent?: string }) {
  return (
    <>
      <input type="hidden" name="key" value={request.key} />
      <input type="hidden" name="version" value={request.version} />
      {intent && <input type="hidden" name="intent" value={intent} />}
    </>
  )
}

function useVerb(
  act: Act,
  onDone?: () => void,
): { state: FormState; action: (form: FormData) => void; pending: boolean } {
  const [state, action, pending] = useActionState(act, {})
  const done = useRef(onDone)
  useEffect(() => {
    done.current = onDone
  })
  useEffect(() => {
    if (state.done) done.current?.()
  }, [state])
  // What comes back of a verb that was done are no words to be typed again.
  return { state: state.done ? { done: true } : state, action, pending }
}

function Wrong({ state }: { state: FormState }) {
  if (!state.problem || Object.keys(state.fields ?? {}).length > 0) return null
  return (
    <p
      role="alert"
      className="rounded-control border border-danger/30 bg-danger-soft px-3 py-2 text-sm font-medium text-danger"
    >
      {state.problem}
    </p>
  )
}

function submitByKey(event: React.KeyboardEvent<HTMLFormElement>) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  // The first button in sight: which one that is depends on who is spoken to.
  const button = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button[type=submit]')].find(
    (each) => each.offsetParent !== null,
  )
  event.currentTarget.requestSubmit(button)
}

/** One verb without words: a button that is a form, so it works without a script. */
export function VerbButton({
  act,
  request,
  intent,
  variant = 'plain',
  children,
}: Props & { intent: string; variant?: 'main' | 'plain'; children: ReactNode }) {
  const { state, action } = useVerb(act)
  return (
    <form action={action} data-verb={intent} className="contents">
      <At request={request} intent={intent} />
      <SubmitButton variant={variant}>{children}</SubmitButton>
      <Wrong state={state} />
    </form>
  )
}

/** The team writes: to the requester (golden edge) or among itself. Which of the two stands on the button. */
export function TeamComposer({
  act,
  request,
  requester,
  onDone,
  id = 'reply',
  only,
}: Props & { requester: string; only?: 'requester' }) {
  const { state, action } = useVerb(act, onDone)
  const outside =
    'group-has-[[data-to=requester]:checked]/to:border-public-edge group-has-[[data-to=requester]:checked]/to:shadow-[inset_3px_0_0_var(--public-edge)]'
  const closed = request.status === 'done' || request.status === 'declined'
  return (
    <form
      key={state.done ? `sent ${request.version}` : 'open'}
      action={action}
      onKeyDown={submitByKey}
      className="group/to grid gap-3"
    >
      <At request={request} />
      <div
        role="radiogroup"
        aria-label="Who will read it"
        className={only ? 'hidden' : 'flex flex-wrap gap-1'}
      >
        {!closed && <To value="requester" id={`${id}-to-requester`} checked label={`To ${requester}`} />}
        <To value="team" id={`${id}-to-team`} checked={closed} label="Among the security team" />
      </div>
      <label htmlFor={id} className="sr-only">
        What you want to say
      </label>
      <TextArea
        id={id}
        name="body"
        rows={4}
        className={outside}
        defaultValue={state.values?.body}
        aria-invalid={state.fields?.body ? true : undefined}
        aria-describedby={state.fields?.body ? `${id}-wrong` : undefined}
        placeholder="Markdown works here."
      />
      {state.fields?.body && (
        <p id={`${id}-wrong`} role="alert" className="text-sm font-medium text-danger">
          {state.fields.body}
        </p>
      )}
      <div className="noscript:hidden">
        <FileField name="files" label="Files" small error={state.fields?.files} />
      </div>
      <Wrong state={state} />
      <div className="hidden flex-wrap items-center gap-2 group-has-[[data-to=requester]:checked]/to:flex">
        <SubmitButton name="intent" value="reply" pendingText="Sending …">
          Reply to {requester}
        </SubmitButton>
        <SubmitButton name="intent" value="ask" variant="plain" pendingText="Sending …">
          Ask {requester} back · clocks stop
        </SubmitButton>
        <label className="flex items-center gap-2 text-sm text-ink-2">
          <input type="checkbox" name="answers" className="size-4" />
          This is the full answer
        </label>
      </div>
      <div className="hidden group-has-[[data-to=team]:checked]/to:block">
        <SubmitButton name="intent" value="note" variant="plain" pendingText="Keeping …">
          Note for the security team
        </SubmitButton>
      </div>
    </form>
  )
}

function To({ value, id, label, checked }: { value: string; id: string; label: string; checked?: boolean }) {
  return (
    <label
      htmlFor={id}
      className="cursor-pointer rounded-control border border-transparent px-2.5 py-1 text-sm font-medium text-ink-2 transition-colors hover:bg-hover has-checked:border-line has-checked:bg-sheet has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
    >
      <input
        type="radio"
        id={id}
        name="to"
        value={value}
        data-to={value}
        defaultChecked={checked}
        className="sr-only"
      />
      {label}
    </label>
  )
}

/** The requester writes; the whole security team reads it. */
export function RequesterComposer({ act, request }: Props) {
  const { state, action } = useVerb(act)
  return (
    <form
      key={state.done ? `sent ${request.version}` : 'open'}
      action={action}
      onKeyDown={submitByKey}
      className="grid gap-3"
    >
      <At request={request} intent="answer" />
      <AreaField
        name="body"
        id="reply"
        label={request.status === 'waiting' ? 'Your answer' : 'Anything to add?'}
        rows={4}
        defaultValue={state.values?.body}
        error={state.fields?.body}
        hint="You and the security team read this, nobody else."
      />
      <div className="noscript:hidden">
        <FileField name="files" label="Files" small error={state.fields?.files} />
      </div>
      <Wrong state={state} />
      <div>
        <SubmitButton pendingText="Sending …">
          {request.status === 'waiting' ? 'Answer the security team' : 'Write to the security team'}
        </SubmitButton>
      </div>
    </form>
  )
}

export function ItemForm({ act, request, onDone, id = 'item' }: Props) {
  const { state, action } = useVerb(act, onDone)
  return (
    <form action={action} noValidate onKeyDown={submitByKey} className="grid gap-4">
      <At request={request} intent="item" />
      <TextField
        name="title"
        id={`${id}-title`}
        label="What is to be done?"
        required
        maxLength={300}
        defaultValue={state.values?.title ?? request.title}
        error={state.fields?.title}
        hint="The item is private to the security team and remembers this request."
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          name="origin"
          id={`${id}-origin`}
          label="Where it comes from"
          defaultValue={state.values?.origin ?? 'ask'}
          error={state.fields?.origin}
        >
          <option value="ask">An ask from a colleague</option>
          <option value="bug">A bug</option>
          <option value="small">Small, and needed soon</option>
        </SelectField>
        <SelectField
          name="priority"
          id={`${id}-priority`}
          label="Priority"
          defaultValue={state.values?.priority ?? 'none'}
        >
          <option value="none">None yet</option>
          <option value="urgent">Urgent</option>
          <option value="high">High</option>
          <option value="medium">Medium</option>
          <option value="low">Low</option>
        </SelectField>
      </div>
      <Wrong state={state} />
      <div>
        <SubmitButton pendingText="Making …">Make the item</SubmitButton>
      </div>
    </form>
  )
}

export function FinishForm({
  act,
  request,
  requester,
  onDone,
  id = 'finish',
}: Props & { requester: string }) {
  const { state, action } = useVerb(act, onDone)
  return (
    <form action={action} noValidate onKeyDown={submitByKey} className="grid gap-3">
      <At request={request} intent="finish" />
      <AreaField
        name="words"
        id={`${id}-words`}
        label={`Words for ${requester}`}
        rows={3}
        outside
        defaultValue={state.values?.words}
        error={state.fields?.words}
        hint="What came of it. May be left empty when the thread has said it."
      />
      <Wrong state={state} />
      <div>
        <SubmitButton pendingText="Finishing …">Done, and tell {requester}</SubmitButton>
      </div>
    </form>
  )
}

export function DeclineForm({
  act,
  request,
  requester,
  onDone,
  id = 'decline',
}: Props & { requester: string }) {
  const { state, action } = useVerb(act, onDone)
  return (
    <form action={action} noValidate onKeyDown={submitByKey} className="grid gap-3">
      <At request={request} intent="decline" />
      <AreaField
        name="words"
        id={`${id}-words`}
        label={`Why not? ${requester} reads this`}
        required
        rows={3}
        outside
        defaultValue={state.values?.words}
        error={state.fields?.words}
      />
      <Wrong state={state} />
      <div>
        <SubmitButton variant="danger" pendingText="Declining …">
          Decline, and tell {requester}
        </SubmitButton>
      </div>
    </form>
  )
}

export function ReopenForm({ act, request, readers }: Props & { readers: string }) {
  const { state, action } = useVerb(act)
  return (
    <form action={action} noValidate onKeyDown={submitByKey} className="grid gap-3">
      <At request={request} intent="reopen" />
      <AreaField
        name="words"
        id="reopen-words"
        label="What is missing?"
        rows={2}
        defaultValue={state.values?.words}
        hint={`${readers} reads this.`}
      />
      <Wrong state={state} />
      <div>
        <SubmitButton variant="plain" pendingText="Opening …">
          Open it again
        </SubmitButton>
      </div>
    </form>
  )
}
