'use client'

import { useEffect, useState } from 'react'
import { later } from '@/components/ui/later'
import type { CreateEntry, FrameLink } from './links'

export type PaletteProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  links: FrameLink[]
  entries: CreateEntry[]
  search?: string
}

const dialog = later(() => import('./palette-dialog').then((module) => module.PaletteDialog))

/** Comes after the page is drawn, so that no page waits for it; from then on it opens at once. */
export function Palette(props: PaletteProps) {
  const [wanted, setWanted] = useState(false)
  useEffect(() => {
    const timer = setTimeout(dialog.prepare, 1500)
    return () => clearTimeout(timer)
  }, [])
  if (props.open && !wanted) setWanted(true)

  return wanted ? <dialog.Part {...props} /> : null
}
