'use client'

import { useState, type KeyboardEvent } from 'react'
import { handleBefore } from '@/lib/threads/rules'
import type { ItemCommentAudience } from '@/lib/threads/schema'

export type Mentionable = { name: string; handle: string; reads: readonly ItemCommentAudience[] }

const mostShown = 8

/** Completion of names after an @: only people who may read something that is said here. */
export function useMentions(people: readonly Mentionable[]) {
  const [place, setPlace] = useState<{ from: number; to: number; typed: string } | null>(null)
  const [at, setAt] = useState(0)
  const found = place
    ? people
        .filter(({ reads, name, handle }) => {
          const words = [handle, ...name.toLowerCase().split(/\s+/)]
          return reads.length > 0 && words.some((word) => word.startsWith(place.typed))
        })
        .slice(0, mostShown)
    : []

  function look(field: HTMLTextAreaElement) {
    const caret = field.selectionStart
    const before = field.selectionEnd === caret ? handleBefore(field.value, caret) : null
    setPlace(before && { ...before, to: caret })
    setAt(0)
  }
  function choose(field: HTMLTextAreaElement, person: Mentionable) {
    if (!place) return
    field.focus()
    field.setSelectionRange(place.from, place.to)
    // Unlike setRangeText this can be undone, and the field hears of it.
    document.execCommand('insertText', false, `@${person.handle} `)
    setPlace(null)
  }
  /** True when the key was meant for the list. */
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
    if (found.length === 0) return false
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
      setAt((at + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % found.length)
    else if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab')
      choose(event.currentTarget, found[at]!)
    else if (event.key === 'Escape') setPlace(null)
    else return false
    event.preventDefault()
    return true
  }
  return { found, at, look, choose, onKeyDown, close: () => setPlace(null) }
}

type Props = {
  id: string
  found: readonly Mentionable[]
  at: number
  onChoose: (person: Mentionable) => void
}

export function MentionList({ id, found, at, onChoose }: Props) {
  return (
    <ul
      id={id}
      role="listbox"
      aria-label="People who may read it"
      hidden={found.length === 0}
      className="absolute inset-x-0 top-full z-40 mt-1 max-w-sm rounded-card border bg-sheet p-1 shadow-float"
    >
      {found.map((person, n) => (
        <li
          key={person.handle}
          id={`${id}-${n}`}
          role="option"
          aria-selected={n === at}
          onPointerDown={(event) => {
            event.preventDefault()
            onChoose(person)
          }}
          className="flex min-h-8 cursor-pointer items-center gap-2 rounded-control px-2 py-1 text-sm hover:bg-hover aria-selected:bg-accent-soft"
        >
          <span className="truncate">{person.name}</span>
          <span className="text-ink-2">@{person.handle}</span>
          {person.reads.length === 1 && person.reads[0] === 'internal' && (
            <span className="ms-auto text-xs text-ink-2">reads no notes</span>
          )}
        </li>
      ))}
    </ul>
  )
}
