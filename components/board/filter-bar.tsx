import { CircleQuestionMark, ListFilter, Search, X } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { QueryField } from '@/components/query/query-field'
import { Button, buttonClass } from '@/components/ui/button'
import { Select, TextInput } from '@/components/ui/inputs'
import {
  askQuery,
  laneFields,
  laneLabels,
  originLabels,
  origins,
  priorities,
  priorityLabels,
  typeLabels,
  types,
  type BoardAsk,
  type BoardFilter,
} from '@/lib/items/labels'
import type { ItemChoices } from '@/lib/items'
import type { QueryProblem, Vocabulary } from '@/lib/kernel/query'
import { SubmitOnChange } from './submit-on-change'

type Props = {
  ask: BoardAsk
  choices: ItemChoices
  vocabulary: Vocabulary
  /** What is wrong with the query. */
  problem: QueryProblem | null
  me: string | null
  /** Further parts of the address, which stay when something else is asked: the view that was opened. */
  kept?: Record<string, string>
  end?: ReactNode
}

/** What the board shows. A plain form: the address is the filter, so it can be sent to a colleague. */
export function FilterBar({ ask, choices, vocabulary, problem, me, kept = {}, end }: Props) {
  const { filter } = ask
  const people = choices.people.filter((person) => person.team && person.id !== me)
  const address = (other: BoardAsk) => addressOf(other, kept)
  const chips = chipsOf(ask, choices, { me, address })
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 pt-1 pb-3">
      <SubmitOnChange
        shown={queryOf(ask, kept)}
        className="flex min-w-0 flex-1 flex-wrap items-center gap-2"
        label="Filter the board"
      >
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label className="relative min-w-28 flex-1 md:w-56 md:flex-none">
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
        <details className="group/filter relative">
          <summary className={buttonClass({ variant: 'plain' })}>
            <ListFilter aria-hidden="true" />
            Filter
          </summary>
          <div className="absolute start-0 top-full z-20 mt-1.5 grid w-72 gap-2.5 rounded-card border bg-sheet p-3 shadow-float max-md:fixed max-md:inset-x-4 max-md:top-auto max-md:w-auto">
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
            <Pick name="priority" label="Priority" value={filter.priority}>
              {priorities.map((priority) => (
                <option key={priority} value={priority}>
                  {priorityLabels[priority]}
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
            <label className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-center gap-2 text-sm">
              Label
              <TextInput name="label" defaultValue={filter.label} maxLength={50} className="h-8! text-sm!" />
            </label>
          </div>
        </details>
        <label className="flex items-center gap-1.5 text-sm text-ink-2">
          <span className="max-md:sr-only">Lanes</span>
          <Select small name="lanes" defaultValue={ask.lanes ?? ''}>
            <option value="">None</option>
            {laneFields.map((each) => (
              <option key={each} value={each}>
                {laneLabels[each]}
              </option>
            ))}
          </Select>
        </label>
        <div className="order-last flex w-full min-w-0 items-start gap-1 md:w-auto md:min-w-72 md:flex-1">
          <QueryField
            vocabulary={vocabulary}
            defaultValue={ask.q ?? ''}
            problem={problem}
            className="min-w-0 flex-1"
          />
          <Link
            href="/help/query"
            prefetch={false}
            className="grid size-8 shrink-0 place-items-center rounded-control text-ink-3 hover:bg-hover hover:text-ink"
          >
            <CircleQuestionMark className="size-4" aria-hidden="true" />
            <span className="sr-only">How to write a query</span>
          </Link>
        </div>
        <Button type="submit" data-without-script>
          Show
        </Button>
      </SubmitOnChange>
      {chips.length > 0 && (
        <ul
          aria-label="Filters"
          className="flex min-w-0 flex-wrap items-center gap-1.5 max-md:order-last max-md:w-full"
        >
          {chips.map(({ name, words, without }) => (
            <li key={name} className="min-w-0">
              <Link
                href={without}
                prefetch={false}
                className="inline-flex h-7 max-w-64 items-center gap-1 rounded-full bg-accent-soft ps-2.5 pe-1.5 text-xs font-medium text-accent hover:bg-hover"
              >
                <span className="sr-only">Remove the filter </span>
                <span className="truncate" dir="auto">
                  {words}
                </span>
                <X className="size-3.5 shrink-0" aria-hidden="true" />
              </Link>
            </li>
          ))}
          <li>
            <Link
              href={address({ ...ask, filter: {}, q: null })}
              prefetch={false}
              className="inline-flex h-7 items-center rounded-control px-1.5 text-xs text-ink-2 hover:bg-hover hover:text-ink"
            >
              Clear
            </Link>
          </li>
        </ul>
      )}
      <div className="ms-auto flex items-center gap-1.5">{end}</div>
    </div>
  )
}

function queryOf(ask: BoardAsk, kept: Record<string, string>) {
  const params = new URLSearchParams(askQuery(ask))
  for (const [name, value] of Object.entries(kept)) params.set(name, value)
  params.sort()
  return params.toString()
}

function addressOf(ask: BoardAsk, kept: Record<string, string>) {
  const query = queryOf(ask, kept)
  return query ? `/board?${query}` : '/board'
}

type Chip = { name: string; words: string; without: string }

function chipsOf(
  ask: BoardAsk,
  choices: ItemChoices,
  { me, address }: { me: string | null; address: (ask: BoardAsk) => string },
): Chip[] {
  const { filter } = ask
  const person = (id: string) =>
    id === me
      ? 'me'
      : id === 'none'
        ? 'nobody yet'
        : (choices.people.find((each) => each.id === id)?.name ?? 'somebody')
  const words = {
    text: (value) => `“${value}”`,
    assignee: (value) => `Person: ${person(value)}`,
    type: (value) => `Type: ${typeLabels[value as keyof typeof typeLabels]}`,
    priority: (value) => `Priority: ${priorityLabels[value as keyof typeof priorityLabels]}`,
    origin: (value) => `Origin: ${originLabels[value as keyof typeof originLabels]}`,
    iteration: (value) => (value === 'none' ? 'In no iteration' : `Iteration ${value}`),
    goal: (value) => `Goal: ${choices.goals.find(({ slug }) => slug === value)?.title ?? value}`,
    label: (value) => `Label: ${value}`,
  } satisfies Record<keyof BoardFilter, (value: string) => string>
  const chips = Object.entries(words).flatMap(([name, say]) => {
    const value = filter[name as keyof BoardFilter]
    if (!value) return []
    return [
      { name, words: say(value), without: address({ ...ask, filter: { ...filter, [name]: undefined } }) },
    ]
  })
  return ask.q ? [...chips, { name: 'q', words: 'Query', without: address({ ...ask, q: null }) }] : chips
}

type PickProps = { name: string; label: string; value: string | undefined; children: ReactNode }

function Pick({ name, label, value, children }: PickProps) {
  return (
    <label className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-center gap-2 text-sm">
      {label}
      <Select small name={name} defaultValue={value ?? ''}>
        <option value="">Any</option>
        {children}
      </Select>
    </label>
  )
}
