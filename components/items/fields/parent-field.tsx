'use client'

import { ItemFinder } from '../item-finder'
import { LinkedItem } from '../linked-item'
import { FieldRow, quietControl } from './field-row'
import { WithoutScripts } from './pick-field'
import { useEdit, type Edited } from './use-edit'

type Props = { item: Edited; parent: { key: string; title: string; status: string } | null }

/** What it is a part of: found by key or title, emptied by emptying the field. */
export function ParentField({ item, parent }: Props) {
  const saved = parent?.key ?? ''
  const edit = useEdit({
    item,
    field: 'parent',
    label: 'Parent',
    saved,
    entries: (value) => [['parent', value]],
    typed: (values) => values.parent,
  })

  function keep() {
    if (!edit.typing || edit.saving || edit.clashes) return
    const value = edit.value.trim()
    if (value.toUpperCase() === saved) edit.drop()
    // Words that were typed to search are no key yet.
    else if (value === '' || /^[a-z][a-z0-9]*-\d+$/i.test(value)) edit.save(value)
  }

  return (
    <FieldRow
      id="field-parent"
      label="Part of"
      problem={edit.problem}
      clashes={edit.clashes}
      onTheirs={edit.drop}
      onMine={() => edit.save(edit.value.trim())}
    >
      <form {...edit.form}>
        <input type="hidden" name="key" value={item.key} />
        <input type="hidden" name="version" value={edit.version} />
        <span className="flex items-center gap-2">
          <ItemFinder
            id="field-parent"
            name="parent"
            value={edit.value}
            onType={edit.type}
            onChoose={({ key }) => edit.save(key)}
            onEnter={keep}
            onLeave={keep}
            onEscape={edit.drop}
            placeholder="Key or title"
            className={quietControl}
            except={item.key}
            invalid={Boolean(edit.problem)}
            describedBy={edit.problem ? 'field-parent-problem' : undefined}
          />
          <WithoutScripts />
        </span>
      </form>
      {parent && !edit.typing && (
        <div className="px-2 pt-0.5">
          <LinkedItem item={parent} />
        </div>
      )}
    </FieldRow>
  )
}
