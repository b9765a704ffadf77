'use client'

import { useEffect, useRef, useState } from 'react'
import { useLive, type LiveNews } from '@/components/board/use-live'
import { useToast } from '@/components/ui/toast'
import type { Backlog } from '@/lib/items'
import { filterQuery, type BoardCard, type BoardFilter } from '@/lib/items/labels'
import type { MoveItems } from '@/lib/items/schema'
import { asMove, changed, dropRow, findRow, moveRows, nameOf, putRow, spoken, type Gap } from './backlog-data'
import { wordFor } from './move-menu'

export type MovedRow = { key: string; rank: string; iteration: number | null; version: number }
/** `undo`: by which it can be undone; null when nothing was changed. */
export type MoveAnswer = { ok: true; undo: string | null; items: MovedRow[] } | { ok: false; problem: string }
export type SendMoves = (move: MoveItems) => Promise<MoveAnswer>

type Options = {
  first: Backlog
  filter: BoardFilter
  q: string | null
  only?: number
  since: string
  send: SendMoves
  /** Rows have been moved: by which that can be undone, and how it is said where it cannot be seen. */
  onMoved?: (undo: string, said?: string) => void
  /** Called a moment after what is planned has changed, for numbers that stand beside the backlog. */
  onChanged?: () => void
}

/** So long after news that cannot be placed the whole is read anew; more of them in that time are one reading. */
const readLater = 1_000
const tellLater = 300

/**
 * The backlog's own state. Rows move at once and settle with the server's answer; what others do is patched in. While
 * rows of ours are on their way, news of them change everything but their place.
 */
export function useBacklog({ first, filter, q, only, since, send, onMoved, onChanged }: Options) {
  const toast = useToast()
  const [backlog, setBacklog] = useState(first)
  const latest = useRef(first)
  const onTheWay = useRef(new Map<string, number>())
  const loading = useRef(new Set<number>())
  const rereading = useRef<ReturnType<typeof setTimeout>>(undefined)
  const query = new URLSearchParams(filterQuery(filter))
  if (q) query.set('q', q)
  if (only !== undefined) query.set('only', String(only))

  function change(how: (old: Backlog) => Backlog) {
    latest.current = how(latest.current)
    setBacklog(latest.current)
  }

  const telling = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(
    () => () => {
      clearTimeout(rereading.current)
      clearTimeout(telling.current)
    },
    [],
  )

  function tell() {
    if (!onChanged) return
    clearTimeout(telling.current)
    telling.current = setTimeout(onChanged, tellLater)
  }

  function readAnew(wait = readLater) {
    clearTimeout(rereading.current)
    rereading.current = setTimeout(async () => {
      try {
        const response = await fetch(`/backlog/rows?${query}`)
        if (!response.ok) throw new Error(`the backlog answered ${response.status}`)
        const fresh: Backlog = await response.json()
        // What is in somebody's hand, or on its way, is not read over.
        if (onTheWay.current.size > 0) readAnew()
        else change(() => fresh)
      } catch {
        toast({ text: 'What others did could not be read. Load the page again to see it.', danger: true })
      }
    }, wait)
  }

  function hear(card: BoardCard) {
    const here = findRow(latest.current, card.key)
    if (onTheWay.current.has(card.key) && here) {
      const { rank, iteration, version } = here.row
      card = { ...card, rank, iteration, version: Math.max(version, card.version) }
    }
    // Whether it fits a query is the server's to say.
    if (q && !onTheWay.current.has(card.key)) return readAnew()
    const next = putRow(latest.current, card, filter)
    if (next) change(() => next)
    else readAnew()
  }

  useLive(since, (news: LiveNews) => {
    if (news.event === 'reload') readAnew(0)
    if (news.event === 'gone' && news.data.kind === 'item') change((old) => dropRow(old, news.data.name))
    if (news.event === 'item') hear(news.data)
    if (news.event === 'item' || news.event === 'gone') tell()
  })

  async function move(keys: readonly string[], to: Gap): Promise<boolean> {
    const move = asMove(latest.current, keys, to)
    if (!move) return true
    const before = latest.current
    change((old) => moveRows(old, keys, to))
    for (const key of move.keys) onTheWay.current.set(key, (onTheWay.current.get(key) ?? 0) + 1)
    const answer = await send(move).catch((): MoveAnswer => ({
      ok: false,
      problem: 'Daylight did not answer. Please try again.',
    }))
    for (const key of move.keys) {
      const left = onTheWay.current.get(key)! - 1
      if (left === 0) onTheWay.current.delete(key)
      else onTheWay.current.set(key, left)
    }
    if (answer.ok) {
      change((old) => answer.items.reduce(settled, old))
      tell()
      if (answer.undo) onMoved?.(answer.undo, toSay(before, move.keys, to))
      if (to.index === 'end' && answer.items.some(({ key }) => !findRow(latest.current, key))) readAnew()
      return true
    }
    // Back where they were, unless more has happened since: then only a new reading can tell.
    if (onTheWay.current.size === 0) change(() => before)
    readAnew(0)
    toast({ text: `${spoken(move.keys)} could not be moved. ${answer.problem}`, danger: true })
    return false
  }

  /** A row as the server keeps it. While it is on its way once more, its place is the hand's. */
  function settled(old: Backlog, item: MovedRow): Backlog {
    const here = findRow(old, item.key)
    if (!here || here.row.version > item.version) return old
    const row = onTheWay.current.has(item.key)
      ? { ...here.row, version: item.version }
      : { ...here.row, ...item }
    const stays = row.rank === here.row.rank && row.iteration === here.row.iteration
    if (stays || onTheWay.current.has(item.key))
      return changed(old, nameOf(here.section), (section) => ({
        ...section,
        rows: section.rows.with(here.index, row),
      }))
    return putRow(old, row, {}) ?? old
  }

  async function more(name: number) {
    const section = latest.current.sections.find((each) => nameOf(each) === name)
    if (!section?.next || loading.current.has(name)) return
    loading.current.add(name)
    try {
      const ask = new URLSearchParams(query)
      ask.set('section', String(name))
      ask.set('cursor', section.next)
      const response = await fetch(`/backlog/rows?${ask}`)
      if (!response.ok) throw new Error(`rows answered ${response.status}`)
      const page: { rows: BoardCard[]; next: string | null } = await response.json()
      change((old) => {
        const known = new Set(old.sections.flatMap((each) => each.rows.map((row) => row.key)))
        return changed(old, name, (each) => ({
          ...each,
          rows: [...each.rows, ...page.rows.filter((row) => !known.has(row.key))],
          next: page.next,
        }))
      })
    } catch {
      toast({ text: 'The rest did not come. Scroll there again to try once more.', danger: true })
    } finally {
      loading.current.delete(name)
    }
  }

  return { backlog, move, more, readAnew }
}

/** One row that moves within what is in view says nothing; its undo is a key. */
function toSay(before: Backlog, keys: readonly string[], to: Gap): string | undefined {
  const from = findRow(before, keys[0]!)?.section
  const into = before.sections.find((section) => nameOf(section) === to.section)
  if (!into) return undefined
  const elsewhere = from && nameOf(from) !== to.section
  return keys.length > 1 || elsewhere
    ? `${spoken(keys)} moved${elsewhere ? ` to ${wordFor(into)}` : ''}`
    : undefined
}
