'use client'

import { useEffect, useId, useState, type KeyboardEvent } from 'react'
import { TextInput } from '@/components/ui/inputs'
import { StatusDot } from '@/components/ui/status'

export type FoundItem = { key: string; title: string; status: string }

type Props = {
  id: string
  name: string
  value: string
  onType: (text: string) => void
  /** One was chosen, by Enter or by the mouse. */
  onChoose: (item: FoundItem) => void
  /** Enter on a text that is no choice. */
  onEnter?: () => void
  onLeave?: () => void
  onEscape?: () => void
  label?: string
  placeholder?: string
  className?: string
  describedBy?: string
  invalid?: boolean
  /** The item itself is no choice. */
  except?: string
}

/** Finds an item by key or by words of its title, among those that whoever types may see. */
export function ItemFinder(props: Props) {
  const { id, name, value, onType, onChoose, onEnter, onLeave, onEscape } = props
  const list = useId()
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const found = useFoundItems(open ? value : '', props.except)
  const shown = open && found.length > 0

  function choose(item: FoundItem) {
    setOpen(false)
    setAt(-1)
    onChoose(item)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      if (found.length === 0) return
      const down = event.key === 'ArrowDown'
      // From the field itself the first step leads to an end of the list.
      setAt((was) =>
        was < 0 ? (down ? 0 : found.length - 1) : (was + (down ? 1 : -1) + found.length) % found.length,
      )
    }
    if (event.key === 'Enter' && shown && at >= 0 && found[at]) {
      event.preventDefault()
      choose(found[at])
    } else if (event.key === 'Enter' && onEnter) {
      event.preventDefault()
      setOpen(false)
      onEnter()
    }
    if (event.key === 'Escape') {
      if (shown) event.preventDefault()
      else onEscape?.()
      setOpen(false)
    }
  }

  return (
    <span className="relative grid min-w-0 flex-1">
      <TextInput
        id={id}
        name={name}
        role="combobox"
        autoComplete="off"
        aria-label={props.label}
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown && at >= 0 ? `${list}-${at}` : undefined}
        aria-invalid={props.invalid || undefined}
        aria-describedby={props.describedBy}
        placeholder={props.placeholder}
        maxLength={200}
        dir="auto"
        className={props.className}
        value={value}
        onChange={(event) => {
          setOpen(true)
          setAt(-1)
          onType(event.target.value)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setOpen(false)
          onLeave?.()
        }}
      />
      <ul
        id={list}
        role="listbox"
        aria-label="Items that fit"
        hidden={!shown}
        className="absolute inset-x-0 top-full z-40 mt-1 max-h-72 min-w-64 overflow-y-auto rounded-card border bg-sheet p-1 shadow-float"
      >
        {shown &&
          found.map((item, n) => (
            <li
              key={item.key}
              id={`${list}-${n}`}
              role="option"
              aria-selected={n === at}
              // Before the field loses focus.
              onPointerDown={(event) => {
                event.preventDefault()
                choose(item)
              }}
              className="flex min-h-8 cursor-pointer items-center gap-2 rounded-control px-2 py-1 text-sm hover:bg-hover aria-selected:bg-accent-soft"
            >
              <StatusDot status={item.status} />
              <span className="shrink-0 text-ink-2 tabular-nums">{item.key}</span>
              <span className="truncate" dir="auto">
                {item.title}
              </span>
            </li>
          ))}
      </ul>
    </span>
  )
}

type Answer = { question: string; items: FoundItem[] }

/** Asks a moment after the last letter. A search that does not answer finds nothing: a whole key still works. */
function useFoundItems(typed: string, except: string | undefined): FoundItem[] {
  const [answer, setAnswer] = useState<Answer>({ question: '', items: [] })
  const question = typed.trim()
  useEffect(() => {
    if (question.length < 2) return
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`/api/v1/search?q=${encodeURIComponent(question)}`, {
          signal: stop.signal,
        })
        const body = (await response.json()) as { data?: (FoundItem & { kind: string })[] }
        const items = (body.data ?? []).filter(({ kind, key }) => kind === 'item' && key !== except)
        setAnswer({ question, items: items.slice(0, 10) })
      } catch {
        if (!stop.signal.aborted) setAnswer({ question, items: [] })
      }
    }, 150)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [question, except])
  return question.length > 1 && answer.question === question ? answer.items : []
}
