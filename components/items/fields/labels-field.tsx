'use client'

import { X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useKeys } from '@/components/frame/keys'
import { Chip } from '@/components/ui/chip'
import { TextInput } from '@/components/ui/inputs'
import { FieldRow, quietControl } from './field-row'
import { WithoutScripts } from './pick-field'
import { useEdit, type Edited } from './use-edit'

type Props = { item: Edited; saved: string[]; known: readonly string[] }

/** Labels as chips: one more by typing (those in use are offered), one less by its cross. Each is saved at once. */
export function LabelsField({ item, saved, known }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const edit = useEdit({
    item,
    field: 'labels',
    label: 'Labels',
    saved,
    entries: (labels) => [
      ['labels-asked', 'yes'],
      ...labels.map((each): [string, string] => ['labels', each]),
    ],
  })
  useKeys([
    {
      keys: 'l',
      label: 'Add a label',
      group: 'This item',
      run: () => {
        input.current?.scrollIntoView({ block: 'nearest' })
        input.current?.focus()
      },
    },
  ])

  function add(label: string) {
    const added = label
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each && !edit.value.includes(each))
    setText('')
    if (added.length > 0) edit.save([...edit.value, ...added])
  }

  return (
    <FieldRow
      id="field-labels"
      label="Labels"
      keys="l"
      problem={edit.problem}
      clashes={edit.clashes}
      mine={edit.value.join(', ')}
      onTheirs={edit.drop}
      onMine={() => edit.save(edit.value)}
    >
      {edit.value.length > 0 && (
        <ul className="flex flex-wrap gap-x-1 gap-y-1.5 px-2 pt-1.5 pb-2">
          {edit.value.map((label) => (
            <li key={label} className="min-w-0">
              <Chip>
                <span className="truncate" dir="auto">
                  {label}
                </span>
                <button
                  type="button"
                  className="-me-1.5 grid size-6 shrink-0 place-items-center rounded-full hover:bg-hover"
                  onClick={() => {
                    edit.save(edit.value.filter((each) => each !== label))
                    input.current?.focus()
                  }}
                >
                  <X className="size-3" aria-hidden="true" />
                  <span className="sr-only">Take the label {label} away</span>
                </button>
              </Chip>
            </li>
          ))}
        </ul>
      )}
      <form {...edit.form}>
        <input type="hidden" name="key" value={item.key} />
        <input type="hidden" name="version" value={edit.version} />
        <input type="hidden" name="labels-asked" value="yes" />
        {edit.value.map((label) => (
          <input key={label} type="hidden" name="labels" value={label} />
        ))}
        <span className="flex items-center gap-2">
          <TextInput
            ref={input}
            id="field-labels"
            name="labels"
            list="labels-in-use"
            placeholder="Add a label"
            maxLength={50}
            dir="auto"
            value={text}
            onChange={(event) => {
              // A choice from the list comes whole, not letter by letter.
              const native = event.nativeEvent
              const chosen = !(native instanceof InputEvent) || native.inputType === 'insertReplacementText'
              if (chosen && known.includes(event.target.value)) add(event.target.value)
              else setText(event.target.value)
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' || event.key === ',') {
                event.preventDefault()
                add(text)
              }
              if (event.key === 'Backspace' && text === '' && edit.value.length > 0)
                edit.save(edit.value.slice(0, -1))
            }}
            onBlur={() => text.trim() && add(text)}
            className={quietControl}
          />
          <datalist id="labels-in-use">
            {known
              .filter((label) => !edit.value.includes(label))
              .map((label) => (
                <option key={label} value={label} />
              ))}
          </datalist>
          <WithoutScripts />
        </span>
      </form>
    </FieldRow>
  )
}
