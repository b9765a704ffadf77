'use client'

import { Rows3, Rows4 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import type { Preferences } from './preferences'
import { usePreferences } from './use-preferences'

/** More cards on the screen, or more on each card. */
export function DensityButton({ preferences: first, me }: { preferences: Preferences; me: string | null }) {
  const [{ compact }, prefer] = usePreferences(first, me)
  return (
    <Button
      variant="quiet"
      aria-pressed={compact}
      title={compact ? 'More on each card' : 'More cards on the screen'}
      onClick={() => prefer({ compact: !compact })}
      className="w-8 px-0!"
    >
      {compact ? <Rows4 aria-hidden="true" /> : <Rows3 aria-hidden="true" />}
      <span className="sr-only">Compact cards</span>
    </Button>
  )
}
