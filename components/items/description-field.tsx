'use client'

import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { useKeys } from '@/components/frame/keys'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/inputs'
import { SubmitButton } from '@/components/ui/submit-button'
import { ClashPanel } from './fields/clash-panel'
import { useEdit, type Edited } from './fields/use-edit'

type Props = {
  item: Edited
  description: string
  /** As it is drawn for reading. */
  children: ReactNode
  open: boolean
}

/** The description, and its text in its place while it is edited. What others save meanwhile is shown, never swallowed. */
export function DescriptionField({ item, description, children, open: opened }: Props) {
  const [open, setOpen] = useState(opened)
  const edit = useEdit({
    item,
    field: 'description',
    label: 'Description',
    saved: description,
    entries: (value) => [['description', value]],
    typed: (values) => values.description,
  })
  useKeys([{ keys: 'shift e', label: 'Edit the description', group: 'This item', run: () => setOpen(true) }])
  const shown = open || edit.problem !== undefined

  function keep() {
    if (edit.value === description) return leave()
    edit.save(edit.value)
    setOpen(false)
  }
  function leave() {
    edit.drop()
    setOpen(false)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      keep()
    }
    if (event.key === 'Escape' && !edit.typing) {
      event.preventDefault()
      leave()
    }
  }

  if (!shown)
    return (
      <div className="grid gap-2">
        {children}
        <a
          href="?edit=description"
          role="button"
          onClick={(event) => {
            event.preventDefault()
            setOpen(true)
          }}
          className="w-fit rounded-control text-sm font-medium text-accent hover:underline"
          title="Key Shift E"
        >
          {description === '' ? 'Write the description' : 'Edit the description'}
        </a>
      </div>
    )
  return (
    <form {...edit.form} className="grid gap-2" onKeyDown={onKeyDown}>
      <input type="hidden" name="key" value={item.key} />
      <input type="hidden" name="version" value={edit.version} />
      <TextArea
        name="description"
        aria-label="Description"
        aria-describedby="description-hint"
        rows={10}
        maxLength={100_000}
        autoFocus
        value={edit.value}
        onChange={(event) => edit.type(event.target.value)}
        className="max-w-[72ch]"
      />
      {edit.clashes && <ClashPanel clashes={edit.clashes} onTheirs={leave} onMine={keep} />}
      {edit.problem && !edit.clashes && (
        <p role="alert" className="text-sm font-medium text-danger">
          {edit.problem}
        </p>
      )}
      <p id="description-hint" className="text-sm text-ink-3">
        Markdown works; a key such as SEC-1 becomes a link for whoever may see it. Ctrl or Cmd with Enter
        saves.
      </p>
      <div className="flex gap-2">
        <SubmitButton size="small" onClick={keep}>
          Save the description
        </SubmitButton>
        <Button type="button" variant="quiet" size="small" onClick={leave}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
