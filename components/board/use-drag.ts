'use client'

import { cleanup } from '@atlaskit/pragmatic-drag-and-drop-live-region'
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/extract-closest-edge'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useEffect, useEffectEvent, type RefObject } from 'react'
import type { Spot } from './board-data'

/** Over which card, above or below its middle; or over a column, at its end. */
export type Drop = Spot & { over: string | null; below: boolean }

/** Hears when a card is let go over a place on the board. */
export function useDrag(frame: RefObject<HTMLElement | null>, onDrop: (key: string, drop: Drop) => void) {
  const dropped = useEffectEvent(onDrop)
  useEffect(() => {
    const scroller = frame.current
    if (!scroller) return
    const stop = combine(
      autoScrollForElements({ element: scroller }),
      monitorForElements({
        canMonitor: ({ source }) => typeof source.data.card === 'string',
        onDrop({ source, location }) {
          const [target] = location.current.dropTargets
          if (!target) return
          dropped(source.data.card as string, {
            ...(target.data as Spot),
            over: (target.data.over as string | undefined) ?? null,
            below: extractClosestEdge(target.data) === 'bottom',
          })
        },
      }),
    )
    return () => {
      stop()
      cleanup()
    }
  }, [frame])
}
