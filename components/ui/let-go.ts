'use client'

import { cleanup } from '@atlaskit/pragmatic-drag-and-drop-live-region'
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useEffect, useEffectEvent, type RefObject } from 'react'

type Data = Record<string | symbol, unknown>

/**
 * Hears when what is dragged is let go over a target inside the frame, which scrolls at its edges meanwhile. Only what
 * carries `mark` among its data counts: other things are dragged on the same page.
 */
export function useLetGo(
  frame: RefObject<HTMLElement | null>,
  mark: string,
  onLetGo: (dragged: Data, target: Data) => void,
) {
  const letGo = useEffectEvent(onLetGo)
  useEffect(() => {
    const scroller = frame.current
    if (!scroller) return
    const stop = combine(
      autoScrollForElements({ element: scroller }),
      monitorForElements({
        canMonitor: ({ source }) => mark in source.data,
        onDrop({ source, location }) {
          const [target] = location.current.dropTargets
          if (target) letGo(source.data, target.data)
        },
      }),
    )
    return () => {
      stop()
      cleanup()
    }
  }, [frame, mark])
}
