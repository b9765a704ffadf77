'use client'

import { ArrowDownToLine, ArrowUpToLine, CircleDashed, CornerRightUp, FoldVertical } from 'lucide-react'
import { MenuItem, MenuLine } from '@/components/ui/menu'
import type { Backlog, BacklogSection } from '@/lib/items'
import { allRows, findRow, lineIn, nameOf, type Gap } from './backlog-data'

type Props = { backlog: Backlog; keys: readonly string[]; filtered: boolean; onMove: (to: Gap) => void }

/** Everything that a hand can do with rows, as entries of a menu. */
export function MoveMenu({ backlog, keys, filtered, onMove }: Props) {
  const here = findRow(backlog, keys[0] ?? '')?.section
  const others = backlog.sections.filter((section) => section !== here)
  return (
    <>
      {here && (
        <>
          <MenuItem
            icon={<ArrowUpToLine aria-hidden="true" />}
            keys="T"
            onSelect={() => onMove({ section: nameOf(here), index: 0 })}
          >
            Top of {wordFor(here)}
          </MenuItem>
          {!filtered && lineIn(here) !== null && (
            <MenuItem
              icon={<FoldVertical aria-hidden="true" />}
              keys="F"
              onSelect={() => onMove({ section: nameOf(here), index: aboveLine(backlog, here, keys) })}
            >
              Above the capacity line
            </MenuItem>
          )}
          <MenuItem
            icon={<ArrowDownToLine aria-hidden="true" />}
            keys="B"
            onSelect={() => onMove({ section: nameOf(here), index: 'end' })}
          >
            Bottom of {wordFor(here)}
          </MenuItem>
        </>
      )}
      {here && others.length > 0 && <MenuLine />}
      {others.map((section) => (
        <MenuItem
          key={nameOf(section)}
          icon={
            section.iteration ? <CornerRightUp aria-hidden="true" /> : <CircleDashed aria-hidden="true" />
          }
          onSelect={() => onMove({ section: nameOf(section), index: section.iteration ? 'end' : 0 })}
        >
          {placeIn(section)}
        </MenuItem>
      ))}
    </>
  )
}

export function wordFor(section: BacklogSection): string {
  return section.iteration ? `iteration ${section.iteration.number}` : 'the backlog'
}

/** Where rows arrive that are moved into a section. */
export function placeIn({ iteration }: BacklogSection): string {
  return iteration
    ? `Iteration ${iteration.number}${iteration.running ? ', running' : ''}`
    : 'Top of the backlog'
}

/** The last place at which the rows that move still stand above the line; the first one where they do not fit at all. */
export function aboveLine(backlog: Backlog, section: BacklogSection, keys: readonly string[]): number {
  const points = allRows(backlog).reduce(
    (sum, row) => sum + (keys.includes(row.key) ? (row.estimate ?? 0) : 0),
    0,
  )
  const rest = section.rows.filter((row) => !keys.includes(row.key))
  return lineIn({ ...section, rows: rest }, points) ?? rest.length
}
