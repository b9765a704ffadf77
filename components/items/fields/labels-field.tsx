'use client'

import { X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useKeys } from '@/components/frame/keys'
import { Chip } from '@/components/ui/chip'
import { TextInput } from '@/components/ui/inputs'
import { labelsAfter } from '@/lib/items/rules'
import { FieldRow, quietControl } from './field-row'
import { WithoutScripts } from './pick-field'
import { useEdit, type Edited } from './use-edit'

type Props = { item: Edited; saved: string[]; known: readonly string[] }

/** What somebody does to a set of labels, until it is saved. */
type More = { add: readonly string[]; remove: readonly string[] }
const nothing: More = { add: [], remove: [] }

/**
 * Labels as chips: one more by typing (those in use are offered), one less by its cross. Each is saved at once, and alone:
 * whoever adds another one meanwhile has added it too.
 */
export function LabelsField({ item, saved, known }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const edit = useEdit({
    item,
    field: 'labels',
    label: 'Labels',
    saved: nothing,
    entries: ({ add, remove }) => [
      ...add.map((each): [string, string] => ['addLabels', each]),
      ...remove.map((each): [string, string] => ['removeLabels', each]),
    ],
  })
  const shown = labelsAfter(saved, edit.value)
  const without = (all: readonly string[], some: readonly string[]) =>
    all.filter((label) => !some.includes(label))
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
      .filter((each) => each && !shown.includes(each))
    setText('')
    const { add: before, remove: fewer } = edit.value
    if (added.length > 0) edit.save({ add: [...before, ...added], remove: without(fewer, added) })
  }

  function takeAway(label: string) {
    edit.save({ add: without(edit.value.add, [label]), remove: [...edit.value.remove, label] })
  }

  return (
    <FieldRow
      id="field-labels"
      label="Labels"
      keys="l"
      problem={edit.problem}
      clashes={edit.clashes}
      mine={shown.join(', ')}
      onTheirs={edit.drop}
      onMine={() => edit.save(edit.value)}
    >
      {shown.length > 0 && (
        <ul className="flex flex-wrap gap-x-1 gap-y-1.5 px-2 pt-1.5 pb-2">
          {shown.map((label) => (
            <li key={label} className="min-w-0">
              <Chip>
                <span className="truncate" dir="auto">
                  {label}
                </span>
                <button
                  type="button"
                  className="-me-1.5 grid size-6 shrink-0 place-items-center rounded-full hover:bg-hover"
                  onClick={() => {
                    takeAway(label)
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
        <span className="flex items-center gap-2">
          <TextInput
            ref={input}
            id="field-labels"
            name="addLabels"
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
              const last = shown.at(-1)
              if (event.key === 'Backspace' && text === '' && last !== undefined) takeAway(last)
            }}
            onBlur={() => text.trim() && add(text)}
            className={quietControl}
          />
          <datalist id="labels-in-use">
            {known
              .filter((label) => !shown.includes(label))
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
