'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { useLive } from '@/components/board/use-live'
import { useToast } from '@/components/ui/toast'
import type { TableRow } from '@/lib/items'

type Options = {
  first: { rows: TableRow[]; next: string | null }
  /** The table's address without what is in front of `?`. */
  query: string
  since: string
}

const refreshLater = 250

/** The rows that have come so far, those that follow when somebody scrolls there, and what others do meanwhile. */
export function useTable({ first, query, since }: Options) {
  const toast = useToast()
  const [rows, setRows] = useState(first.rows)
  const [next, setNext] = useState(first.next)
  // The page was read anew: what it says now holds.
  const [drawn, setDrawn] = useState(first)
  if (drawn !== first) {
    setDrawn(first)
    setRows(first.rows)
    setNext(first.next)
  }
  const latest = useRef({ rows, next })
  useEffect(() => {
    latest.current = { rows, next }
  })
  const loading = useRef<Promise<TableRow[]> | null>(null)

  /** Answers all rows that are there afterwards. */
  const more = useCallback((): Promise<TableRow[]> => {
    const cursor = latest.current.next
    if (!cursor) return Promise.resolve(latest.current.rows)
    loading.current ??= (async () => {
      try {
        const page = await read(`${query}&cursor=${encodeURIComponent(cursor)}`)
        const known = new Set(latest.current.rows.map(({ key }) => key))
        const all = [...latest.current.rows, ...page.rows.filter(({ key }) => !known.has(key))]
        latest.current = { rows: all, next: page.next }
        setRows(all)
        setNext(page.next)
        return all
      } catch {
        toast({
          text: 'The rest of this table did not come. Scroll there again to try once more.',
          danger: true,
        })
        return latest.current.rows
      } finally {
        loading.current = null
      }
    })()
    return loading.current
  }, [query, toast])

  const patch = useCallback((fresh: readonly TableRow[], gone: readonly string[] = []) => {
    setRows((old) =>
      old
        .filter(({ key }) => !gone.includes(key))
        .map((row) => {
          const now = fresh.find(({ key }) => key === row.key)
          return now && now.version >= row.version ? { ...now, group: row.group } : row
        }),
    )
  }, [])

  /** Reads these rows anew where they stand; those that are not there any more go. */
  const refresh = useCallback(
    async (keys: readonly string[]) => {
      const shown = keys.filter((key) => latest.current.rows.some((row) => row.key === key))
      for (let from = 0; from < shown.length; from += 200) {
        const some = shown.slice(from, from + 200)
        try {
          const { rows: fresh } = await read(`${query}&fresh=${some.join(',')}`)
          patch(
            fresh,
            some.filter((key) => !fresh.some((row) => row.key === key)),
          )
        } catch {
          // What others did is seen with the next reading.
        }
      }
    },
    [query, patch],
  )

  const waiting = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useLive(since, (news) => {
    if (news.event === 'reload') return void refresh(latest.current.rows.map(({ key }) => key))
    if (news.event === 'gone' && news.data.kind === 'item') return patch([], [news.data.name])
    if (news.event !== 'item') return
    const { key, version } = news.data
    if (!latest.current.rows.some((row) => row.key === key && row.version < version)) return
    waiting.current.add(key)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const keys = [...waiting.current]
      waiting.current.clear()
      void refresh(keys)
    }, refreshLater)
  })

  return { rows, next, more, patch, refresh }
}

async function read(query: string): Promise<{ rows: TableRow[]; next: string | null }> {
  const response = await fetch(`/table/rows?${query}`)
  if (!response.ok) throw new Error(`rows answered ${response.status}`)
  return response.json()
}
