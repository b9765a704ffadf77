'use client'

import { Check, Siren } from 'lucide-react'
import { startTransition, useActionState, useEffect, useMemo, useRef, useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox, RadioGroup } from '@/components/ui/choices'
import { AreaField, Field, TextField } from '@/components/ui/field'
import { TextInput } from '@/components/ui/inputs'
import { ProblemSummary } from '@/components/ui/problem-summary'
import { buttonClass } from '@/components/ui/button'
import type { StoredFile } from '@/lib/files/schema'
import type { FormState } from '@/lib/kernel/forms'
import { isAsked, onlyIf } from '@/lib/requests/rules'
import type { Answers, Question } from '@/lib/requests/schema'
import { FileField } from '@/components/threads/file-field'
import { readRequestForm, type DraftInput } from './form-data'

type Props = {
  slug: string
  questions: Question[]
  draft: (DraftInput & { savedAt: string }) | null
  /** Files of the draft that are still there, by the question they answer. */
  kept: Record<string, StoredFile[]>
  /** What a plain form was refused for. */
  refused?: FormState
  send: (before: FormState, form: FormData) => Promise<FormState>
  keep: (draft: DraftInput) => Promise<{ savedAt?: string; problem?: string }>
  forget: () => Promise<void>
}

/** How long nothing is typed before the draft is kept. */
const pause = 900

export function RequestForm({ slug, questions, draft, kept, refused, send, keep, forget }: Props) {
  const [state, dispatch, pending] = useActionState(send, refused ?? {})
  const [answers, setAnswers] = useState<Answers>(draft?.answers ?? {})
  const [urgent, setUrgent] = useState(draft?.urgent ?? false)
  const [saved, setSaved] = useState<{ at?: string; problem?: string; now?: boolean }>({ at: draft?.savedAt })
  const [round, setRound] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const sent = useRef(false)
  const problems = useMemo(
    () => Object.entries(state.fields ?? {}).map(([path, message]) => ({ path, message })),
    [state.fields],
  )
  const asked = questions.filter((question) => isAsked(question, questions, answers))
  const needed = asked.filter((question) => question.required)
  const answered = needed.filter(({ id }) => answers[id] !== undefined).length

  function changed() {
    if (!form.current) return
    const typed = readRequestForm(new FormData(form.current))
    setAnswers(typed.answers)
    setUrgent(typed.urgent)
    if (timer.current) clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(), pause)
  }

  async function save() {
    if (timer.current) clearTimeout(timer.current)
    timer.current = null
    if (!form.current || sent.current) return
    try {
      const { savedAt, problem } = await keep(readRequestForm(new FormData(form.current)))
      setSaved({ at: savedAt, problem, now: true })
    } catch {
      setSaved((before) => ({
        ...before,
        problem:
          'The draft could not be kept just now. Your words are still here; it tries again when you go on.',
      }))
    }
  }

  async function beginAgain() {
    if (timer.current) clearTimeout(timer.current)
    timer.current = null
    await forget()
    setAnswers({})
    setUrgent(false)
    setSaved({})
    setRound((before) => before + 1)
  }

  useEffect(() => {
    // Whoever leaves in the middle of a sentence finds it again.
    function leaving() {
      if (document.visibilityState === 'hidden' && timer.current) void save()
    }
    document.addEventListener('visibilitychange', leaving)
    return () => document.removeEventListener('visibilitychange', leaving)
  })

  useEffect(() => {
    // It was not sent after all: drafts go on.
    if (!pending) sent.current = false
  }, [pending])

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (pending) return
    if (timer.current) clearTimeout(timer.current)
    sent.current = true
    const data = new FormData(event.currentTarget)
    for (const [name, value] of [...data]) if (typeof value !== 'string') data.delete(name)
    // A name with both kinds of values has lost its ids with its files: put them back.
    for (const field of event.currentTarget.querySelectorAll<HTMLInputElement>(
      'input[type=hidden][name^="answers."]',
    ))
      if (!data.getAll(field.name).includes(field.value)) data.append(field.name, field.value)
    startTransition(() => dispatch(data))
  }

  return (
    <form
      key={round}
      ref={form}
      method="post"
      action={`/requests/new/${slug}/send`}
      encType="multipart/form-data"
      noValidate
      onSubmit={submit}
      onInput={changed}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
      }}
      className="grid gap-6"
    >
      {problems.length > 0 ? (
        <ProblemSummary problems={problems} />
      ) : (
        state.problem && (
          <p
            role="alert"
            className="rounded-card border border-danger/30 bg-danger-soft px-4 py-3 font-medium text-danger"
          >
            {state.problem}
          </p>
        )
      )}
      {questions.map((question) => {
        const shown = asked.includes(question)
        const condition = onlyIf(question, questions)
        return (
          <div
            key={question.id}
            className={shown ? undefined : 'hidden noscript:block'}
            data-question={question.id}
          >
            {condition && <p className="mb-1 hidden text-sm text-ink-2 noscript:block">{condition}</p>}
            <QuestionField
              question={question}
              given={draft?.answers[question.id]}
              kept={kept[question.id]}
              error={state.fields?.[`answers.${question.id}`]}
              onChange={changed}
            />
          </div>
        )
      })}
      <fieldset className="grid gap-3 rounded-card border bg-sheet p-4 has-checked:border-danger/40 has-checked:bg-danger-soft">
        <legend className="sr-only">How urgent it is</legend>
        <Checkbox
          name="urgent"
          defaultChecked={draft?.urgent}
          label={
            <span className="inline-flex items-center gap-1.5 font-medium">
              <Siren className="size-4 text-danger" aria-hidden="true" /> This cannot wait
            </span>
          }
          hint="The whole security team is told at once, and somebody leaves other work for it."
        />
        <div className={urgent ? undefined : 'hidden noscript:block'}>
          <AreaField
            name="urgentReason"
            label="Why can it not wait?"
            hint="Needed when it cannot: somebody is called away from other work."
            rows={2}
            defaultValue={draft?.urgentReason}
            error={state.fields?.urgentReason}
          />
        </div>
      </fieldset>
      <div className="sticky bottom-0 -mx-1 flex flex-wrap items-center gap-x-4 gap-y-2 border-t bg-paper px-1 py-3">
        <button
          type="submit"
          aria-disabled={pending || undefined}
          className={buttonClass({ variant: 'main', size: 'large' })}
        >
          {pending ? 'Sending …' : 'Send to the security team'}
        </button>
        <p className="min-w-0 flex-1 text-sm text-ink-3 noscript:hidden" role="status">
          {saved.problem ??
            (saved.at ? (
              <span className="inline-flex items-center gap-1.5">
                <Check className="size-4 text-done" aria-hidden="true" />
                {saved.now ? 'Draft kept' : 'Your draft is back'}
              </span>
            ) : (
              `${answered} of ${needed.length} required answers. What you type is kept as a draft.`
            ))}
        </p>
        {saved.at && (
          <Button variant="quiet" className="noscript:hidden" onClick={() => void beginAgain()}>
            Begin again
          </Button>
        )}
      </div>
    </form>
  )
}

type FieldProps = {
  question: Question
  given?: string | string[]
  kept?: StoredFile[]
  error?: string
  onChange: () => void
}

function QuestionField({ question, given, kept, error, onChange }: FieldProps) {
  const { label, hint, required, kind, options = [] } = question
  const name = `answers.${question.id}`
  const about = { name, label, hint, required, error }
  const text = Array.isArray(given) ? given.join('\n') : given
  switch (kind) {
    case 'line':
      return <TextField {...about} defaultValue={text} maxLength={200} dir="auto" />
    case 'text':
      return <AreaField {...about} defaultValue={text} rows={4} />
    case 'link':
      return <TextField {...about} type="url" inputMode="url" defaultValue={text} placeholder="https://" />
    case 'links':
      return <AreaField {...about} rows={2} defaultValue={text} placeholder="https://" inputMode="url" />
    case 'date':
      return (
        <Field {...about}>
          {(wire) => <TextInput {...wire} type="date" defaultValue={text} className="max-w-56" />}
        </Field>
      )
    case 'choice':
      return (
        <RadioGroup
          {...about}
          choices={options}
          defaultValue={text}
          across={options.length <= 3}
          required={undefined}
          label={required ? <Needed label={label} /> : label}
        />
      )
    case 'yes-no':
      return (
        <RadioGroup
          {...about}
          choices={yesNo}
          defaultValue={text}
          across
          required={undefined}
          label={required ? <Needed label={label} /> : label}
        />
      )
    case 'choices':
      return (
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 font-medium">{required ? <Needed label={label} /> : label}</legend>
          {options.map((option, n) => (
            <Checkbox
              key={option.value}
              id={n === 0 ? name : `${name}-${n}`}
              name={name}
              value={option.value}
              label={option.label}
              hint={option.hint}
              defaultChecked={(Array.isArray(given) ? given : [given]).includes(option.value)}
            />
          ))}
          {error && <p className="text-sm font-medium text-danger">{error}</p>}
        </fieldset>
      )
    case 'files':
      return <FileField {...about} kept={kept} onChange={onChange} />
  }
}

// The browser's own complaint would name a question that is not even shown; the server names the right ones.
function Needed({ label }: { label: string }) {
  return (
    <>
      {label} <span className="font-normal text-ink-3">(required)</span>
    </>
  )
}

const yesNo = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
]
