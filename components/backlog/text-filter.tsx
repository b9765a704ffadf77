'use client'

import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useTransition } from 'react'
import { TextInput } from '@/components/ui/inputs'

/** Text in title or key, a moment after the last letter; without a script, Enter does it. */
export function TextFilter({
  text,
  path,
  kept = {},
}: {
  text: string | undefined
  path: string
  /** The other parts of the address, which stay. */
  kept?: Record<string, string>
}) {
  const router = useRouter()
  const [, startTransition] = useTransition()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  function show(value: string) {
    clearTimeout(timer.current)
    const params = new URLSearchParams(kept)
    if (value.trim()) params.set('text', value.trim())
    const query = params.toString()
    startTransition(() => router.replace(query ? `${path}?${query}` : path, { scroll: false }))
  }

  return (
    <form
      method="get"
      action={path}
      role="search"
      aria-label="Filter the backlog"
      className="relative w-full max-w-72"
      onSubmit={(event) => {
        event.preventDefault()
        show(String(new FormData(event.currentTarget).get('text') ?? ''))
      }}
    >
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label>
        <span className="sr-only">Text in title or key</span>
        <Search
          className="pointer-events-none absolute start-2.5 top-1/2 size-4 -translate-y-1/2 text-ink-3"
          aria-hidden="true"
        />
        <TextInput
          type="search"
          name="text"
          defaultValue={text}
          placeholder="Title or key"
          maxLength={200}
          className="h-8! ps-8! text-sm!"
          onChange={(event) => {
            const { value } = event.target
            clearTimeout(timer.current)
            timer.current = setTimeout(() => show(value), 300)
          }}
        />
      </label>
    </form>
  )
}
