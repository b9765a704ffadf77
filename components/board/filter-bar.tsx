import { Search, X } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Select, TextInput } from '@/components/ui/inputs'
import { filterQuery, originLabels, origins, typeLabels, types, type BoardFilter } from '@/lib/items/schema'
import type { ItemChoices } from '@/lib/items'
import { SubmitOnChange } from './submit-on-change'

/** What the board shows. A plain form: the address is the filter, so it can be sent to a colleague. */
export function FilterBar({
  filter,
  choices,
  me,
}: {
  filter: BoardFilter
  choices: ItemChoices
  me: string | null
}) {
  const people = choices.people.filter((person) => person.team && person.id !== me)
  return (
    <SubmitOnChange
      shown={filterQuery(filter)}
      className="-mx-4 flex shrink-0 items-center gap-2 overflow-x-auto px-4 pt-1 pb-3 md:mx-0 md:flex-wrap md:overflow-visible md:px-0"
      label="Filter the board"
    >
      <label className="relative min-w-40 flex-[1_1_10rem] md:max-w-64">
        <span className="sr-only">Text in title or key</span>
        <Search
          className="pointer-events-none absolute start-2.5 top-1/2 size-4 -translate-y-1/2 text-ink-3"
          aria-hidden="true"
        />
        <TextInput
          type="search"
          name="text"
          defaultValue={filter.text}
          placeholder="Title or key"
          maxLength={200}
          className="h-8! ps-8! text-sm!"
        />
      </label>
      <Pick name="person" label="Person" value={filter.assignee}>
        {me && <option value={me}>Me</option>}
        <option value="none">Nobody yet</option>
        {people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Pick>
      <Pick name="type" label="Type" value={filter.type}>
        {types.map((type) => (
          <option key={type} value={type}>
            {typeLabels[type]}
          </option>
        ))}
      </Pick>
      <Pick name="origin" label="Origin" value={filter.origin}>
        {origins.map((origin) => (
          <option key={origin} value={origin}>
            {originLabels[origin]}
          </option>
        ))}
      </Pick>
      <Pick name="iteration" label="Iteration" value={filter.iteration}>
        <option value="none">In none</option>
        {choices.iterations.map(({ number }) => (
          <option key={number} value={number}>
            Iteration {number}
          </option>
        ))}
      </Pick>
      <Pick name="goal" label="Goal" value={filter.goal}>
        {choices.goals.map(({ slug, title }) => (
          <option key={slug} value={slug}>
            {title}
          </option>
        ))}
      </Pick>
      {filter.label && <input type="hidden" name="label" value={filter.label} />}
      <Button type="submit" data-without-script>
        Show
      </Button>
      {Object.keys(filter).length > 0 && (
        <Link
          href="/board"
          className="inline-flex h-8 items-center gap-1 rounded-control px-2 text-sm text-ink-2 hover:bg-hover hover:text-ink"
        >
          <X className="size-4" aria-hidden="true" />
          {filter.label ? `Clear, label “${filter.label}” too` : 'Clear'}
        </Link>
      )}
    </SubmitOnChange>
  )
}

type PickProps = { name: string; label: string; value: string | undefined; children: React.ReactNode }

function Pick({ name, label, value, children }: PickProps) {
  return (
    <label className="relative shrink-0">
      <span className="sr-only">{label}</span>
      <Select small name={name} defaultValue={value ?? ''} className={value ? 'w-36! font-medium' : 'w-36!'}>
        <option value="">{label}</option>
        {children}
      </Select>
    </label>
  )
}
