'use client'

import { useRouter } from 'next/navigation'
import { useKeys, type KeyEntry } from '@/components/frame/keys'
import type { Arrow } from './board-data'
import type { ToolKind } from './use-tools'

type Hands = {
  /** The card at which keys begin. */
  current: string | null
  stand: (key: string) => void
  walk: (arrow: Arrow) => void
  open: (kind: ToolKind, key: string) => void
  assignToMe: (key: string) => void
  block: (key: string) => void
  select: (key: string) => void
  add: () => void
  clear: () => void
}

/** The keys of the board; the sheet behind `?` lists them. */
export function useBoardKeys({ current, stand, walk, open, assignToMe, block, select, add, clear }: Hands) {
  const router = useRouter()
  const onCard = (keys: string, label: string, run: (key: string) => void): KeyEntry => ({
    keys,
    label,
    run: () => current && run(current),
    group: 'Card',
  })
  useKeys([
    { keys: 'j', label: 'Next card', run: () => walk('down'), group: 'Board' },
    { keys: 'k', label: 'Card before', run: () => walk('up'), group: 'Board' },
    { keys: 'c', label: 'New item in this column', run: add, group: 'Board' },
    { keys: 'escape', label: 'Select nothing', run: clear, group: 'Board' },
    onCard('enter', 'Open', (key) => router.push(`/items/${key}`)),
    onCard('v', 'Quick look', (key) => open('peek', key)),
    onCard('space', 'Lift and drop', stand),
    onCard('e', 'Edit', (key) => open('edit', key)),
    onCard('a', 'Assign', (key) => open('assign', key)),
    onCard('i', 'Assign to me', assignToMe),
    onCard('s', 'Status', (key) => open('status', key)),
    onCard('p', 'Priority', (key) => open('priority', key)),
    onCard('l', 'Labels', (key) => open('labels', key)),
    onCard('b', 'Blocked, or not any more', block),
    onCard('x', 'Select', select),
  ])
}
