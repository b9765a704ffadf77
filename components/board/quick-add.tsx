'use client'

import { X } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useId, useRef, useState } from 'react'
import { controlClass } from '@/components/ui/inputs'
import { originLabels, statusLabels, type Status } from '@/lib/items/labels'
import type { Preferences } from './preferences'

type Origin = Preferences['origin']
type Props = {
  status: Status
  origin: Origin
  /** The filter or the lane says where it comes from. */
  fixed: boolean
  onAdd: (title: string, origin: Origin) => Promise<string | null>
  onClose: () => void
}

const choices = ['small', 'bug', 'ask'] as const

/** A line at the top or foot of a column. Enter adds and keeps it open for the next. */
export function QuickAdd({ status, origin: first, fixed, onAdd, onClose }: Props) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [title, setTitle] = useState('')
  const [origin, setOrigin] = useState(first)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => field.current?.focus(), [])

  async function add() {
    const words = title.trim()
    if (busy) return
    if (!words) return setProblem('Give it a title first.')
    setBusy(true)
    const wrong = await onAdd(words, origin)
    setBusy(false)
    setProblem(wrong)
    if (!wrong) setTitle('')
    field.current?.focus()
  }

  return (
    <form
      aria-label={`New item in ${statusLabels[status]}`}
      className="mx-2 mb-2 grid shrink-0 grid-cols-[minmax(0,1fr)] gap-1.5 rounded-card border border-line-2 bg-sheet p-2"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <input
        ref={field}
        aria-label="Title"
        placeholder="What is to be done?"
        maxLength={255}
        dir="auto"
        value={title}
        readOnly={busy}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={(event) => {
          setTitle(event.target.value)
          setProblem(null)
        }}
        className={`${controlClass} h-8 border-line-2 text-sm!`}
      />
      {problem && (
        <p id={`${id}-problem`} role="alert" className="text-xs font-medium text-danger">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-1.5 text-xs">
        <select
          aria-label="Where it comes from"
          value={origin}
          disabled={fixed}
          onChange={(event) => setOrigin(choices.find((each) => each === event.target.value) ?? 'small')}
          className="h-7 w-full min-w-0 rounded-control border border-line-2 bg-sheet px-1 text-xs disabled:bg-sunk"
        >
          {choices.map((each) => (
            <option key={each} value={each}>
              {originLabels[each]}
            </option>
          ))}
        </select>
        <Link
          href={`/items/new?status=${status}`}
          prefetch={false}
          className="me-auto rounded-control px-1.5 py-1 whitespace-nowrap text-ink-2 hover:bg-hover hover:text-ink"
        >
          All fields
        </Link>
        <button
          type="submit"
          className="h-7 rounded-control bg-accent px-2 font-medium text-on-accent hover:bg-accent-strong"
        >
          Add
        </button>
        <button
          type="button"
          onClick={onClose}
          className="grid size-7 place-items-center rounded-control text-ink-2 hover:bg-hover hover:text-ink"
        >
          <X className="size-4" aria-hidden="true" />
          <span className="sr-only">Close</span>
        </button>
      </div>
    </form>
  )
}
