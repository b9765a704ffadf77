'use client'

import { startTransition, useActionState, useEffect, useRef, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { RadioGroup } from '@/components/ui/choices'
import { Dialog } from '@/components/ui/dialog'
import { SelectField, TextField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/kernel/forms'

export type EpicChoice = { key: string; title: string }
export type MadeState = FormState & { undo?: string }
/** Makes something of what is selected, and says by which that can be undone. */
export type MakeAction = (state: MadeState, form: FormData) => Promise<MadeState>
type Props = {
  keys: readonly string[]
  epics: readonly EpicChoice[]
  action: MakeAction
  onClose: () => void
  /** `undo`: by which it can be undone. */
  onDone: (undo?: string) => void
}

/** Items become parts of one epic: of one that is there, or of a new one. */
export function GroupDialog({ keys, epics, action, onClose, onDone }: Props) {
  const [state, send] = useActionState(action, {})
  const open = epics.filter((epic) => !keys.includes(epic.key))
  const [how, setHow] = useState(open.length > 0 ? 'old' : 'new')
  const done = useRef(onDone)
  useEffect(() => {
    done.current = onDone
  })
  useEffect(() => {
    if (state.done) done.current(state.undo)
  }, [state])
  const wrong = state.fields ?? {}
  return (
    <Dialog
      open
      onOpenChange={(is) => !is && onClose()}
      title={
        keys.length === 1 ? `Make ${keys[0]} part of an epic` : `Make ${keys.length} items part of an epic`
      }
      description="They stay where they stand in the order. A part has one epic: one that it had before is replaced."
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          startTransition(() => send(form))
        }}
      >
        {state.problem && (
          <Banner tone="danger" title="They were not grouped">
            {state.problem}
          </Banner>
        )}
        {keys.map((key) => (
          <input key={key} type="hidden" name="keys" value={key} />
        ))}
        <RadioGroup
          name="how"
          label="Which epic"
          across
          value={how}
          onChange={setHow}
          choices={[
            { value: 'old', label: 'One that is there', disabled: open.length === 0 },
            { value: 'new', label: 'A new one' },
          ]}
        />
        {how === 'old' ? (
          <SelectField name="epic" label="Epic" required error={wrong.epic} defaultValue={open[0]?.key}>
            {open.map((epic) => (
              <option key={epic.key} value={epic.key}>
                {epic.key} {epic.title}
              </option>
            ))}
          </SelectField>
        ) : (
          <TextField
            name="title"
            label="Title of the new epic"
            hint="It is private to the security team until somebody decides otherwise."
            required
            maxLength={255}
            error={wrong.title}
            dir="auto"
          />
        )}
        <div className="flex justify-end gap-2 border-t pt-4">
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton>Group</SubmitButton>
        </div>
      </form>
    </Dialog>
  )
}
