'use client'

import '@/components/ui/style-nonce'
import { Command } from 'cmdk'
import { Dialog as Radix } from 'radix-ui'
import { useState, type FormEvent } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { Dialog, overlayClass } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/field'
import { PriorityIcon, type Priority } from '@/components/ui/priority-icon'
import { StatusDot } from '@/components/ui/status'
import type { BulkChoice, BulkField, Changes, Mark } from './fields'

type Props = {
  field: BulkField
  count: number
  onPick: (changes: Changes, said: string) => void
  onClose: () => void
}

/** One field of everything that is selected: a few letters and Enter, or a value that is typed. */
export function Picker({ field, count, onPick, onClose }: Props) {
  const title = `${field.verb} · ${count} ${count === 1 ? 'item' : 'items'}`
  return field.kind === 'choice' ? (
    <ChoicePicker field={field} title={title} onPick={onPick} onClose={onClose} />
  ) : (
    <ValuePicker field={field} title={title} onPick={onPick} onClose={onClose} />
  )
}

type Inner<Kind> = Omit<Props, 'field' | 'count'> & {
  field: Extract<BulkField, { kind: Kind }>
  title: string
}

function ChoicePicker({ field, title, onPick, onClose }: Inner<'choice'>) {
  const [typed, setTyped] = useState('')
  const word = typed.trim()
  const fitting = field.choices.filter(({ label }) => label.toLowerCase().includes(word.toLowerCase()))
  const made = word && field.made ? field.made(word) : null
  const isNew = made && !field.choices.some(({ label }) => label.toLowerCase() === made.label.toLowerCase())
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClass} />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-[14dvh] z-50 mx-auto max-w-sm animate-rise overflow-hidden rounded-dialog border bg-sheet shadow-float focus:outline-none"
        >
          <Radix.Title className="px-4 pt-3 text-sm font-semibold">{title}</Radix.Title>
          <Command shouldFilter={false} loop label={title}>
            <Command.Input
              value={typed}
              onValueChange={setTyped}
              placeholder={field.made ? 'Find one, or write a new one' : 'Find'}
              className="h-10 w-full border-b bg-transparent px-4 text-base outline-none"
            />
            <Command.List label={title} className="max-h-[min(22rem,60dvh)] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-6 text-center text-sm text-ink-2">
                {word ? `Nothing fits “${word}”.` : 'There is nothing to choose from yet.'}
              </Command.Empty>
              {[...fitting, ...(isNew ? [made] : [])].map((choice) => (
                <Line key={choice.value} choice={choice} onPick={onPick} />
              ))}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Line({ choice, onPick }: { choice: BulkChoice; onPick: Props['onPick'] }) {
  return (
    <Command.Item
      value={`choice ${choice.value}`}
      onSelect={() => onPick(choice.changes, choice.said)}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-control px-2.5 text-sm select-none data-[selected=true]:bg-accent-soft"
    >
      {choice.mark && (
        <span aria-hidden="true" className="inline-flex">
          <MarkOf {...choice.mark} />
        </span>
      )}
      <span className="min-w-0 flex-1 truncate" dir="auto">
        {choice.label}
      </span>
    </Command.Item>
  )
}

function MarkOf({ kind, value }: Mark) {
  if (kind === 'status') return <StatusDot status={value} />
  if (kind === 'person') return <Avatar name={value} beside />
  return <PriorityIcon priority={value as Priority} />
}

function ValuePicker({ field, title, onPick, onClose }: Inner<'text' | 'day' | 'number'>) {
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = String(new FormData(event.currentTarget).get('value') ?? '').trim()
    const value = typed || null
    onPick(field.changes(value), `${field.label}: ${value ?? 'none'}`)
  }
  return (
    <Dialog title={title} open onOpenChange={(open) => !open && onClose()} size="small">
      <form onSubmit={send} className="grid gap-4">
        <TextField
          name="value"
          label={field.label}
          hint={field.hint ?? 'Empty: none.'}
          type={field.kind === 'day' ? 'date' : 'text'}
          inputMode={field.kind === 'number' ? 'decimal' : undefined}
          autoComplete="off"
          autoFocus
        />
        <Button type="submit" variant="main" className="justify-self-end">
          Change
        </Button>
      </form>
    </Dialog>
  )
}
