'use client'

import { Moon, Paperclip, Sunrise, Sunset } from 'lucide-react'
import { useId, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { commentOnItemAction } from '@/components/items/actions'
import { useKeys } from '@/components/frame/keys'
import { UploadList } from '@/components/threads/upload-list'
import { useUploads } from '@/components/threads/use-uploads'
import { Button } from '@/components/ui/button'
import { AreaField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { handlesIn } from '@/lib/threads/rules'
import type { ItemCommentAudience } from '@/lib/threads/schema'
import { MentionList, useMentions, type Mentionable } from './mention-list'
import { useSaved } from './use-saved'

type Props = {
  itemKey: string
  audiences: ItemCommentAudience[]
  /** How many people a restricted item has. */
  readers: number
  once: string
  people: readonly Mentionable[]
}

/** The button that sends it says who will read it; whoever is named and may not read it is said before. */
export function CommentComposer({ itemKey, audiences, readers, once, people }: Props) {
  const { state, send, answers } = useSaved(commentOnItemAction)
  const form = useRef<HTMLFormElement>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const list = useId()
  const [body, setBody] = useState(state.values?.body ?? '')
  const [seen, setSeen] = useState(answers)
  const uploads = useUploads()
  const mentions = useMentions(people)
  const field = () => form.current?.querySelector('textarea')
  if (seen !== answers) {
    setSeen(answers)
    if (state.done) {
      setBody('')
      uploads.forget()
    }
  }
  useKeys([{ keys: 'm', label: 'Write a comment', group: 'This item', run: () => field()?.focus() }])
  const sentences: Record<ItemCommentAudience, string> = {
    internal: 'Comment to everyone here',
    private: 'Note for the security team',
    restricted: readers === 1 ? 'Note for yourself' : `Note for the ${readers} named people`,
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (mentions.onKeyDown(event)) return
    // With two audiences to choose from, a key that sends would choose for the writer.
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || audiences.length > 1) return
    event.preventDefault()
    form.current?.requestSubmit(form.current.querySelector<HTMLButtonElement>('button[name=audience]'))
  }
  function onPaste(event: ClipboardEvent) {
    const pictures = [...event.clipboardData.files]
    if (pictures.length === 0) return
    event.preventDefault()
    void uploads.take(pictures)
  }

  return (
    <form ref={form} action={send} className="grid gap-2">
      <input type="hidden" name="key" value={itemKey} />
      <input type="hidden" name="once" value={`${once} ${answers}`} />
      <div className="relative">
        <AreaField
          name="body"
          label="Say something"
          rows={3}
          maxLength={20_000}
          value={body}
          onChange={(event) => {
            setBody(event.target.value)
            mentions.look(event.target)
          }}
          onSelect={(event) => mentions.look(event.currentTarget)}
          onBlur={mentions.close}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          aria-autocomplete="list"
          aria-controls={mentions.found.length > 0 ? list : undefined}
          aria-activedescendant={mentions.found.length > 0 ? `${list}-${mentions.at}` : undefined}
          hint="@ names somebody who then hears of it. Pictures can be pasted."
          error={state.fields?.body ?? state.fields?.audience ?? state.problem ?? uploads.problem}
        />
        <MentionList
          id={list}
          found={mentions.found}
          at={mentions.at}
          onChoose={(person) => mentions.choose(field()!, person)}
        />
      </div>
      <UploadList name="files" {...uploads} />
      <NotTold body={body} people={people} audiences={audiences} />
      <div className="flex flex-wrap gap-2">
        {audiences.map((audience) => {
          const Icon = icons[audience]
          return (
            <SubmitButton
              key={audience}
              variant="plain"
              name="audience"
              value={audience}
              disabled={uploads.coming.length > 0}
            >
              <Icon aria-hidden="true" />
              {sentences[audience]}
            </SubmitButton>
          )
        })}
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          aria-label="Files for this comment"
          onChange={(event) => {
            const chosen = [...(event.target.files ?? [])]
            event.target.value = ''
            void uploads.take(chosen)
          }}
        />
        <Button variant="quiet" onClick={() => chooser.current?.click()}>
          <Paperclip aria-hidden="true" />
          Add files
        </Button>
      </div>
    </form>
  )
}

type NotToldProps = Pick<Props, 'people' | 'audiences'> & { body: string }

/** Who is named and will not hear of it, before it is sent. */
function NotTold({ body, people, audiences }: NotToldProps) {
  const named = handlesIn([body])
  const sentences = audiences.flatMap((audience) => {
    const left = people.filter(({ handle, reads }) => named.includes(handle) && !reads.includes(audience))
    if (left.length === 0) return []
    const names = left.map(({ name }) => name).join(', ')
    return [
      audience === 'internal' || audiences.length === 1
        ? `${names} cannot read what is said here, so nobody tells them.`
        : `${names} cannot read a note for the security team, so a note tells them nothing.`,
    ]
  })
  return (
    <p role="status" className="text-sm text-ink-2 empty:hidden">
      {sentences.join(' ')}
    </p>
  )
}

const icons = { internal: Sunrise, private: Sunset, restricted: Moon } satisfies Record<
  ItemCommentAudience,
  unknown
>
