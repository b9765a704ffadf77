'use client'

import { useEffect, useRef, useState } from 'react'
import { undoManyAction } from '@/components/bulk/actions'
import { useToast } from '@/components/ui/toast'
import type { TableRow } from '@/lib/items'
import { changeCellAction } from './actions'
import type { Edit } from './cell-editor'
import { inWords } from './cell-value'
import type { ColumnMeta } from './columns'

export type Place = { key: string; column: string }
/** The cell that is being changed; after a lost race with what was typed and what happened. */
export type Editing = Place & {
  /** What was on the screen when it began: what others change from then on is a lost race. */
  version: number
  /** Begun by a click: its list opens at once, and choosing is saving. */
  byPointer?: boolean
  typed?: string
  problem?: string
}

type Options = {
  params: Record<string, string>
  patch: (rows: readonly TableRow[], gone?: readonly string[]) => void
  refresh: (keys: readonly string[]) => Promise<void>
}

/** Changes cells one after the other; each shows at once what was typed, and settles with the server's row. */
export function useEdit({ params, patch, refresh }: Options) {
  const toast = useToast()
  const [editing, setEditing] = useState<Editing | null>(null)
  const current = useRef(editing)
  useEffect(() => {
    current.current = editing
  })
  /** Opens the cell again with what was typed; never over another that is being changed. */
  function ask(again: Editing) {
    if (current.current)
      toast({ text: `${again.key}: ${again.problem} You wrote “${again.typed}”.`, danger: true, seconds: 30 })
    else setEditing(again)
  }
  /** What is on its way, by cell. */
  const [sent, setSent] = useState<ReadonlyMap<string, string>>(new Map())
  const done = useRef<{ id: string; key: string }[]>([])
  const queue = useRef(Promise.resolve())

  function mark(place: Place, shown: string | null) {
    setSent((old) => {
      const next = new Map(old)
      if (shown === null) next.delete(nameOf(place))
      else next.set(nameOf(place), shown)
      return next
    })
  }

  function save(column: ColumnMeta, { key, version }: Editing, edit: Edit, typed: string) {
    const place = { key, column: column.name }
    mark(place, edit.shown)
    queue.current = queue.current.then(async () => {
      const answer = await changeCellAction({
        key,
        version,
        changes: edit.changes,
        params,
      }).catch(() => ({ ok: false as const, problem: 'Daylight did not answer. Please try again.' }))
      mark(place, null)
      if (!answer.ok) return ask({ ...place, version, typed, problem: answer.problem })
      if (answer.row) patch([answer.row])
      else patch([], [key])
      if (answer.undo) done.current.push({ id: answer.undo, key })
      if (answer.keptFor && answer.row)
        ask({
          ...place,
          version: answer.row.version,
          typed,
          problem: `${answer.keptFor} changed this meanwhile: it is ${quoted(inWords(column, answer.row.cells[column.name] ?? null))} now. Enter saves yours, Esc keeps theirs.`,
        })
    })
  }

  async function undo() {
    const last = done.current.pop()
    if (!last) return toast({ text: 'There is nothing of yours to undo here.' })
    const answer = await undoManyAction(last.id).catch(() => null)
    if (!answer?.ok)
      return toast({ text: 'It could not be undone: it has changed again since.', danger: true })
    await refresh([last.key])
    toast({
      text:
        answer.kept.length > 0
          ? `${last.key} was changed again since, so it was left as it is.`
          : `${last.key} is as it was before.`,
    })
  }

  return { editing, setEditing, save, undo, sentFor: (place: Place) => sent.get(nameOf(place)) }
}

function nameOf({ key, column }: Place) {
  return `${key} ${column}`
}

function quoted(text: string) {
  return `“${text}”`
}
