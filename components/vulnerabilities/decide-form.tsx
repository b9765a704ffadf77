'use client'

import { useSaved } from '@/components/items/use-saved'
import { Banner } from '@/components/ui/banner'
import { TextField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { decideRiskAction } from './actions'

/** Granted or refused, with words that stay on record. */
export function DecideForm({ id, version }: { id: string; version: number }) {
  const { state, send } = useSaved(decideRiskAction)
  const { fields = {}, values = {} } = state
  return (
    <form action={send} className="grid gap-2.5">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="version" value={version} />
      {state.problem && !fields.words && <Banner tone="danger">{state.problem}</Banner>}
      <TextField
        id={`words-${id}`}
        name="words"
        label="Your words on it"
        hint="They stay on record."
        maxLength={2000}
        required
        autoComplete="off"
        error={fields.words}
        defaultValue={values.words}
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton name="decision" value="granted">
          Grant it
        </SubmitButton>
        <SubmitButton name="decision" value="refused" variant="plain">
          Refuse it
        </SubmitButton>
      </div>
    </form>
  )
}
