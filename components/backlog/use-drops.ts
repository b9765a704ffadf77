'use client'

import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/extract-closest-edge'
import type { RefObject } from 'react'
import { useLetGo } from '@/components/ui/let-go'
import type { Backlog } from '@/lib/items'
import { nameOf, type Gap } from './backlog-data'
import { aboveLine } from './move-menu'

/** Where a hand lets rows go: between others, at a section's top or end, at its line. */
export function useDrops(
  frame: RefObject<HTMLElement | null>,
  backlog: Backlog,
  moveTo: (keys: readonly string[], to: Gap) => void,
) {
  useLetGo(frame, 'rows', (dragged, target) => {
    const keys = dragged.rows as string[]
    const section = backlog.sections.find((each) => nameOf(each) === target.section)
    if (!section) return
    const rest = section.rows.filter((row) => !keys.includes(row.key))
    const name = nameOf(section)
    if (target.top) return moveTo(keys, { section: name, index: 0 })
    if (target.end) return moveTo(keys, { section: name, index: 'end' })
    if (typeof target.line === 'number')
      return moveTo(keys, { section: name, index: aboveLine(backlog, section, keys) })
    const at = rest.findIndex((row) => row.key === target.over)
    if (at < 0) return
    moveTo(keys, { section: name, index: at + (extractClosestEdge(target) === 'bottom' ? 1 : 0) })
  })
}
