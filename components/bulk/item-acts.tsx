'use client'

import { useEffect, useState } from 'react'
import { later } from '@/components/ui/later'

const view = later(() => import('./bulk-bar-view').then((module) => module.ItemActsView))

type Props = { itemKey: string; version: number }

/** On an item's own page the palette does what buttons do. Comes a moment after the page, as the palette itself does. */
export function ItemActs(props: Props) {
  const [wanted, setWanted] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setWanted(true), 1500)
    return () => clearTimeout(timer)
  }, [])
  return wanted ? <view.Part {...props} /> : null
}
