'use client'

import { useEffect, useRef } from 'react'
import type { Preferences } from '@/components/board/preferences'
import { usePreferences } from '@/components/board/use-preferences'
import type { SavedView } from '@/lib/views/rules'
import { ViewMenu } from './view-menu'

type Props = {
  views: SavedView[]
  params: Record<string, string>
  preferences: Preferences
  me: string | null
}

/** The views of the board: they keep besides its address how close its cards stand now. */
export function BoardViews({ views, params, preferences, me }: Props) {
  const [{ compact }, prefer] = usePreferences(preferences, me)
  const { view, density } = params
  const applied = useRef<string | null>(null)
  // Opening a view closes up or loosens the cards as it says, once; from then on the button has its say again.
  useEffect(() => {
    const opened = view && density ? `${view} ${density}` : null
    if (applied.current === opened) return
    applied.current = opened
    if (opened) prefer({ compact: density === 'compact' })
  }, [view, density, prefer])

  return (
    <ViewMenu place="board" views={views} params={{ ...params, density: compact ? 'compact' : 'roomy' }} />
  )
}
