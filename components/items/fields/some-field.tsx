'use client'

import { ChevronDown } from 'lucide-react'
import { Checkbox } from '@/components/ui/choices'
import { FieldRow } from './field-row'
import { WithoutScripts } from './pick-field'
import { useEdit, type Edited } from './use-edit'

type Props = {
  item: Edited
  name: string
  field?: string
  label: string
  saved: string[]
  choices: readonly { value: string; label: string }[]
  empty: string
}

/** Some of several: what is chosen in one line, the boxes behind it. Each tick is saved at once. */
export function SomeField({ item, name, field = name, label, saved, choices, empty }: Props) {
  const id = `field-${name.replace('.', '-')}`
  const edit = useEdit({
    item,
    field,
    label,
    saved,
    entries: (values) => [
      [`${name}-asked`, 'yes'],
      ...values.map((value): [string, string] => [name, value]),
    ],
  })
  const words = edit.value.map((value) => choices.find((each) => each.value === value)?.label ?? value)
  return (
    <FieldRow
      {...{ id, label }}
      problem={edit.problem}
      clashes={edit.clashes}
      mine={words.join(', ')}
      onTheirs={edit.drop}
      onMine={() => edit.save(edit.value)}
    >
      <details className="group">
        <summary
          id={id}
          aria-label={`${label}: ${words.join(', ') || empty}`}
          className="flex min-h-8 cursor-pointer items-center gap-2 rounded-control border border-transparent px-2 py-1 text-sm hover:border-line-2 hover:bg-sheet max-md:border-line"
        >
          <span className="min-w-0 flex-1 wrap-anywhere">
            {words.length > 0 ? words.join(', ') : <span className="text-ink-3">{empty}</span>}
          </span>
          <ChevronDown
            className="size-4 shrink-0 text-ink-3 transition-transform group-open:rotate-180"
            aria-hidden="true"
          />
        </summary>
        <form
          {...edit.form}
          className="mt-1.5 grid max-h-56 gap-2 overflow-y-auto rounded-card border bg-sheet p-2.5 text-sm"
        >
          <input type="hidden" name="key" value={item.key} />
          <input type="hidden" name="version" value={edit.version} />
          <input type="hidden" name={`${name}-asked`} value="yes" />
          {choices.map((choice) => (
            <Checkbox
              key={choice.value}
              id={`${id}-${choice.value}`}
              name={name}
              value={choice.value}
              label={choice.label}
              checked={edit.value.includes(choice.value)}
              onChange={(event) =>
                edit.save(
                  event.target.checked
                    ? [...edit.value, choice.value]
                    : edit.value.filter((each) => each !== choice.value),
                )
              }
            />
          ))}
          <WithoutScripts />
        </form>
      </details>
    </FieldRow>
  )
}
