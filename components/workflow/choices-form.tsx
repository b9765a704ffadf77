'use client'

import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { useActionState, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/field'
import { TextInput } from '@/components/ui/inputs'
import { SubmitButton } from '@/components/ui/submit-button'
import type { DrawnField } from '@/lib/workflow/field-schema'
import type { Act, Said } from './act'

type Line = { id: number; was: string; text: string }

/** The choices of a field, each in a line of its own: renamed, moved, added, taken out; one save for all of it. */
export function ChoicesForm({ field, act }: { field: DrawnField; act: Act }) {
  const [state, action] = useActionState<Said, FormData>(act, {})
  const [lines, setLines] = useState<Line[]>(() => field.choices.map((text, id) => ({ id, was: text, text })))
  const [next, setNext] = useState(field.choices.length)
  const [drawn, setDrawn] = useState(field.version)
  // Saved: the list is drawn anew. What was typed against an older version stays until then.
  if (drawn !== field.version && state.done) {
    setDrawn(field.version)
    setLines(field.choices.map((text, id) => ({ id: next + id, was: text, text })))
    setNext(next + field.choices.length)
  }
  const gone = field.choices.filter((choice) => !lines.some(({ was }) => was === choice))
  const change = (id: number, text: string) =>
    setLines(lines.map((line) => (line.id === id ? { ...line, text } : line)))
  const shift = (at: number, by: number) => {
    const order = [...lines]
    ;[order[at], order[at + by]] = [order[at + by]!, order[at]!]
    setLines(order)
  }
  return (
    <form action={action} className="grid gap-3">
      <input type="hidden" name="id" value={field.id} />
      <input type="hidden" name="version" value={field.version} />
      {state.problem && <Banner tone="danger">{state.problem}</Banner>}
      {state.said && <Banner tone="good">{state.said}</Banner>}
      <ul className="grid gap-2">
        {lines.map((line, n) => (
          <li key={line.id} className="flex items-center gap-1">
            <input type="hidden" name="was" value={line.was} />
            <TextInput
              name="text"
              aria-label={line.was ? `Name of ${line.was}` : `Name of the new choice ${n + 1}`}
              value={line.text}
              onChange={(event) => change(line.id, event.target.value)}
              maxLength={100}
              required
              autoComplete="off"
            />
            <span className="hidden w-20 shrink-0 ps-2 text-end text-sm text-ink-3 tabular-nums sm:block">
              {inItems(field.used[line.was] ?? 0)}
            </span>
            <Button
              variant="quiet"
              size="small"
              disabled={n === 0}
              onClick={() => shift(n, -1)}
              aria-label={`${line.text || 'The choice'}: one place up`}
            >
              <ArrowUp aria-hidden="true" />
            </Button>
            <Button
              variant="quiet"
              size="small"
              disabled={n === lines.length - 1}
              onClick={() => shift(n, 1)}
              aria-label={`${line.text || 'The choice'}: one place down`}
            >
              <ArrowDown aria-hidden="true" />
            </Button>
            <Button
              variant="quiet"
              size="small"
              onClick={() => setLines(lines.filter(({ id }) => id !== line.id))}
              aria-label={`Take ${line.text || 'the choice'} out`}
            >
              <X aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      <Button
        variant="quiet"
        className="justify-self-start"
        onClick={() => {
          setLines([...lines, { id: next, was: '', text: '' }])
          setNext(next + 1)
        }}
      >
        <Plus aria-hidden="true" /> Another choice
      </Button>
      {gone.map((choice) => (
        <div key={choice} className="grid gap-1.5 rounded-card bg-sunk p-3">
          <input type="hidden" name="gone" value={choice} />
          <div className="flex items-center gap-2">
            <span className="min-w-0 flex-1 truncate line-through">{choice}</span>
            <Button
              variant="quiet"
              size="small"
              onClick={() => {
                setLines([...lines, { id: next, was: choice, text: choice }])
                setNext(next + 1)
              }}
            >
              Keep it
            </Button>
          </div>
          {(field.used[choice] ?? 0) > 0 ? (
            <SelectField
              id={`becomes-${field.id}-${field.choices.indexOf(choice)}`}
              name="becomes"
              label={`${asItems(field.used[choice]!)} it, and then have`}
              defaultValue=""
              required
            >
              <option value="" disabled>
                Choose what becomes of it
              </option>
              {lines
                .filter(({ text }) => text.trim())
                .map(({ id, text }) => (
                  <option key={id} value={`=${text}`}>
                    {text}
                  </option>
                ))}
              <option value="nothing">Nothing</option>
            </SelectField>
          ) : (
            <input type="hidden" name="becomes" value="" />
          )}
        </div>
      ))}
      <p className="max-w-[62ch] text-sm text-ink-3 text-pretty">
        Items that have a choice follow it when it is renamed or taken out, and their history says so. One
        that is restricted to others keeps its word until somebody who sees it changes it.
      </p>
      <SubmitButton variant="plain" className="justify-self-start" pendingText="Saving…">
        Save the choices
      </SubmitButton>
    </form>
  )
}

function inItems(n: number): string {
  if (n === 0) return ''
  return n === 1 ? 'one item' : `${n} items`
}

function asItems(n: number): string {
  return n === 1 ? 'One item has' : `${n} items have`
}
