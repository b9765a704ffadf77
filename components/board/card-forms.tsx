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
import type { Change, Edit } from './sending'

type Send = (edit: Edit) => Promise<boolean>
type Props = { card: BoardCard; onSend: Send; onClose: () => void }

/** Why nobody can go on with it: without a reason nobody knows what to wait for. */
export function BlockDialog({ card, onSend, onClose }: Props) {
  const { based, ...race } = useRace(card)
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
        setProblem(undefined)
        return race.run({ change: { blocked }, patch: { blocked } }, onSend)
      }}
    >
      <Meanwhile based={based} card={card} race={race} />
      <TextField
        name="reason"
        label="What does it wait for?"
        hint="A person, a decision, another team: whatever must happen before somebody can go on."
        error={problem}
        defaultValue={based.blocked ?? ''}
        maxLength={500}
        dir="auto"
        autoFocus
      />
    </FormDialog>
  )
}

type EditProps = Props & {
  people: readonly { id: string; name: string }[]
  /** Into another column, with what else was changed: one change. */
  onMove: (status: Status, edit: Edit) => Promise<boolean>
}

/**
 * What changes most, without leaving the board. Only what was touched is sent; what somebody else made of the same field
 * meanwhile is said beside it, and asked about before it is replaced.
 */
export function EditDialog({ card, people, onSend, onMove, onClose }: EditProps) {
  const { based, ...race } = useRace(card)
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
        const touched = Object.keys(change)
        const patch = only({ title, priority, assignee, due, estimate }, touched)
        if (status && status !== based.status)
          return race.run({ change, patch }, (edit) => onMove(status, edit))
        return touched.length === 0 || race.run({ change, patch }, onSend)
      }}
    >
      <Meanwhile based={based} card={card} race={race} />
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

/**
 * A window about a card, and others who work on the same one: what it sends was seen in the version with which it was
 * opened. Once a lost race has been shown, sending again is a decision.
 */
function useRace(card: BoardCard) {
  const [based] = useState(card)
  const [race, setRace] = useState<{ seen: number; clash: string | null; busy: boolean }>({
    seen: card.version,
    clash: null,
    busy: false,
  })
  return {
    based,
    clash: race.clash,
    busy: race.busy,
    async run(edit: Edit, send: Send) {
      setRace((was) => ({ ...was, clash: null, busy: true }))
      const done = await send({
        ...edit,
        seen: race.seen,
        onClash: (clash, { version }) => setRace((was) => ({ ...was, clash, seen: version })),
      })
      if (!done) setRace((was) => ({ ...was, busy: false }))
      return done
    },
  }
}

function only(card: Partial<BoardCard>, fields: readonly string[]): Partial<BoardCard> {
  return Object.fromEntries(Object.entries(card).filter(([name]) => fields.includes(name)))
}

type MeanwhileProps = { based: BoardCard; card: BoardCard; race: { clash: string | null; busy: boolean } }

/** What others changed since this window was opened, and whether it stands against one's own. */
function Meanwhile({ based, card, race: { clash, busy } }: MeanwhileProps) {
  const [shown, setShown] = useState(card)
  // On its way the card looks as it is wanted here already: that is nobody else's change.
  if (!busy && shown !== card) setShown(card)
  const words = [
    shown.title !== based.title && `the title is now “${shown.title}”`,
    shown.status !== based.status && `it stands in ${statusLabels[shown.status]}`,
    shown.assignee?.id !== based.assignee?.id && `${shown.assignee?.name ?? 'nobody'} does it`,
    shown.priority !== based.priority && `its priority is ${priorityLabels[shown.priority].toLowerCase()}`,
    shown.estimate !== based.estimate && `it has ${shown.estimate ?? 'no'} points`,
    shown.due !== based.due && (shown.due ? `it is due ${formatDay(shown.due)}` : 'it is not due any more'),
    shown.blocked !== based.blocked &&
      (shown.blocked === null ? 'it is not blocked any more' : `it is blocked: “${shown.blocked}”`),
  ].filter(Boolean)
  return (
    <div role="status" className="grid gap-2">
      {words.length > 0 && (
        <p className="rounded-control border bg-sunk px-3 py-2 text-sm wrap-anywhere" dir="auto">
          Changed meanwhile: {words.join(', ')}. What you leave as it is here stays theirs; before yours
          replaces theirs you are asked.
        </p>
      )}
      {clash && (
        <p className="text-sm font-medium text-danger wrap-anywhere">
          {clash} What you typed is still here: save again, and yours replaces theirs.
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
