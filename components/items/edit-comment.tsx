'use client'

import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { editCommentAction } from '@/components/items/actions'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/inputs'
import { SubmitButton } from '@/components/ui/submit-button'
import { formOf } from './fields/use-edit'
import { useAnswer } from './use-answer'

type Props = { comment: { id: string; version: number; body: string }; children: ReactNode }

/** Mending one's own words. Nobody is told anew, and the comment says that it was edited. */
export function EditComment({ comment, children }: Props) {
  const [typed, setTyped] = useState<{ body: string; version: number } | null>(null)
  const [problem, setProblem] = useState<string>()
  const answer = useAnswer(editCommentAction, (state) => {
    setProblem(state.problem)
    if (state.done) setTyped(null)
  })
  if (!typed)
    return (
      <>
        {children}
        <button
          type="button"
          onClick={() => setTyped({ body: comment.body, version: comment.version })}
          className="w-fit rounded-control text-xs font-medium text-ink-3 hover:text-accent hover:underline"
        >
          Edit <span className="sr-only">this comment</span>
        </button>
      </>
    )

  const { body, version } = typed
  const send = () =>
    answer.submit(
      formOf([
        ['id', comment.id],
        ['version', version],
        ['body', body],
      ]),
    )
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      send()
    }
    if (event.key === 'Escape' && body === comment.body) setTyped(null)
  }
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <TextArea
        autoFocus
        aria-label="Your comment"
        aria-describedby={`edit-${comment.id}`}
        rows={3}
        maxLength={20_000}
        value={body}
        onChange={(event) => setTyped({ body: event.target.value, version })}
        onKeyDown={onKeyDown}
        aria-invalid={problem ? true : undefined}
      />
      <p
        id={`edit-${comment.id}`}
        className={problem ? 'text-sm font-medium text-danger' : 'text-sm text-ink-3'}
      >
        {problem ?? 'Nobody is told anew; the comment says that it was edited.'}
      </p>
      <div className="flex gap-2">
        <SubmitButton size="small">Save the comment</SubmitButton>
        <Button variant="quiet" size="small" onClick={() => setTyped(null)}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
