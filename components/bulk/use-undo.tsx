'use client'

import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { later } from '@/components/ui/later'
import { useToast } from '@/components/ui/toast'
import type { KeptItem } from '@/lib/items'
import { undoManyAction } from './actions'

const kept = later(() => import('./outcome').then((module) => module.KeptDialog))

/**
 * What was done here to many items, taken back one after the other: by the button beside what is said of it, or by a key
 * for the last one. What others changed meanwhile stays theirs and is named.
 */
export function useUndo(onUndone: () => void): {
  /** Something was done that can be undone; with words it is said. */
  did: (id: string, said?: string) => void
  undo: () => void
  window: ReactNode
} {
  const toast = useToast()
  const [left, setLeft] = useState<KeptItem[] | null>(null)
  const done = useRef<string[]>([])
  const undone = useRef(onUndone)
  useEffect(() => {
    undone.current = onUndone
  })

  const takeBack = useCallback(
    async (id: string) => {
      done.current = done.current.filter((each) => each !== id)
      const answer = await undoManyAction(id).catch(() => null)
      if (!answer) {
        done.current.push(id)
        return toast({ text: 'Daylight did not answer. Nothing was undone; please try again.', danger: true })
      }
      if (!answer.ok) return toast({ text: answer.problem, danger: true })
      undone.current()
      if (answer.kept.length > 0) setLeft(answer.kept)
      const { length } = answer.changed
      toast({
        text:
          length === 0
            ? 'Nothing was put back: others were quicker.'
            : `${length} ${length === 1 ? 'item' : 'items'} put back as ${length === 1 ? 'it was' : 'they were'}`,
      })
    },
    [toast],
  )

  const did = useCallback(
    (id: string, said?: string) => {
      done.current.push(id)
      if (said) toast({ text: said, undo: () => takeBack(id) })
    },
    [toast, takeBack],
  )

  const undo = useCallback(() => {
    const last = done.current.at(-1)
    if (last) void takeBack(last)
    else toast({ text: 'There is nothing of yours to undo here.' })
  }, [toast, takeBack])

  return { did, undo, window: left && <kept.Part kept={left} onClose={() => setLeft(null)} /> }
}
