'use client'

import { useMemo } from 'react'
import { BulkBar } from '@/components/bulk/bulk-bar'
import type { Board } from '@/lib/items/labels'
import { selection, useSelection } from './selection'

/** What can be done with the selected cards at once; others' changes since are kept, by the versions on the screen. */
export function SelectionBar({ board }: { board: Board }) {
  const selected = useSelection()
  const { keys, versions } = useMemo(() => {
    if (selected.size === 0) return { keys: [], versions: {} }
    const cards = board.cells.flatMap((cell) => cell.cards).filter(({ key }) => selected.has(key))
    return {
      keys: cards.map(({ key }) => key),
      versions: Object.fromEntries(cards.map(({ key, version }) => [key, version])),
    }
  }, [board, selected])
  return <BulkBar keys={keys} versions={versions} noun="card" onClear={selection.clear} />
}
