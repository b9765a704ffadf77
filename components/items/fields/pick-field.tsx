'use client'

import { useRef } from 'react'
import { useKeys, type KeyEntry } from '@/components/frame/keys'
import { Select } from '@/components/ui/inputs'
import { FieldRow, quietSelect } from './field-row'
import { useEdit, type Edited } from './use-edit'

export type Choice = { value: string; label: string; group?: string }

type Props = {
  item: Edited
  name: string
  /** As history calls it; its name if left out. */
  field?: string
  label: string
  saved: string
  choices: readonly Choice[]
  keys?: string
  /** A second key that chooses one value at once: "assign to me". */
  quick?: { keys: string; label: string; value: string }
}

/** One of several, saved as soon as it is chosen. */
export function PickField({ item, name, field = name, label, saved, choices, keys, quick }: Props) {
  const id = `field-${name}`
  const select = useRef<HTMLSelectElement>(null)
  const edit = useEdit({
    item,
    field,
    label,
    saved,
    entries: (value) => [[name, value]],
    typed: (values) => values[name],
  })
  const entries: KeyEntry[] = []
  if (keys) entries.push({ keys, label: `Set ${label.toLowerCase()}`, group: 'This item', run: open })
  if (quick)
    entries.push({
      keys: quick.keys,
      label: quick.label,
      group: 'This item',
      run: () => edit.value !== quick.value && edit.save(quick.value),
    })
  useKeys(entries)

  function open() {
    select.current?.scrollIntoView({ block: 'nearest' })
    select.current?.focus()
    try {
      select.current?.showPicker()
    } catch {
      // A browser that opens no list by itself: the arrow keys choose.
    }
  }

  const groups = [...new Set(choices.map(({ group }) => group ?? ''))]
  return (
    <FieldRow
      {...{ id, label, keys }}
      problem={edit.problem}
      clashes={edit.clashes}
      mine={choices.find(({ value }) => value === edit.value)?.label}
      onTheirs={edit.drop}
      onMine={() => edit.save(edit.value)}
    >
      <form {...edit.form}>
        <input type="hidden" name="key" value={item.key} />
        <input type="hidden" name="version" value={edit.version} />
        <span className="flex items-center gap-2">
          <Select
            small
            className={quietSelect}
            ref={select}
            id={id}
            name={name}
            value={edit.value}
            onChange={(event) => edit.save(event.target.value)}
            aria-busy={edit.pending || undefined}
            aria-invalid={edit.problem ? true : undefined}
            aria-describedby={edit.problem ? `${id}-problem` : undefined}
          >
            {groups.map((group) =>
              group === '' ? (
                choices.filter((choice) => !choice.group).map(option)
              ) : (
                <optgroup key={group} label={group}>
                  {choices.filter((choice) => choice.group === group).map(option)}
                </optgroup>
              ),
            )}
          </Select>
          <WithoutScripts />
        </span>
      </form>
    </FieldRow>
  )
}

/** Where no script saves by itself, a button does. */
export function WithoutScripts() {
  return (
    <noscript>
      <button type="submit" className="h-8 rounded-control border px-2 text-sm">
        Save
      </button>
    </noscript>
  )
}

function option({ value, label }: Choice) {
  return (
    <option key={value} value={value}>
      {label}
    </option>
  )
}
