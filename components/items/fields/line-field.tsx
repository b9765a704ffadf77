'use client'

import { useRef, type KeyboardEvent } from 'react'
import { useKeys } from '@/components/frame/keys'
import { TextInput } from '@/components/ui/inputs'
import { FieldRow, quietControl } from './field-row'
import { WithoutScripts } from './pick-field'
import { useEdit, type Edited } from './use-edit'

type Props = {
  item: Edited
  name: string
  field?: string
  label: string
  saved: string
  type?: 'text' | 'date' | 'number' | 'url'
  placeholder?: string
  hint?: string
  maxLength?: number
  keys?: string
  /** Where its value leads, when it is an address. */
  href?: string
}

/** A line, a day or a number: saved by Enter and by leaving it, put back by Escape. */
export function LineField(props: Props) {
  const {
    item,
    name,
    field = name,
    label,
    saved,
    type = 'text',
    placeholder,
    hint,
    maxLength,
    keys,
    href,
  } = props
  const id = `field-${name.replace('.', '-')}`
  const input = useRef<HTMLInputElement>(null)
  const edit = useEdit({
    item,
    field,
    label,
    saved,
    entries: (value) => [[name, value]],
    typed: (values) => values[name],
  })
  useKeys(
    keys
      ? [
          {
            keys,
            label: `Set ${label.toLowerCase()}`,
            group: 'This item',
            run: () => {
              input.current?.scrollIntoView({ block: 'nearest' })
              input.current?.focus()
            },
          },
        ]
      : [],
  )

  function keep() {
    if (!edit.typing || edit.saving || edit.clashes) return
    if (edit.value.trim() === saved) edit.drop()
    else edit.save(edit.value.trim())
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') {
      event.preventDefault()
      keep()
    }
    if (event.key === 'Escape' && edit.typing) {
      event.preventDefault()
      edit.drop()
    }
  }

  return (
    <FieldRow
      {...{ id, label, keys }}
      problem={edit.problem}
      clashes={edit.clashes}
      onTheirs={edit.drop}
      onMine={() => edit.save(edit.value.trim())}
    >
      <form {...edit.form}>
        <input type="hidden" name="key" value={item.key} />
        <input type="hidden" name="version" value={edit.version} />
        <span className="flex items-center gap-2">
          <TextInput
            ref={input}
            id={id}
            name={name}
            type={type}
            inputMode={type === 'number' ? 'decimal' : undefined}
            step={type === 'number' ? 'any' : undefined}
            dir={type === 'text' ? 'auto' : undefined}
            value={edit.value}
            onChange={(event) => edit.type(event.target.value)}
            onBlur={keep}
            onKeyDown={onKeyDown}
            placeholder={placeholder}
            maxLength={maxLength}
            title={hint}
            className={quietControl}
            aria-invalid={edit.problem ? true : undefined}
            aria-describedby={edit.problem ? `${id}-problem` : undefined}
          />
          <WithoutScripts />
        </span>
      </form>
      {href && (
        <a
          className="link ms-2 inline-block max-w-full truncate text-xs"
          href={href}
          rel="noopener noreferrer nofollow"
        >
          Open this link
        </a>
      )}
    </FieldRow>
  )
}
