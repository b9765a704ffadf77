'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import type { CreateEntry, FrameLink } from './links'

export type PaletteProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  links: FrameLink[]
  entries: CreateEntry[]
  search?: string
}

const load = () => import('./palette-dialog')
const PaletteDialog = lazy(() => load().then((module) => ({ default: module.PaletteDialog })))

/** Comes after the page is drawn, so that no page waits for it; from then on it opens at once. */
export function Palette(props: PaletteProps) {
  const [wanted, setWanted] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => void load(), 1500)
    return () => clearTimeout(timer)
  }, [])
  if (props.open && !wanted) setWanted(true)

  return wanted ? (
    <Suspense>
      <PaletteDialog {...props} />
    </Suspense>
  ) : null
}
