'use client'

import { useEffect, useMemo, useRef } from 'react'
import { useActs, type Act, type Acts } from '@/components/frame/acts'
import type { Backlog } from '@/lib/items'
import { findRow, lineIn, nameOf, spoken, type Gap } from './backlog-data'
import { aboveLine, placeIn, wordFor } from './move-menu'

type Options = {
  backlog: Backlog
  /** What is selected, else the row at which the keys are. */
  keys: readonly string[]
  isSelection: boolean
  filtered: boolean
  moveTo: (keys: readonly string[], to: Gap) => void
  openDialog: (which: 'split' | 'group') => void
  clear: () => void
}

/** What the bar's buttons and the keys do with these rows, told to the palette. */
export function useBacklogActs({ backlog, keys, isSelection, filtered, ...hands }: Options) {
  const latest = useRef(hands)
  useEffect(() => {
    latest.current = hands
  })
  const names = keys.join(' ')
  useActs(
    useMemo<Acts | null>(() => {
      const those = names.split(' ')
      const here = findRow(backlog, those[0]!)?.section
      if (!here) return null
      const go = (to: Gap) => () => latest.current.moveTo(those, to)
      const name = nameOf(here)
      const others = backlog.sections.filter((section) => section !== here)
      const acts: Act[] = [
        {
          id: 'top',
          label: `To the top of ${wordFor(here)}`,
          keys: 't',
          run: go({ section: name, index: 0 }),
        },
        ...(!filtered && lineIn(here) !== null
          ? [
              {
                id: 'line',
                label: 'Above the capacity line',
                keys: 'f',
                run: go({ section: name, index: aboveLine(backlog, here, those) }),
              },
            ]
          : []),
        {
          id: 'bottom',
          label: `To the bottom of ${wordFor(here)}`,
          keys: 'b',
          run: go({ section: name, index: 'end' }),
        },
        ...(others.length > 0
          ? [
              {
                id: 'section',
                label: 'Move to…',
                keys: 'm',
                run: () => undefined,
                choices: others.map((section) => ({
                  id: String(nameOf(section)),
                  label: placeIn(section),
                  run: go({ section: nameOf(section), index: section.iteration ? 'end' : 0 }),
                })),
              },
            ]
          : []),
        {
          id: 'group',
          label: 'Group under an epic…',
          keys: 'shift g',
          run: () => latest.current.openDialog('group'),
        },
        ...(those.length === 1
          ? [{ id: 'split', label: 'Split…', keys: 'shift s', run: () => latest.current.openDialog('split') }]
          : []),
        ...(isSelection
          ? [{ id: 'clear', label: 'Clear the selection', run: () => latest.current.clear() }]
          : []),
      ]
      return { heading: isSelection ? `${spoken(those)} selected` : those[0]!, acts }
    }, [backlog, names, isSelection, filtered]),
  )
}
