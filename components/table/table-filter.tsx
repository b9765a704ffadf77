'use client'

import { X } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useTransition, type FormEvent, type ReactNode } from 'react'
import { QueryField } from '@/components/query/query-field'
import { Button } from '@/components/ui/button'
import { Select, TextInput } from '@/components/ui/inputs'
import type { CustomField, ItemChoices } from '@/lib/items'
import type { QueryProblem, Vocabulary } from '@/lib/kernel/query'
import type { TableShape } from '@/lib/items/fields'
import { typeLabels, types, type BoardFilter } from '@/lib/items/schema'
import { allGroups } from './columns'

type Props = {
  params: Record<string, string>
  filter: BoardFilter
  choices: ItemChoices
  me: string | null
  shape: TableShape
  custom: CustomField[]
  vocabulary: Vocabulary
  problem: QueryProblem | null
}

const own = ['q', 'text', 'person', 'type', 'iteration', 'goal', 'group']

/** Which items the table shows, and how they are grouped. A plain form: the address says it all, and can be sent on. */
export function TableFilter({ params, filter, choices, me, shape, custom, vocabulary, problem }: Props) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const form = useRef<HTMLFormElement>(null)
  // Came here by a link, a view or going back: the fields follow. The one in use is left alone.
  useEffect(() => {
    for (const field of form.current?.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
      'input:not([type=hidden], [name=q]), select',
    ) ?? [])
      if (field !== document.activeElement) field.value = params[field.name] ?? ''
  }, [params])
  const rest = Object.entries(params).filter(([name]) => !own.includes(name))
  const others = choices.people.filter((person) => person.team && person.id !== me)

  function show(form: HTMLFormElement) {
    const next = new URLSearchParams()
    for (const [name, value] of new FormData(form))
      if (typeof value === 'string' && value.trim()) next.set(name, value.trim())
    startTransition(() => router.replace(`/table?${next}`, { scroll: false }))
  }

  return (
    <form
      ref={form}
      action="/table"
      role="search"
      aria-label="Which items"
      aria-busy={pending}
      className="grid shrink-0 gap-2 pt-1 pb-3"
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        show(event.currentTarget)
      }}
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) show(event.currentTarget)
      }}
    >
      {rest.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="flex items-start gap-2">
        <QueryField
          vocabulary={vocabulary}
          defaultValue={params.q}
          problem={problem}
          className="min-w-0 flex-1"
        />
        <Button type="submit">Show</Button>
      </div>
      <div className="-mx-4 flex items-center gap-2 overflow-x-auto px-4 md:mx-0 md:flex-wrap md:overflow-visible md:px-0">
        <label className="min-w-36 flex-[1_1_9rem] md:max-w-52">
          <span className="sr-only">Text in title or key</span>
          <TextInput
            type="search"
            name="text"
            defaultValue={filter.text}
            placeholder="Title or key"
            maxLength={200}
            className="h-8! text-sm!"
          />
        </label>
        <Pick name="person" label="Person" value={filter.assignee}>
          {me && <option value={me}>Me</option>}
          <option value="none">Nobody yet</option>
          {others.map(({ id, name }) => (
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
        <Pick name="group" label="Not grouped" said="Group by" value={shape.group ?? undefined}>
          {allGroups(custom).map(({ name, label }) => (
            <option key={name} value={name}>
              By {label.toLowerCase()}
            </option>
          ))}
        </Pick>
        {own.some((name) => name !== 'group' && params[name]) && (
          <Link
            href={`/table?${new URLSearchParams(Object.fromEntries(Object.entries(params).filter(([name]) => name === 'group' || !own.includes(name))))}`}
            className="inline-flex h-8 items-center gap-1 rounded-control px-2 text-sm text-ink-2 hover:bg-hover hover:text-ink"
          >
            <X className="size-4" aria-hidden="true" />
            Clear
          </Link>
        )}
      </div>
    </form>
  )
}

type PickProps = {
  name: string
  label: string
  said?: string
  value: string | undefined
  children: ReactNode
}

function Pick({ name, label, said = label, value, children }: PickProps) {
  return (
    <label className="relative shrink-0">
      <span className="sr-only">{said}</span>
      <Select small name={name} defaultValue={value ?? ''} className={value ? 'w-34! font-medium' : 'w-34!'}>
        <option value="">{label}</option>
        {children}
      </Select>
    </label>
  )
}
