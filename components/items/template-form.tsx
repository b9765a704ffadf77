'use client'

import { useState } from 'react'
import { saveTemplateAction } from '@/components/items/actions'
import { Checkbox } from '@/components/ui/choices'
import { TextField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { useToast } from '@/components/ui/toast'
import { useAnswer } from './use-answer'

/** Keeps the shape of this item for the next of its kind. */
export function TemplateForm({ itemKey, title }: { itemKey: string; title: string }) {
  const toast = useToast()
  const [problem, setProblem] = useState<string>()
  const [open, setOpen] = useState(false)
  const answer = useAnswer(saveTemplateAction, (state, form) => {
    setProblem(state.problem)
    if (!state.done) return
    setOpen(false)
    toast({ text: `“${String(form.get('name'))}” can be chosen for new items` })
  })
  const wrong = problem ?? answer.problem
  return (
    <details open={open || Boolean(wrong)} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit cursor-pointer rounded-control text-sm font-medium text-accent hover:underline">
        Save as template
      </summary>
      <form {...answer.form} className="mt-3 grid gap-3.5 rounded-card border bg-sheet p-3.5">
        <input type="hidden" name="key" value={itemKey} />
        <TextField
          name="name"
          id="template-name"
          label="Name of the template"
          required
          maxLength={100}
          defaultValue={title.slice(0, 100)}
          error={wrong}
          hint="Its type, title, description, priority, labels and points are kept; not who did what."
          dir="auto"
        />
        {wrong && (
          <Checkbox
            id="template-replace"
            name="replace"
            value="yes"
            label="Replace the template of that name"
          />
        )}
        <SubmitButton variant="plain" className="justify-self-start">
          Save the template
        </SubmitButton>
      </form>
    </details>
  )
}
