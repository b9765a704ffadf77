'use client'

import { MailCheck } from 'lucide-react'
import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { TextField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/kernel/forms'

export type AskedState = FormState & { code?: string; email?: string }
type Ask = (before: AskedState, form: FormData) => Promise<AskedState>

const start: AskedState = {}

/** Asks for a link by mail; then shows the digits that the link wants in any other browser. */
export function AskForLink({ next, guests, ask }: { next: string | null; guests: boolean; ask: Ask }) {
  const [state, action] = useActionState(ask, start)
  if (state.done && state.code)
    return <Asked email={state.email ?? ''} code={state.code} next={next} guests={guests} />
  const error = state.fields?.email
  return (
    <form action={action} className="grid gap-4">
      {state.problem && !error && <Banner tone="danger">{state.problem}</Banner>}
      {next && <input type="hidden" name="next" value={next} />}
      <TextField
        name="email"
        type="email"
        label="Your mail address"
        hint={
          guests
            ? 'New here? You come in as a guest, who can vote and suggest.'
            : 'We mail you a link that signs you in once.'
        }
        error={error}
        autoComplete="email"
        defaultValue={state.values?.email}
        required
        className="[&_input]:h-10"
      />
      <SubmitButton size="large" variant="plain" pendingText="Asking…">
        Mail me a link
      </SubmitButton>
    </form>
  )
}

type AskedProps = { email: string; code: string; next: string | null; guests: boolean }

function Asked({ email, code, next, guests }: AskedProps) {
  return (
    <div role="status" className="grid gap-4 rounded-card border bg-sheet p-5">
      <p className="flex items-start gap-3">
        <MailCheck className="mt-0.5 size-5 shrink-0 text-done" aria-hidden="true" />
        <span className="min-w-0">
          <span className="block font-semibold">Look into your mail</span>
          <span className="block text-pretty text-ink-2">
            {guests ? 'A link is on its way to ' : 'If somebody here has the address '}
            <b className="font-medium wrap-anywhere text-ink">{email}</b>
            {guests
              ? '. It works for ten minutes.'
              : ', a link is on its way to it. It works for ten minutes.'}
          </span>
        </span>
      </p>
      <div className="rounded-control bg-sunk px-4 py-3 text-center">
        <p className="text-sm text-ink-2">Opening it on another device? It asks for these digits:</p>
        <p className="mt-1 font-mono text-2xl font-semibold tracking-[0.18em] tabular-nums">
          {code.slice(0, 3)} {code.slice(3)}
        </p>
      </div>
      <p className="text-sm text-ink-3">
        Nothing after a minute?{' '}
        <a
          href={next ? `/signin?next=${encodeURIComponent(next)}` : '/signin'}
          className="text-accent underline-offset-4 hover:underline"
        >
          Ask again
        </a>
        , and look at the address once more.
      </p>
    </div>
  )
}
