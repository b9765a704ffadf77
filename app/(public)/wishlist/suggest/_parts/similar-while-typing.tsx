'use client'

import { useEffect, useState, type ReactNode } from 'react'
import { SimilarList, type Similar } from '@/components/public/similar-list'
import { TextField } from '@/components/ui/field'

type Props = {
  title: string
  inside: boolean
  /** What the server found, for who has no script. */
  children?: ReactNode
}

/** The title's field, with similar wishes under it as it is typed. The server decides what this person may see. */
export function SimilarWhileTyping({ title, inside, children }: Props) {
  const [typed, setTyped] = useState(title)
  const [found, setFound] = useState<Similar[] | null>(null)
  const text = typed.trim()

  useEffect(() => {
    if (text.length < 4) return
    const stop = new AbortController()
    // A pause in the typing; each letter would ask for nothing anybody reads.
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(`/api/v1/ideas?similar=${encodeURIComponent(text.slice(0, 200))}`, {
          signal: stop.signal,
        })
        if (answer.ok) setFound(((await answer.json()) as { data: Similar[] }).data)
      } catch {
        // The list is a help, not a step: without it the form still sends.
      }
    }, 300)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [text])

  return (
    <div className="grid gap-3">
      <TextField
        name="title"
        label="What do you wish for?"
        hint="One sentence, as you would say it to a colleague."
        required
        maxLength={200}
        autoComplete="off"
        dir="auto"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {!found && (
        // Without a script this asks the server; with one it is gone as soon as the answer is there by itself.
        <button
          type="submit"
          name="check"
          value="1"
          formMethod="get"
          formAction="/wishlist/suggest"
          formNoValidate
          className="justify-self-start text-sm text-accent underline underline-offset-4 hover:text-accent-strong"
        >
          Look for similar wishes first
        </button>
      )}
      <div aria-live="polite">
        {text.length >= 4 && found ? <SimilarList ideas={found} inside={inside} /> : children}
      </div>
    </div>
  )
}
