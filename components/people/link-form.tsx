import { LogIn } from 'lucide-react'
import { Banner } from '@/components/ui/banner'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/inputs'
import { SubmitButton } from '@/components/ui/submit-button'

type Props = { token: string; next: string | null; needsCode: boolean; problem?: string }

/** The button that spends a link; in a browser that did not ask for it, with the six digits. */
export function LinkForm({ token, next, needsCode, problem }: Props) {
  return (
    <form method="post" action="/signin/link/open" className="mt-6 grid gap-5">
      <input type="hidden" name="token" value={token} />
      {next && <input type="hidden" name="next" value={next} />}
      {problem && !needsCode && <Banner tone="danger">{problem}</Banner>}
      {needsCode && (
        <Field name="code" label="Six digits" error={problem} required>
          {(wire) => (
            <TextInput
              {...wire}
              inputMode="numeric"
              autoComplete="one-time-code"
              pattern="[0-9 ]{6,7}"
              maxLength={7}
              autoFocus
              className="h-12! max-w-44 text-center font-mono text-xl tracking-[0.2em] tabular-nums"
            />
          )}
        </Field>
      )}
      <SubmitButton size="large" className="justify-self-start">
        <LogIn aria-hidden="true" />
        Sign in
      </SubmitButton>
    </form>
  )
}
