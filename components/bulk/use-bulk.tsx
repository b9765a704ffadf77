'use client'

import { useCallback, useRef, useState } from 'react'
import { useToast } from '@/components/ui/toast'
import type { KeptItem } from '@/lib/items'
import { changeManyAction, undoManyAction, type BulkAnswer } from './actions'
import type { BulkBarProps } from './bulk-bar'
import type { Changes } from './fields'

export type Refused = {
  problem: string
  fields: { path: string; message: string }[]
  left: string[]
  again: () => void
}

type Options = Pick<BulkBarProps, 'keys' | 'versions' | 'onDone'>

/** Changes what is selected as one, says what came of it, and can take it back. */
export function useBulk({ keys, versions, onDone }: Options) {
  const toast = useToast()
  const [busy, setBusy] = useState<string | null>(null)
  const [refused, setRefused] = useState<Refused | null>(null)
  const [kept, setKept] = useState<KeptItem[] | null>(null)
  const latest = useRef({ keys, versions, onDone, toast })
  latest.current = { keys, versions, onDone, toast }
  const working = useRef(false)

  const settle = useCallback((answer: BulkAnswer & { ok: true }, said: string, mayUndo: boolean) => {
    latest.current.onDone?.(answer)
    if (answer.kept.length > 0) setKept(answer.kept)
    const { length } = answer.changed
    latest.current.toast({
      text:
        length === 0
          ? answer.kept.length > 0
            ? 'Nothing was changed: others were quicker.'
            : 'Everything stood so already.'
          : `${count(length)} ${said}`,
      undo:
        mayUndo && length > 0
          ? async () => {
              const undone = await undoManyAction(answer.id).catch(() => null)
              if (undone?.ok) settle(undone, 'put back as they were', false)
              else
                latest.current.toast({
                  text: undone?.problem ?? 'Daylight did not answer. Nothing was undone; please try again.',
                  danger: true,
                })
            }
          : undefined,
    })
  }, [])

  const apply = useCallback(
    async (changes: Changes, said: string, only?: readonly string[]) => {
      if (working.current) return
      const wanted = [...(only ?? latest.current.keys)]
      const known = latest.current.versions
      working.current = true
      setBusy(`Changing ${count(wanted.length)}…`)
      try {
        const answer = await changeManyAction({
          keys: wanted,
          changes,
          ...(known && {
            versions: Object.fromEntries(
              wanted.flatMap((key) => (known[key] === undefined ? [] : [[key, known[key]]])),
            ),
          }),
        })
        if (answer.ok) return settle(answer, said.includes(':') ? `changed. ${said}` : said, true)
        const wrong = new Set(answer.fields.map(({ path }) => path))
        const left = wanted.filter((key) => !wrong.has(key))
        if (wrong.size > 0 && left.length < wanted.length)
          setRefused({ ...answer, left, again: () => void apply(changes, said, left) })
        else latest.current.toast({ text: answer.problem, danger: true })
      } catch {
        latest.current.toast({
          text: 'Daylight did not answer. Look whether something changed before you try again.',
          danger: true,
        })
      } finally {
        working.current = false
        setBusy(null)
      }
    },
    [settle],
  )

  return {
    busy,
    apply,
    refused,
    kept,
    leaveOut: () => {
      setRefused(null)
      refused?.again()
    },
    forget: () => {
      setRefused(null)
      setKept(null)
    },
  }
}

function count(items: number) {
  return `${items} ${items === 1 ? 'item' : 'items'}`
}
