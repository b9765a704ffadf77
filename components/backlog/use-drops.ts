'use client'

import { cleanup } from '@atlaskit/pragmatic-drag-and-drop-live-region'
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/extract-closest-edge'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useEffect, useEffectEvent, type RefObject } from 'react'
import type { Backlog } from '@/lib/items'
import { nameOf, type Gap } from './backlog-data'
import { aboveLine } from './move-menu'

/** Where a hand lets rows go: between others, at a section's top or end, at its line. */
export function useDrops(
  frame: RefObject<HTMLElement | null>,
  backlog: Backlog,
  moveTo: (keys: readonly string[], to: Gap) => void,
) {
  const dropped = useEffectEvent((keys: string[], data: Record<string, unknown>) => {
    const section = backlog.sections.find((each) => nameOf(each) === data.section)
    if (!section) return
    const rest = section.rows.filter((row) => !keys.includes(row.key))
    const name = nameOf(section)
    if (data.top) return moveTo(keys, { section: name, index: 0 })
    if (data.end) return moveTo(keys, { section: name, index: 'end' })
    if (typeof data.line === 'number')
      return moveTo(keys, { section: name, index: aboveLine(backlog, section, keys) })
    const at = rest.findIndex((row) => row.key === data.over)
    if (at < 0) return
    moveTo(keys, { section: name, index: at + (extractClosestEdge(data) === 'bottom' ? 1 : 0) })
  })

  useEffect(() => {
    const scroller = frame.current
    if (!scroller) return
    const stop = combine(
      autoScrollForElements({ element: scroller }),
      monitorForElements({
        canMonitor: ({ source }) => Array.isArray(source.data.rows),
        onDrop({ source, location }) {
          const [target] = location.current.dropTargets
          if (target) dropped(source.data.rows as string[], target.data)
        },
      }),
    )
    return () => {
      stop()
      cleanup()
    }
  }, [frame])
}
