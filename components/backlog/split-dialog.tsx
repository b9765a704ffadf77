'use client'

import { Plus, X } from 'lucide-react'
import { startTransition, useActionState, useEffect, useRef, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextInput, Select } from '@/components/ui/inputs'
import { SubmitButton } from '@/components/ui/submit-button'
import { points as dealt } from '@/lib/items/labels'
import type { MakeAction } from './group-dialog'

export type SplitSubject = { key: string; title: string; estimate: number | null; version?: number }
type Props = { item: SplitSubject; action: MakeAction; onClose: () => void; onDone: (undo?: string) => void }

type Part = { id: number; title: string; points: string }

/** One item becomes several: what is left for it, and the parts that are made of the rest. */
export function SplitDialog({ item, action, onClose, onDone }: Props) {
  const [state, send, pending] = useActionState(action, {})
  const next = useRef(2)
  const [rest, setRest] = useState<Part>({
    id: 0,
    title: item.title,
    points: item.estimate === null ? '' : String(item.estimate),
  })
  const [parts, setParts] = useState<Part[]>([{ id: 1, title: '', points: '' }])
  const done = useRef(onDone)
  useEffect(() => {
    done.current = onDone
  })
  useEffect(() => {
    if (state.done) done.current(state.undo)
  }, [state])
  const change = (id: number, more: Partial<Part>) =>
    setParts((all) => all.map((part) => (part.id === id ? { ...part, ...more } : part)))
  const wrong = state.fields ?? {}
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="wide"
      title={`Split ${item.key}`}
      description="The parts keep its parent, goals, labels, iteration and audience, stand directly behind it, and say where they came from."
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          // What was typed stays where it is, whatever the answer.
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          startTransition(() => send(form))
        }}
      >
        {state.problem && (
          <Banner tone="danger" title="It was not split">
            {state.problem}
          </Banner>
        )}
        <input type="hidden" name="key" value={item.key} />
        {item.version !== undefined && <input type="hidden" name="version" value={item.version} />}
        <fieldset className="grid gap-1.5">
          <legend className="mb-1.5 font-medium">What is left for {item.key}</legend>
          <PartFields
            name="rest"
            label={`Title of ${item.key}`}
            part={rest}
            error={wrong.title ?? wrong.estimate}
            onChange={(more) => setRest((old) => ({ ...old, ...more }))}
          />
        </fieldset>
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 font-medium">Its new parts</legend>
          {parts.map((part, n) => (
            <PartFields
              key={part.id}
              name="part"
              label={`Title of part ${n + 1}`}
              part={part}
              focus={n === parts.length - 1}
              error={wrong[`parts.${n}.title`] ?? wrong[`parts.${n}.estimate`]}
              onChange={(more) => change(part.id, more)}
              onRemove={
                parts.length > 1
                  ? () => setParts((all) => all.filter((each) => each.id !== part.id))
                  : undefined
              }
            />
          ))}
          <Button
            className="justify-self-start"
            size="small"
            disabled={parts.length >= 20}
            onClick={() => setParts((all) => [...all, { id: next.current++, title: '', points: '' }])}
          >
            <Plus aria-hidden="true" /> One more part
          </Button>
        </fieldset>
        <div className="flex justify-end gap-2 border-t pt-4">
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton aria-disabled={pending || undefined}>
            Split into {parts.length + 1} items
          </SubmitButton>
        </div>
      </form>
    </Dialog>
  )
}

type PartProps = {
  name: string
  label: string
  part: Part
  focus?: boolean
  error?: string
  onChange: (more: Partial<Part>) => void
  onRemove?: () => void
}

function PartFields({ name, label, part, focus, error, onChange, onRemove }: PartProps) {
  const note = `${name}-${part.id}-note`
  return (
    <div className="grid gap-1">
      <div className="flex items-center gap-2">
        <TextInput
          name={`${name}-title`}
          aria-label={label}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? note : undefined}
          value={part.title}
          onChange={(event) => onChange({ title: event.target.value })}
          maxLength={255}
          required
          dir="auto"
          autoFocus={focus}
        />
        <Select
          name={`${name}-points`}
          aria-label={label.replace('Title', 'Points')}
          className="w-28! shrink-0"
          value={part.points}
          onChange={(event) => onChange({ points: event.target.value })}
        >
          <option value="">No points</option>
          {dealt.map((each) => (
            <option key={each} value={each}>
              {each === 1 ? '1 point' : `${each} points`}
            </option>
          ))}
        </Select>
        {onRemove && (
          <Button
            variant="quiet"
            onClick={onRemove}
            aria-label={`Take ${label.replace('Title of ', '')} out`}
          >
            <X aria-hidden="true" />
          </Button>
        )}
      </div>
      {error && (
        <p id={note} className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  )
}
