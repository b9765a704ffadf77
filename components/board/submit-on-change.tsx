'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useSyncExternalStore, useTransition, type ReactNode } from 'react'

/** A form for reading: with a script a choice shows at once, and text a moment after the last letter; without one, the button does. */
export function SubmitOnChange({
  label,
  shown,
  className,
  children,
}: {
  label: string
  /** The query that the page shows now. */
  shown: string
  className?: string
  children: ReactNode
}) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sent = useRef(shown)
  const [, startTransition] = useTransition()
  const script = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  useEffect(() => () => clearTimeout(timer.current), [])

  // A part that was opened closes by Escape or by a look elsewhere.
  useEffect(() => {
    function close(event: Event) {
      for (const part of form.current?.querySelectorAll<HTMLDetailsElement>('details[open]') ?? []) {
        if (event instanceof KeyboardEvent ? event.key !== 'Escape' : part.contains(event.target as Node))
          continue
        const inside = part.contains(document.activeElement)
        part.open = false
        if (inside && event instanceof KeyboardEvent) part.querySelector('summary')?.focus()
      }
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('keydown', close)
    }
  }, [])

  // Came here by a link or by going back: the fields follow. What is being typed just now is left alone.
  useEffect(() => {
    if (sent.current === shown || !form.current) return
    sent.current = shown
    const params = new URLSearchParams(shown)
    for (const field of form.current.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
      'input[name], select[name]',
    ))
      field.value = params.get(field.name) ?? ''
  }, [shown])

  function show() {
    clearTimeout(timer.current)
    if (!form.current) return
    const params = new URLSearchParams()
    for (const [name, value] of new FormData(form.current))
      if (typeof value === 'string' && value.trim()) params.set(name, value.trim())
    params.sort()
    const query = params.toString()
    sent.current = query
    startTransition(() => router.replace(query ? `/board?${query}` : '/board', { scroll: false }))
  }

  return (
    <form
      ref={form}
      method="get"
      action="/board"
      role="search"
      aria-label={label}
      className={`${className ?? ''} ${script ? '[&_[data-without-script]]:hidden' : ''}`}
      onSubmit={(event) => {
        event.preventDefault()
        show()
      }}
      onChange={(event) => {
        clearTimeout(timer.current)
        const typed = event.target instanceof HTMLInputElement
        timer.current = setTimeout(show, typed ? 300 : 0)
      }}
    >
      {children}
    </form>
  )
}

/** Whether there is a script does not change while the page stands. */
function never() {
  return () => undefined
}
