'use client'

import type { ReactNode } from 'react'
import { AreaField, TextField } from '@/components/ui/field'
import { Banner } from '@/components/ui/banner'
import { SubmitButton } from '@/components/ui/submit-button'
import { useSaved } from '@/components/items/use-saved'
import type { FormState } from '@/lib/kernel/forms'
import { askRiskAction } from './actions'

/** Asks that somebody else accept the risk, for a time. */
export function AskAcceptance({
  itemKey,
  after,
  latest,
}: {
  itemKey: string
  after: string
  latest: string
}) {
  return (
    <AskForm itemKey={itemKey} kind="acceptance" button="Ask to live with it">
      {(text, state) => (
        <>
          {text('why', 'Why it should stay')}
          {text('mitigations', 'What makes it less bad')}
          {text('effort', 'What a real fix would take')}
          <TextField
            id="acceptance-reviewOn"
            name="reviewOn"
            type="date"
            label="Look at it again on"
            hint="Within six months."
            min={after}
            max={latest}
            required
            error={state.fields?.reviewOn}
            defaultValue={state.values?.reviewOn ?? latest}
          />
        </>
      )}
    </AskForm>
  )
}

/** Asks for more time for the fix. */
export function AskExtension({ itemKey, after }: { itemKey: string; after: string }) {
  return (
    <AskForm itemKey={itemKey} kind="extension" button="Ask for more time">
      {(text, state) => (
        <>
          {text('affected', 'What is affected')}
          {text('howFound', 'How it was found')}
          {text('why', 'Why it will be late')}
          {text('mitigations', 'What protects us meanwhile')}
          <TextField
            id="extension-until"
            name="until"
            type="date"
            label="Until"
            hint="The fix is then due at the end of that day."
            min={after}
            required
            error={state.fields?.until}
            defaultValue={state.values?.until}
          />
        </>
      )}
    </AskForm>
  )
}

type Props = {
  itemKey: string
  kind: 'acceptance' | 'extension'
  button: string
  children: (text: (name: string, label: string) => ReactNode, state: FormState) => ReactNode
}

function AskForm({ itemKey, kind, button, children }: Props) {
  const { state, send } = useSaved(askRiskAction)
  const { fields = {}, values = {} } = state
  const text = (name: string, label: string) => (
    <AreaField
      key={name}
      id={`${kind}-${name}`}
      name={name}
      label={label}
      rows={2}
      maxLength={4000}
      required
      className="[&_textarea]:min-h-16"
      error={fields[name]}
      defaultValue={values[name]}
    />
  )
  return (
    <form action={send} className="grid gap-3">
      <input type="hidden" name="key" value={itemKey} />
      <input type="hidden" name="kind" value={kind} />
      {state.problem && Object.keys(fields).length === 0 && <Banner tone="danger">{state.problem}</Banner>}
      {children(text, state)}
      <SubmitButton className="justify-self-start" pendingText="Asking…">
        {button}
      </SubmitButton>
    </form>
  )
}
