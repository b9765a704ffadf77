'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useActionState, useEffect, useRef, useState, type FormEvent } from 'react'
import { editItemAction, undoChangeAction } from '@/components/items/actions'
import { useToast } from '@/components/ui/toast'
import type { FormState } from '@/lib/kernel/forms'

export type Edited = { key: string; version: number }

type Options<T> = {
  item: Edited
  /** The field as history calls it, for its undo. */
  field: string
  label: string
  saved: T
  /** What is sent for a value. */
  entries: (value: T) => [string, string][]
  /** What was typed, from a form that came back before any script ran. */
  typed?: (values: Record<string, string>) => T | undefined
}

/**
 * One field that is changed where it stands. What one typed stays until it is saved, whatever others do meanwhile: their
 * changes of other fields go by, a change of this very field comes back as a clash with both values.
 */
export function useEdit<T>({ item, field, label, saved, entries, typed }: Options<T>) {
  const router = useRouter()
  const toast = useToast()
  const [state, send, pending] = useActionState(editItemAction, {})
  const [mine, setMine] = useState<{ value: T } | null>(() => {
    const value = state.problem && state.values ? typed?.(state.values) : undefined
    return value === undefined ? null : { value }
  })
  const [base, setBase] = useState<number | null>(null)
  // What the last sending went out from; an answer is one that differs from it.
  const [sent, setSent] = useState<FormState | null>(() => (state.problem ? {} : null))
  const told = useRef<FormState>(state)
  const sentFrom = useRef(0)

  // The answer is there, and so is the page that was read after it.
  const answered = sent !== null && sent !== state
  if (answered && state.done && item.version >= (state.version ?? 0)) {
    setMine(null)
    setBase(null)
    setSent(null)
  }

  useEffect(() => {
    if (told.current === state) return
    told.current = state
    if (state.done || state.problem) router.refresh()
    const version = state.version ?? 0
    // Nothing differed: nothing was changed, and there is nothing to undo.
    if (!state.done || version <= sentFrom.current) return
    toast({ text: `${label} changed`, undo: () => undo({ key: item.key, version, field }) })
  })

  async function undo(change: { key: string; version: number; field: string }) {
    const answer = await undoChangeAction({}, formOf(Object.entries(change)))
    if (answer.problem) toast({ text: answer.problem, danger: true })
    router.refresh()
  }

  const refused = answered && !pending && state.problem !== undefined ? state : null
  // After a clash both values have been shown, so what is saved now is a decision.
  const from = refused?.clashes?.version ?? base ?? Math.max(item.version, state.version ?? 0)

  function save(value: T) {
    const version = from
    setMine({ value })
    setSent(state)
    sentFrom.current = version
    startTransition(() => send(formOf([['key', item.key], ['version', version], ...entries(value)])))
  }

  return {
    value: mine ? mine.value : saved,
    typing: mine !== null,
    /** Typed, not yet sent: others' changes from now on are meanwhile. */
    type(value: T) {
      // What was sent before is on its way; from here on it is another change.
      if (sent !== null && refused === null) setSent(null)
      setBase((was) => was ?? Math.max(item.version, state.version ?? 0))
      setMine({ value })
    },
    save,
    /** Leaves what one typed and takes what is there. */
    drop() {
      setMine(null)
      setBase(null)
      setSent(null)
    },
    pending,
    /** Sent, and not refused: whatever leaves the field now has nothing to save. */
    saving: sent !== null && refused === null,
    problem: refused?.problem,
    clashes: refused?.clashes,
    form: {
      action: send,
      onSubmit: (event: FormEvent) => event.preventDefault(),
    },
    version: from,
  }
}

export function formOf(entries: readonly (readonly [string, string | number])[]): FormData {
  const form = new FormData()
  for (const [name, value] of entries) form.append(name, String(value))
  return form
}
