'use client'

import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Banner } from '@/components/ui/banner'
import { Checkbox } from '@/components/ui/choices'
import { SelectField, TextField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import type { ItemChoices } from '@/lib/items'
import {
  originLabels,
  origins,
  points,
  priorities,
  priorityLabels,
  statuses,
  statusLabels,
  typeLabels,
  types,
} from '@/lib/items/schema'
import type { ItemFields } from './fields-of'
import type { ItemAction } from './item-actions'
import { useVersioned } from './use-saved'

type Props = { item: ItemFields; choices: ItemChoices; action: ItemAction }
type Name = keyof ItemFields['values']

/** The facts of an item. When somebody else was quicker, both values stand there until one is saved. */
export function FieldsForm({ item, choices, action }: Props) {
  const { state, send, base, formKey, touch } = useVersioned(item, action)
  const typed = state.values
  const people = choices.people.filter((person) => person.team || person.id === item.values.assignee)
  if (item.assignee && !people.some((person) => person.id === item.assignee!.id))
    people.unshift({ ...item.assignee, team: false })

  function wire(name: Name, shown: (value: string) => string = (value) => value) {
    const theirs = item.values[name]
    const mine = typed?.[name]
    const differs = mine !== undefined && mine !== theirs
    return {
      name,
      id: `field-${name}`,
      defaultValue: mine ?? base.values[name],
      error: state.fields?.[name],
      hint: differs
        ? `Saved now: ${theirs === '' ? 'nothing' : shown(theirs)}`
        : name === 'labels'
          ? 'With commas between them.'
          : undefined,
    }
  }

  return (
    <form
      action={send}
      key={formKey}
      onChange={touch}
      className="grid gap-3.5"
      aria-label="Facts of this item"
    >
      <input type="hidden" name="key" value={item.key} />
      {/* The version that is on the screen now, so that saving again after a look at both is a decision. */}
      <input type="hidden" name="version" value={base.version} />
      {state.problem && <Banner tone="danger">{state.problem}</Banner>}
      <div className="grid grid-cols-2 gap-x-3 gap-y-3.5">
        <Pick {...wire('status', (value) => statusLabels[value as keyof typeof statusLabels])} label="Status">
          {statuses.map((each) => (
            <option key={each} value={each}>
              {statusLabels[each]}
            </option>
          ))}
        </Pick>
        <Pick
          {...wire('priority', (value) => priorityLabels[value as keyof typeof priorityLabels])}
          label="Priority"
        >
          {priorities.map((each) => (
            <option key={each} value={each}>
              {priorityLabels[each]}
            </option>
          ))}
        </Pick>
        <Pick
          {...wire('assignee', (value) => people.find(({ id }) => id === value)?.name ?? 'somebody else')}
          label="Who does it"
          className="col-span-2"
        >
          <option value="">Nobody yet</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Pick>
        <Pick {...wire('type', (value) => typeLabels[value as keyof typeof typeLabels])} label="Type">
          {types.map((each) => (
            <option key={each} value={each}>
              {typeLabels[each]}
            </option>
          ))}
        </Pick>
        <Pick {...wire('estimate')} label="Points">
          <option value="">Not estimated</option>
          {[...new Set([...points.map(String), item.values.estimate])].filter(Boolean).map((each) => (
            <option key={each}>{each}</option>
          ))}
        </Pick>
        <Pick
          {...wire('origin', (value) => originLabels[value as keyof typeof originLabels])}
          label="Origin"
          className="col-span-2"
        >
          {origins
            .filter((each) => (item.values.origin === 'wishlist') === (each === 'wishlist'))
            .map((each) => (
              <option key={each} value={each}>
                {originLabels[each]}
              </option>
            ))}
        </Pick>
        <Pick {...wire('iteration')} label="Iteration">
          <option value="">None</option>
          {choices.iterations
            .filter(({ closed, number }) => !closed || String(number) === item.values.iteration)
            .map(({ number }) => (
              <option key={number} value={number}>
                Iteration {number}
              </option>
            ))}
        </Pick>
        <Pick {...wire('release')} label="Release">
          <option value="">None</option>
          {choices.releases.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </Pick>
        <TextField {...wire('due')} label="Due" type="date" />
        <TextField {...wire('parent')} label="Part of" placeholder="SEC-…" />
        <TextField {...wire('labels')} label="Labels" className="col-span-2" />
      </div>
      {choices.goals.length > 0 && (
        <details className="group text-sm" open={Boolean(state.fields?.goals)}>
          <summary className="flex w-fit cursor-pointer items-center gap-1.5 text-base font-medium hover:text-accent">
            <ChevronRight
              className="size-4 text-ink-3 transition-transform group-open:rotate-90"
              aria-hidden="true"
            />
            Goals {item.goals.length > 0 && <span className="text-ink-3">{item.goals.length}</span>}
          </summary>
          <input type="hidden" name="goals-asked" value="yes" />
          <div className="mt-2 grid max-h-56 gap-2 overflow-y-auto">
            {choices.goals.map(({ slug, title }) => (
              <Checkbox
                key={slug}
                id={`goal-${slug}`}
                name="goals"
                value={slug}
                label={title}
                defaultChecked={base.goals.includes(slug)}
              />
            ))}
          </div>
        </details>
      )}
      <div className="flex items-center gap-3">
        <SubmitButton pendingText="Saving…">Save</SubmitButton>
        {state.done && (
          <span role="status" className="text-sm text-ink-2">
            Saved
          </span>
        )}
      </div>
    </form>
  )
}

type PickProps = {
  name: string
  id: string
  label: string
  defaultValue: string
  error?: string
  hint?: string
  className?: string
  children: ReactNode
}

function Pick(props: PickProps) {
  return <SelectField {...props} />
}
