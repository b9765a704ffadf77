'use client'

import { later } from '@/components/ui/later'
import type { BulkAnswer } from './actions'

export type BulkDone = Extract<BulkAnswer, { ok: true }>

export type BulkBarProps = {
  /** What is selected, in the order in which it stands. */
  keys: readonly string[]
  /** Their versions as they are on the screen: what others changed since is kept, and named. */
  versions?: Readonly<Record<string, number>>
  /** After a change, and after its undo. */
  onDone?: (done: BulkDone) => void
  onClear: () => void
  /** 'card' on a board; 'item' elsewhere. */
  noun?: string
}

const view = later(() => import('./bulk-bar-view').then((module) => module.BulkBarView))

/** Everything that can be done with what is selected. Its code comes with the first selection and not with the page. */
export function BulkBar(props: BulkBarProps) {
  return props.keys.length === 0 ? null : <view.Part {...props} />
}
