'use client'

import { announce } from '@atlaskit/pragmatic-drag-and-drop-live-region'
import { useRouter } from 'next/navigation'
import { useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from 'react'
import { useKeys } from '@/components/frame/keys'
import type { Backlog } from '@/lib/items'
import { findRow, nameOf, stepGap, stepRow, type Gap } from './backlog-data'
import { wordFor } from './move-menu'

/** Rows in somebody's hand, and the gap over which they are held. */
export type Lifted = { keys: readonly string[]; over: Gap }

type Options = {
  frame: RefObject<HTMLElement | null>
  backlog: Backlog
  shown: Backlog
  current: string | null
  lifted: Lifted | null
  setLifted: (lifted: Lifted | null) => void
  select: (key: string, how: 'one' | 'range') => void
  clear: () => void
  hasSelection: boolean
  subjects: () => string[]
  moveTo: (keys: readonly string[], to: Gap) => void
  toLine: (keys: readonly string[]) => void
  openMenu: () => void
  openDialog: (which: 'split' | 'group') => void
  undo: () => void
}

/** The keys of a backlog: walking, selecting, lifting; the focus stays on its row wherever that is drawn next. */
export function useRowKeys(options: Options) {
  const { frame, backlog, shown, current, lifted, setLifted, select, subjects, moveTo } = options
  const router = useRouter()
  const wantsFocus = useRef<string | null>(null)

  const linkOf = (key: string) =>
    frame.current?.querySelector<HTMLElement>(`[data-row-link="${CSS.escape(key)}"]`)

  useLayoutEffect(() => {
    const key = wantsFocus.current
    if (key === null) return
    const link = linkOf(key)
    if (link) {
      wantsFocus.current = null
      link.focus({ preventScroll: true })
      link.closest('li')?.scrollIntoView({ block: 'nearest' })
      return
    }
    const place = findRow(shown, key)
    // Out of the window of a long list: scrolled to first, focused when it is drawn.
    if (place)
      frame.current
        ?.querySelector(`[data-list="${nameOf(place.section)}"]`)
        ?.dispatchEvent(new CustomEvent('show-row', { detail: key }))
  })

  function focusRow(key: string) {
    wantsFocus.current = key
    const link = linkOf(key)
    if (!link) {
      const place = findRow(shown, key)
      if (place)
        frame.current
          ?.querySelector(`[data-list="${nameOf(place.section)}"]`)
          ?.dispatchEvent(new CustomEvent('show-row', { detail: key }))
      return
    }
    wantsFocus.current = null
    link.focus()
    link.closest('li')?.scrollIntoView({ block: 'nearest' })
  }

  function walk(way: 1 | -1, extend: boolean) {
    if (lifted) {
      const over = stepGap(backlog, lifted.keys, lifted.over, way)
      if (!over) return
      wantsFocus.current = lifted.keys[0]!
      setLifted({ ...lifted, over })
      const section = backlog.sections.find((each) => nameOf(each) === over.section)!
      announce(`${wordFor(section)}, place ${Number(over.index) + 1}.`)
      return
    }
    const next = stepRow(shown, current, way)
    if (!next) return
    if (extend) select(next, 'range')
    focusRow(next)
  }

  function lift() {
    const keys = subjects()
    const here = findRow(backlog, keys[0] ?? '')
    if (!here) return
    const rest = here.section.rows.slice(0, here.index).filter((row) => !keys.includes(row.key))
    setLifted({ keys, over: { section: nameOf(here.section), index: rest.length } })
    announce(
      `${keys.length === 1 ? keys[0] : `${keys.length} items`} lifted. Arrow keys move, space drops, escape puts back.`,
    )
  }

  function drop({ keys, over }: Lifted) {
    wantsFocus.current = keys[0]!
    setLifted(null)
    moveTo(keys, over)
  }

  function ends(index: 0 | 'end') {
    const keys = subjects()
    const here = findRow(backlog, keys[0] ?? '')
    if (here) moveTo(keys, { section: nameOf(here.section), index })
  }

  function onKeyDown(event: KeyboardEvent) {
    const onRow = event.target instanceof HTMLElement ? event.target.dataset.rowLink : undefined
    if (!onRow || event.metaKey || event.ctrlKey || event.altKey) return
    if (event.key === 'ArrowDown') walk(1, event.shiftKey)
    else if (event.key === 'ArrowUp') walk(-1, event.shiftKey)
    else if (event.key === ' ' && lifted) drop(lifted)
    else if (event.key === ' ') lift()
    else if (event.key === 'Enter' && lifted) drop(lifted)
    else if (event.key === 'Escape' && lifted) {
      wantsFocus.current = lifted.keys[0]!
      setLifted(null)
      announce('Put back.')
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  const group = 'Backlog'
  useKeys([
    {
      keys: 'j',
      label: 'Next row',
      run: () => (document.activeElement === document.body && current ? focusRow(current) : walk(1, false)),
      group,
    },
    { keys: 'k', label: 'Row before', run: () => walk(-1, false), group },
    { keys: 'x', label: 'Select or deselect', run: () => current && select(current, 'one'), group },
    { keys: 'shift j', label: 'Select the next, too', run: () => walk(1, true), group },
    { keys: 'shift k', label: 'Select the one before, too', run: () => walk(-1, true), group },
    { keys: 'escape', label: 'Clear the selection', run: options.clear, group },
    { keys: 'space', label: 'Lift and drop', run: () => current && focusRow(current), group },
    { keys: 'm', label: 'Move to…', run: options.openMenu, group },
    { keys: 't', label: 'To the top', run: () => ends(0), group },
    { keys: 'b', label: 'To the bottom', run: () => ends('end'), group },
    { keys: 'f', label: 'Above the capacity line', run: () => options.toLine(subjects()), group },
    { keys: 'shift s', label: 'Split…', run: () => options.openDialog('split'), group },
    { keys: 'shift g', label: 'Group under an epic…', run: () => options.openDialog('group'), group },
    { keys: 'mod z', label: 'Undo my last change here', run: options.undo, group },
    { keys: 'c', label: 'New item', run: () => router.push('/items/new'), group },
  ])

  return { onKeyDown, focusRow }
}
