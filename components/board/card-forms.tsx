'use client'

import { useState, type FormEvent, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { formatDay } from '@/components/ui/dates'
import { Dialog } from '@/components/ui/dialog'
import { SelectField, TextField } from '@/components/ui/field'
import {
  priorities,
  priorityLabels,
  statuses,
  statusLabels,
  type BoardCard,
  type Status,
} from '@/lib/items/labels'
import type { Change } from './use-board'

type Send = (change: Change, patch: Partial<BoardCard>) => Promise<boolean>
type Props = { card: BoardCard; onSend: Send; onClose: () => void }

/** Why nobody can go on with it: without a reason nobody knows what to wait for. */
export function BlockDialog({ card, onSend, onClose }: Props) {
  const [problem, setProblem] = useState<string>()
  return (
    <FormDialog
      title={`${card.key} is blocked`}
      button="Mark as blocked"
      onClose={onClose}
      onSubmit={async (form) => {
        const blocked = String(form.get('reason')).trim()
        if (!blocked) {
          setProblem('Say what it waits for, so that somebody can help.')
          return false
        }
        return onSend({ blocked }, { blocked })
      }}
    >
      <TextField
        name="reason"
        label="What does it wait for?"
        hint="A person, a decision, another team: whatever must happen before somebody can go on."
        error={problem}
        defaultValue={card.blocked ?? ''}
        maxLength={500}
        dir="auto"
        autoFocus
      />
    </FormDialog>
  )
}

type EditProps = Props & {
  people: readonly { id: string; name: string }[]
  onMove: (status: Status) => void
}

/**
 * What changes most, without leaving the board. Only what was touched is sent; what somebody else made of the same field
 * meanwhile is said beside it, so that nobody writes over words that they have not seen.
 */
export function EditDialog({ card, people, onSend, onMove, onClose }: EditProps) {
  const [based] = useState(card)
  const known = based.assignee && !people.some(({ id }) => id === based.assignee?.id) ? [based.assignee] : []
  return (
    <FormDialog
      title={`Edit ${card.key}`}
      button="Save"
      onClose={onClose}
      onSubmit={async (form) => {
        const text = (name: string) => String(form.get(name) ?? '').trim()
        const title = text('title')
        const priority = priorities.find((each) => each === text('priority')) ?? based.priority
        const assignee = [...known, ...people].find(({ id }) => id === text('assignee')) ?? null
        const due = text('due') || null
        const estimate = text('estimate') ? Number(text('estimate')) : null
        const status = statuses.find((each) => each === text('status'))
        const change: Change = {
          ...(title !== based.title && { title }),
          ...(priority !== based.priority && { priority }),
          ...(assignee?.id !== based.assignee?.id && { assignee: assignee?.id ?? null }),
          ...(due !== based.due && { due }),
          ...(estimate !== based.estimate && { estimate }),
        }
        if (Object.keys(change).length > 0) {
          const sent = await onSend(
            { ...change, version: card.version },
            { title, priority, assignee, due, estimate },
          )
          if (!sent) return false
        }
        if (status && status !== based.status) onMove(status)
        return true
      }}
    >
      <Meanwhile based={based} card={card} />
      <TextField
        name="title"
        label="Title"
        required
        maxLength={255}
        defaultValue={based.title}
        dir="auto"
        autoFocus
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SelectField name="status" label="Status" defaultValue={based.status}>
          {statuses.map((each) => (
            <option key={each} value={each}>
              {statusLabels[each]}
            </option>
          ))}
        </SelectField>
        <SelectField name="assignee" label="Who does it" defaultValue={based.assignee?.id ?? ''}>
          <option value="">Nobody yet</option>
          {[...known, ...people].map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField name="priority" label="Priority" defaultValue={based.priority}>
          {priorities.map((each) => (
            <option key={each} value={each}>
              {priorityLabels[each]}
            </option>
          ))}
        </SelectField>
        <SelectField name="estimate" label="Points" defaultValue={based.estimate ?? ''}>
          <option value="">Not estimated</option>
          {[...new Set([1, 2, 3, 5, 8, ...(based.estimate ? [based.estimate] : [])])]
            .sort((a, b) => a - b)
            .map((each) => (
              <option key={each}>{each}</option>
            ))}
        </SelectField>
        <TextField name="due" label="Due" type="date" defaultValue={based.due ?? ''} />
      </div>
      <a className="link justify-self-start text-sm" href={`/items/${card.key}`}>
        Everything else is on its own page
      </a>
    </FormDialog>
  )
}

/** What others changed since this window was opened. */
function Meanwhile({ based, card }: { based: BoardCard; card: BoardCard }) {
  const words = [
    card.title !== based.title && `the title is now “${card.title}”`,
    card.status !== based.status && `it stands in ${statusLabels[card.status]}`,
    card.assignee?.id !== based.assignee?.id && `${card.assignee?.name ?? 'nobody'} does it`,
    card.priority !== based.priority && `its priority is ${priorityLabels[card.priority].toLowerCase()}`,
    card.estimate !== based.estimate && `it has ${card.estimate ?? 'no'} points`,
    card.due !== based.due && (card.due ? `it is due ${formatDay(card.due)}` : 'it is not due any more'),
  ].filter(Boolean)
  return (
    <div role="status">
      {words.length > 0 && (
        <p className="rounded-control border bg-sunk px-3 py-2 text-sm wrap-anywhere" dir="auto">
          Changed meanwhile: {words.join(', ')}. What you leave as it is here stays theirs; what you change
          replaces it.
        </p>
      )}
    </div>
  )
}

type FormDialogProps = {
  title: string
  button: string
  /** True: it is done, and the window closes. */
  onSubmit: (form: FormData) => Promise<boolean>
  onClose: () => void
  children: ReactNode
}

function FormDialog({ title, button, onSubmit, onClose, children }: FormDialogProps) {
  const [busy, setBusy] = useState(false)
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    const done = await onSubmit(new FormData(event.currentTarget))
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog title={title} open onOpenChange={(open) => !open && onClose()}>
      <form className="grid gap-4" onSubmit={submit}>
        {children}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="main" aria-disabled={busy || undefined}>
            {button}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
