'use client'

import { useRef, useState } from 'react'
import { useLive, type LiveNews } from '@/components/board/use-live'
import { useToast } from '@/components/ui/toast'
import type { PokerTable } from '@/lib/poker'

export type PokerMove =
  | { what: 'open'; key: string; iteration: number }
  | { what: 'play'; round: string; points: 1 | 2 | 3 | 5 | 8 | 13 | null }
  | { what: 'reveal' | 'again' | 'put-away'; round: string }
  | { what: 'settle'; round: string; estimate: 1 | 2 | 3 | 5 | 8 }
export type SendMove = (move: PokerMove) => Promise<{ ok: true } | { ok: false; problem: string }>

/** The table as this person sees it, read anew whenever something happens on it. */
export function usePoker({
  first,
  number,
  since,
  send,
}: {
  first: PokerTable
  number: number
  since: string
  send: SendMove
}) {
  const toast = useToast()
  const [table, setTable] = useState(first)
  const [busy, setBusy] = useState(false)
  /** Readings are numbered: one that was asked for earlier and answers later says nothing any more. */
  const asked = useRef(0)
  const drawn = useRef(0)

  async function read() {
    const own = ++asked.current
    try {
      const response = await fetch(`/iterations/${number}/poker/table`)
      if (!response.ok) throw new Error(`the table answered ${response.status}`)
      const fresh: PokerTable = await response.json()
      if (own < drawn.current) return
      drawn.current = own
      setTable(fresh)
    } catch {
      toast({ text: 'The table could not be read. Load the page again to see it.', danger: true })
    }
  }

  useLive(since, (news: LiveNews) => {
    if (news.event === 'reload') void read()
    if (news.event === 'poker' && news.data.iteration === number) void read()
    if (news.event === 'gone' && news.data.kind === 'poker') void read()
    // What waits, and what it is called, is the items' news.
    if (news.event === 'item' && concerns(table, news.data.key, news.data.iteration === number)) void read()
  })

  async function move(what: PokerMove): Promise<boolean> {
    setBusy(true)
    const answer = await send(what).catch(() => ({
      ok: false as const,
      problem: 'Daylight did not answer. Please try again.',
    }))
    setBusy(false)
    if (!answer.ok) toast({ text: answer.problem, danger: true })
    await read()
    return answer.ok
  }

  return { table, move, read, busy }
}

function concerns(table: PokerTable, key: string, here: boolean): boolean {
  return here || table.round?.key === key || table.waiting.some((item) => item.key === key)
}
