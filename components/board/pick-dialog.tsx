'use client'

import '@/components/ui/style-nonce'
import { Command } from 'cmdk'
import { Check, Plus } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { overlayClass } from '@/components/ui/dialog'

export type Pickable = { value: string; label: string; icon?: ReactNode }

type Props = {
  title: string
  choices: readonly Pickable[]
  /** What the card has now. */
  chosen: readonly string[]
  /** Of several: each choice is put on or taken off, and the window stays. */
  several?: boolean
  /** What was typed may itself be chosen. */
  mayMake?: boolean
  onPick: (value: string) => void
  onClose: () => void
}

/** One field of a card, chosen by a few letters and Enter. */
export function PickDialog({ title, choices, chosen, several, mayMake, onPick, onClose }: Props) {
  const [typed, setTyped] = useState('')
  const word = typed.trim()
  const isNew =
    mayMake && word !== '' && !choices.some(({ label }) => label.toLowerCase() === word.toLowerCase())
  const fitting = choices.filter(({ label }) => label.toLowerCase().includes(word.toLowerCase()))

  function pick(value: string) {
    onPick(value)
    setTyped('')
    if (!several) onClose()
  }

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
              placeholder={mayMake ? 'Find one, or write a new one' : 'Find'}
              className="h-10 w-full border-b bg-transparent px-4 text-base outline-none"
            />
            <Command.List label={title} className="max-h-[min(22rem,60dvh)] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-6 text-center text-sm text-ink-2">
                Nothing fits “{word}”.
              </Command.Empty>
              {fitting.map(({ value, label, icon }) => (
                <Line key={value} value={`choice ${value}`} onSelect={() => pick(value)}>
                  {icon}
                  <span className="min-w-0 flex-1 truncate" dir="auto">
                    {label}
                  </span>
                  {chosen.includes(value) && (
                    <>
                      <Check className="size-4 shrink-0" aria-hidden="true" />
                      <span className="sr-only">chosen</span>
                    </>
                  )}
                </Line>
              ))}
              {isNew && (
                <Line value={`new ${word}`} onSelect={() => pick(word)}>
                  <Plus className="size-4 shrink-0 text-ink-3" aria-hidden="true" />
                  <span className="min-w-0 flex-1 truncate" dir="auto">
                    New label “{word}”
                  </span>
                </Line>
              )}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Line({ value, onSelect, children }: { value: string; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-control px-2.5 text-sm select-none data-[selected=true]:bg-accent-soft"
    >
      {children}
    </Command.Item>
  )
}
