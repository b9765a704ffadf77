'use client'

import { Undo2 } from 'lucide-react'
import { undoChangeAction } from '@/components/items/actions'
import { useToast } from '@/components/ui/toast'
import { useAnswer } from './use-answer'

type Props = { itemKey: string; line: { version: number; field: string; label: string } }

/** Puts one field back by one more change; refused in words when somebody was there meanwhile. */
export function UndoButton({ itemKey, line }: Props) {
  const toast = useToast()
  const answer = useAnswer(undoChangeAction, ({ done }) => {
    if (done) toast({ text: `${line.label} is as it was before` })
  })
  return (
    <form {...answer.form} className="ms-2 inline">
      <input type="hidden" name="key" value={itemKey} />
      <input type="hidden" name="version" value={line.version} />
      <input type="hidden" name="field" value={line.field} />
      <button
        type="submit"
        aria-disabled={answer.pending || undefined}
        className="inline-flex items-center gap-1 rounded-control px-1 font-medium text-accent hover:underline"
      >
        <Undo2 className="size-3.5" aria-hidden="true" />
        Undo <span className="sr-only">the change of {line.label.toLowerCase()}</span>
      </button>
    </form>
  )
}
