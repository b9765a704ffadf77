'use client'

import { useRef, type KeyboardEvent } from 'react'
import { Moon, Sunrise, Sunset } from 'lucide-react'
import { AreaField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import type { ItemCommentAudience } from '@/lib/threads/schema'
import type { ItemAction } from './item-actions'
import { useSaved } from './use-saved'

type Props = {
  itemKey: string
  audiences: ItemCommentAudience[]
  people: number
  once: string
  action: ItemAction
}

/** The button that sends it says who will read it. */
export function CommentComposer({ itemKey, audiences, people, once, action }: Props) {
  const { state, send, answers } = useSaved(action)
  const form = useRef<HTMLFormElement>(null)
  const sentences: Record<ItemCommentAudience, string> = {
    internal: 'Comment to everyone here',
    private: 'Note for the security team',
    restricted: people === 1 ? 'Note for yourself' : `Note for the ${people} named people`,
  }

  function onKeyDown(event: KeyboardEvent) {
    // With two audiences to choose from, a key that sends would choose for the writer.
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || audiences.length > 1) return
    event.preventDefault()
    form.current?.requestSubmit(form.current.querySelector<HTMLButtonElement>('button[name=audience]'))
  }

  return (
    <form ref={form} action={send} className="grid gap-2" onKeyDown={onKeyDown}>
      <input type="hidden" name="key" value={itemKey} />
      <input type="hidden" name="once" value={`${once} ${answers}`} />
      <AreaField
        name="body"
        label="Say something"
        rows={3}
        maxLength={20_000}
        key={answers}
        defaultValue={state.values?.body}
        error={state.fields?.body ?? state.fields?.audience ?? state.problem}
      />
      <div className="flex flex-wrap gap-2">
        {audiences.map((audience) => {
          const Icon = icons[audience]
          return (
            <SubmitButton key={audience} variant="plain" name="audience" value={audience}>
              <Icon aria-hidden="true" />
              {sentences[audience]}
            </SubmitButton>
          )
        })}
      </div>
    </form>
  )
}

const icons = { internal: Sunrise, private: Sunset, restricted: Moon } satisfies Record<
  ItemCommentAudience,
  unknown
>
