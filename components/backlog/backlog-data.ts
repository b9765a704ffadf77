// What a backlog shows, changed by pure functions: by a hand that moves rows, by the server's answer, by news of others.
import { fits } from '@/lib/items/rules'
import type { Backlog, BacklogSection } from '@/lib/items'
import type { BoardCard, BoardFilter } from '@/lib/items/labels'
import type { MoveItems } from '@/lib/items/schema'
import { foldAt, roomOf } from '@/lib/iterations/rules'
import { ranks } from '@/lib/kernel/rank'

/** A section's name: the number of its iteration; 0 for the backlog. */
export function nameOf(section: BacklogSection): number {
  return section.iteration?.number ?? 0
}

/** A gap between rows, counted without those that move; 'end' is behind all, loaded or not. */
export type Gap = { section: number; index: number | 'end' }

export function spoken(keys: readonly string[]): string {
  return keys.length === 1 ? keys[0]! : `${keys.length} items`
}

type Found = { section: BacklogSection; index: number; row: BoardCard }

export function findRow(backlog: Backlog, key: string): Found | null {
  for (const section of backlog.sections) {
    const index = section.rows.findIndex((row) => row.key === key)
    if (index >= 0) return { section, index, row: section.rows[index]! }
  }
  return null
}

export function allRows(backlog: Backlog): BoardCard[] {
  return backlog.sections.flatMap((section) => section.rows)
}

/** Which section a card belongs to: one that is over, or not shown, leaves it in the backlog. */
function sectionOf(backlog: Backlog, card: BoardCard): BacklogSection {
  return (
    backlog.sections.find((section) => section.iteration?.number === card.iteration) ??
    backlog.sections.at(-1)!
  )
}

/** A card as the server tells it. Null when it concerns rows that are not loaded: only a new reading can tell. */
export function putRow(backlog: Backlog, card: BoardCard, filter: BoardFilter): Backlog | null {
  const here = findRow(backlog, card.key)
  if (here && here.row.version > card.version) return backlog
  const to = sectionOf(backlog, card)
  if (card.status === 'done') {
    if (!here) return to.iteration ? null : backlog
    const without = dropRow(backlog, card.key)
    return changed(without, nameOf(to), (section) => ({
      ...section,
      donePoints: section.iteration ? section.donePoints + (card.estimate ?? 0) : 0,
    }))
  }
  if (!fits(card, filter)) return here ? dropRow(backlog, card.key) : null
  if (!here && backlog.sections.some((section) => section.next !== null)) return null
  const without = here ? dropRow(backlog, card.key) : backlog
  return changed(without, nameOf(to), (section) => {
    const found = section.rows.findIndex((row) => row.rank > card.rank)
    const index = found < 0 ? section.rows.length : found
    const beyond = found < 0 && section.next !== null
    return {
      ...counted(section, [card], 1),
      rows: beyond ? section.rows : section.rows.toSpliced(index, 0, card),
    }
  })
}

export function dropRow(backlog: Backlog, key: string): Backlog {
  const here = findRow(backlog, key)
  if (!here) return backlog
  return changed(backlog, nameOf(here.section), (section) => ({
    ...counted(section, [here.row], -1),
    rows: section.rows.toSpliced(here.index, 1),
  }))
}

/** The rows at another place, in their order, with ranks of our own making until the server answers. */
export function moveRows(backlog: Backlog, keys: readonly string[], to: Gap): Backlog {
  const moving = allRows(backlog).filter((row) => keys.includes(row.key))
  const without = moving.reduce((rest, row) => dropRow(rest, row.key), backlog)
  return changed(without, to.section, (section) => {
    const beyond = to.index === 'end' && section.next !== null
    const index = to.index === 'end' ? section.rows.length : Math.min(to.index, section.rows.length)
    const places = between(section.rows[index - 1]?.rank, section.rows[index]?.rank, moving.length)
    const iteration = section.iteration?.number ?? null
    const rows = moving.map((row, n) => ({ ...row, iteration, rank: places?.[n] ?? row.rank }))
    return {
      ...counted(section, rows, 1),
      rows: beyond ? section.rows : section.rows.toSpliced(index, 0, ...rows),
    }
  })
}

/** The same as a command says it: neighbours, never a position. Null when nothing would change. */
export function asMove(backlog: Backlog, keys: readonly string[], to: Gap): MoveItems | null {
  const moving = allRows(backlog).filter((row) => keys.includes(row.key))
  const section = backlog.sections.find((each) => nameOf(each) === to.section)
  if (!section || moving.length === 0) return null
  const rest = section.rows.filter((row) => !keys.includes(row.key))
  const iteration = section.iteration?.number ?? null
  const stays = moving.every((row) => row.iteration === iteration)
  const index = to.index === 'end' ? rest.length : Math.min(to.index, rest.length)
  if (stays && isHere(section, moving, index, to.index === 'end' && section.next !== null)) return null
  const own = { keys: moving.map((row) => row.key), ...(stays ? {} : { iteration }) }
  if (to.index === 'end' && section.next !== null) return { ...own, iteration, after: null }
  const [above, below] = [rest[index - 1], rest[index]]
  if (above) return { ...own, before: above.key }
  if (below) return { ...own, after: below.key }
  // Alone there: the place in the one order is as good as any.
  return { ...own, iteration }
}

function isHere(
  section: BacklogSection,
  moving: readonly BoardCard[],
  index: number,
  beyond: boolean,
): boolean {
  return !beyond && moving.every((row, n) => section.rows[index + n]?.key === row.key)
}

/** Where an arrow leads a lifted block: from gap to gap, over the edges of sections. */
export function stepGap(backlog: Backlog, keys: readonly string[], from: Gap, way: 1 | -1): Gap | null {
  const at = backlog.sections.findIndex((section) => nameOf(section) === from.section)
  const gapsIn = (n: number) => backlog.sections[n]!.rows.filter((row) => !keys.includes(row.key)).length
  const index = from.index === 'end' ? gapsIn(at) : from.index
  const next = index + way
  if (next >= 0 && next <= gapsIn(at)) return { section: from.section, index: next }
  const section = backlog.sections[at + way]
  if (!section) return null
  return { section: nameOf(section), index: way === 1 ? 0 : gapsIn(at + way) }
}

/** Row by row through all sections. */
export function stepRow(backlog: Backlog, key: string | null, way: 1 | -1): string | null {
  const keys = allRows(backlog).map((row) => row.key)
  if (key === null) return keys[0] ?? null
  const at = keys.indexOf(key)
  return keys[at + way] ?? null
}

/** All rows from one to another, whichever stands first. */
export function rangeOf(backlog: Backlog, from: string, to: string): string[] {
  const keys = allRows(backlog).map((row) => row.key)
  const [a, b] = [keys.indexOf(from), keys.indexOf(to)]
  if (a < 0 || b < 0) return b < 0 ? [] : [to]
  return keys.slice(Math.min(a, b), Math.max(a, b) + 1)
}

/**
 * Where the capacity line stands in a section; null without one. What is done already has taken its room, and so have
 * `more` points that are to come in.
 */
export function lineIn(section: BacklogSection, more = 0): number | null {
  const room = section.iteration && roomOf(section.iteration)
  if (room === null) return null
  return foldAt(
    section.rows.map((row) => row.estimate),
    room - section.donePoints - more,
  )
}

/** What is left of the room; negative when more is planned than fits; null when nobody said. */
export function roomLeft(section: BacklogSection): number | null {
  const room = section.iteration && roomOf(section.iteration)
  return room === null ? null : room - section.donePoints - section.points
}

export function changed(
  backlog: Backlog,
  name: number,
  change: (section: BacklogSection) => BacklogSection,
): Backlog {
  return {
    sections: backlog.sections.map((section) => (nameOf(section) === name ? change(section) : section)),
  }
}

function counted(section: BacklogSection, rows: readonly BoardCard[], sign: 1 | -1): BacklogSection {
  return {
    ...section,
    total: section.total + sign * rows.length,
    points: section.points + sign * rows.reduce((sum, row) => sum + (row.estimate ?? 0), 0),
    unestimated: section.unestimated + sign * rows.filter((row) => row.estimate === null).length,
  }
}

function between(above: string | undefined, below: string | undefined, count: number): string[] | null {
  try {
    return ranks(above ?? null, below ?? null, count)
  } catch {
    return null
  }
}
