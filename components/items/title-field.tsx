'use client'

import { Pencil } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { useKeys } from '@/components/frame/keys'
import { Button } from '@/components/ui/button'
import { TextInput } from '@/components/ui/inputs'
import { SubmitButton } from '@/components/ui/submit-button'
import { ClashPanel } from './fields/clash-panel'
import { useEdit, type Edited } from './fields/use-edit'

type Props = { item: Edited; title: string; editable: boolean; open: boolean }

/** The title, and the field in its place while it is edited. */
export function TitleField(props: Props) {
  if (!props.editable) return <Heading title={props.title} />
  return <EditableTitle {...props} />
}

function EditableTitle({ item, title, open: opened }: Props) {
  const [open, setOpen] = useState(opened)
  const edit = useEdit({
    item,
    field: 'title',
    label: 'Title',
    saved: title,
    entries: (value) => [['title', value]],
    typed: (values) => values.title,
  })
  useKeys([{ keys: 'e', label: 'Edit the title', group: 'This item', run: () => setOpen(true) }])
  const shown = open || edit.problem !== undefined

  function keep() {
    if (edit.value.trim() === title) return leave()
    edit.save(edit.value.trim())
    setOpen(false)
  }
  function leave() {
    edit.drop()
    setOpen(false)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') {
      event.preventDefault()
      keep()
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      leave()
    }
  }

  if (!shown)
    return (
      <div className="group/title flex items-start gap-2">
        <Heading title={edit.value} />
        <a
          href="?edit=title"
          role="button"
          onClick={(event) => {
            event.preventDefault()
            setOpen(true)
          }}
          className="mt-0.5 grid size-7 shrink-0 place-items-center rounded-control text-ink-3 hover:bg-hover hover:text-ink"
          title="Key E"
        >
          <Pencil className="size-4" aria-hidden="true" />
          <span className="sr-only">Edit the title</span>
        </a>
      </div>
    )
  return (
    <form {...edit.form} className="grid gap-2">
      <input type="hidden" name="key" value={item.key} />
      <input type="hidden" name="version" value={edit.version} />
      <TextInput
        name="title"
        aria-label="Title"
        required
        maxLength={255}
        dir="auto"
        autoFocus
        className="h-11! text-xl!"
        value={edit.value}
        onChange={(event) => edit.type(event.target.value)}
        onKeyDown={onKeyDown}
        aria-invalid={edit.problem ? true : undefined}
        aria-describedby={edit.problem ? 'title-problem' : undefined}
      />
      {edit.clashes ? (
        <ClashPanel clashes={edit.clashes} onTheirs={leave} onMine={keep} />
      ) : (
        edit.problem && (
          <p id="title-problem" role="alert" className="text-sm font-medium text-danger">
            {edit.problem}
          </p>
        )
      )}
      <div className="flex gap-2">
        <SubmitButton size="small" onClick={keep}>
          Save the title
        </SubmitButton>
        <Button type="button" variant="quiet" size="small" onClick={leave}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

function Heading({ title }: { title: string }) {
  return (
    <h2 className="min-w-0 text-xl wrap-anywhere" dir="auto">
      {title}
    </h2>
  )
}
