'use client'

import { Banner } from '@/components/ui/banner'
import { AreaField, TextField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import type { ItemAction } from './item-actions'
import { useVersioned } from './use-saved'

type Props = {
  item: { key: string; version: number; title: string; description: string }
  action: ItemAction
}

/** Title and description. What somebody else has written meanwhile stands on the page above; what was typed stays here. */
export function WordsForm({ item, action }: Props) {
  const { state, send, answers, base, formKey, touch } = useVersioned(item, action)
  const typed = state.values
  const wrong = state.fields ?? {}
  return (
    <details key={state.done ? answers : 'open'} open={Boolean(state.problem) || undefined} className="group">
      <summary className="w-fit cursor-pointer rounded-control text-sm font-medium text-accent hover:underline">
        <span className="group-open:hidden">Edit the words</span>
        <span className="hidden group-open:inline">Leave the words as they are</span>
      </summary>
      <form
        action={send}
        key={formKey}
        onChange={touch}
        className="mt-3 grid gap-4 rounded-card border bg-sheet p-4"
      >
        <input type="hidden" name="key" value={item.key} />
        <input type="hidden" name="version" value={base.version} />
        {state.problem && <Banner tone="danger">{state.problem}</Banner>}
        <TextField
          name="title"
          label="Title"
          required
          maxLength={255}
          dir="auto"
          defaultValue={typed?.title ?? base.title}
          error={wrong.title}
          hint={typed && typed.title !== item.title ? `Saved now: ${item.title}` : undefined}
        />
        <AreaField
          name="description"
          label="Description"
          rows={10}
          defaultValue={typed?.description ?? base.description}
          error={wrong.description}
          hint={
            typed && typed.description !== item.description
              ? 'The saved text stands above; yours is here. Saving puts yours in its place.'
              : 'Markdown works; a key such as SEC-1 becomes a link for whoever may see it.'
          }
        />
        <SubmitButton className="justify-self-start" pendingText="Saving…">
          Save the words
        </SubmitButton>
      </form>
    </details>
  )
}
