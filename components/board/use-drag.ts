'use client'

import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/extract-closest-edge'
import type { RefObject } from 'react'
import { useLetGo } from '@/components/ui/let-go'
import type { Spot } from './board-data'

/** Over which card, above or below its middle; or over a column, at its end. */
export type Drop = Spot & { over: string | null; below: boolean }

/** Hears when a card is let go over a place on the board. */
export function useDrag(frame: RefObject<HTMLElement | null>, onDrop: (key: string, drop: Drop) => void) {
  useLetGo(frame, 'card', (dragged, target) =>
    onDrop(dragged.card as string, {
      ...(target as Spot),
      over: (target.over as string | undefined) ?? null,
      below: extractClosestEdge(target) === 'bottom',
    }),
  )
}
