'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Status } from '@/lib/items/labels'

type Counts = Partial<Record<Status, number>>

/**
 * How many cards each column holds when nothing is filtered away, which is what its limit counts. A filtered board does not
 * hear of the cards that it leaves out, so it asks anew a moment after something happened.
 */
export function useWholeCounts(first: Counts, { wanted }: { wanted: boolean }) {
  const [counts, setCounts] = useState<Counts | null>(wanted ? first : null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const news = useCallback(() => {
    if (!wanted || timer.current) return
    timer.current = setTimeout(async () => {
      timer.current = undefined
      const answer = await fetch('/board/cards?totals').catch(() => null)
      if (answer?.ok) setCounts((await answer.json()) as Counts)
    }, 400)
  }, [wanted])

  return { counts, news }
}
