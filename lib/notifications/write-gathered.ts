// The words of a mail about what others did to items since the first of the changes that gathered. Read and written as
// whoever gets it: an item that they may not see is not in it, and is not counted either.
import type { Viewer } from '../kernel/audience'
import type { Tx } from '../kernel/db'
import { settings } from '../kernel/settings'
import { newsOf, type HistoryLine } from '../items'
import { oneLine } from './one-line'

export type Since = { id: string; since: Date }
type Written = { subject: string; text: string }
type Told = { id: string; key: string; title: string; lines: HistoryLine[] }

/** So many items are told of one by one, and so many changes of each. */
const mostItems = 50
const mostLines = 3

export async function writeGathered(
  tx: Tx,
  viewer: Viewer,
  items: readonly Since[],
): Promise<Written | null> {
  const seen = await tx.item.findMany({
    where: { id: { in: items.map(({ id }) => id) } },
    select: { id: true, key: true, title: true },
  })
  const theirs = items.filter(({ id }) => seen.some((item) => item.id === id))
  const news = await newsOf(tx, viewer, { items: theirs, except: viewer.id! })
  const names = new Map(seen.map((item) => [item.id, item]))
  const told = theirs.flatMap(({ id }) => {
    const lines = news.get(id)
    return lines ? [{ ...names.get(id)!, lines }] : []
  })
  if (told.length === 0) return null
  return told.length === 1 ? aboutOne(told[0]!) : aboutMany(told)
}

function aboutOne({ key, title, lines }: Told): Written {
  const what = lines.length === 1 ? saidOf(lines[0]!) : `${lines.length} changes`
  return {
    subject: oneLine(`${key} ${title}: ${what}`),
    text: `${lines.map(saidOf).join('\n')}\n\nRead it here, or stop watching it: ${addressOf(key)}\n`,
  }
}

function aboutMany(told: readonly Told[]): Written {
  const people = [...new Set(told.flatMap(({ lines }) => lines.map(({ by }) => by ?? 'Daylight')))]
  const listed = told.slice(0, mostItems).map(({ key, title, lines }) => {
    const more = lines.length - mostLines
    return [
      `${key} ${oneLine(title)}`,
      ...lines.slice(0, mostLines).map((line) => `  ${saidOf(line)}`),
      ...(more > 0 ? [`  and ${more} more ${more === 1 ? 'change' : 'changes'}`] : []),
      `  ${addressOf(key)}`,
    ].join('\n')
  })
  const left = told.length - listed.length
  return {
    subject: oneLine(`News of ${told.length} items${people.length === 1 ? ` from ${people[0]}` : ''}`),
    text: [
      ...listed,
      ...(left > 0 ? [`and ${left} more`] : []),
      'You have these items, made them, spoke under them or watch them. Each can be left alone on its page.\n',
    ].join('\n\n'),
  }
}

function addressOf(key: string): string {
  return `${settings().publicAddress}/items/${key}`
}

function saidOf({ by, field, label, was, is }: HistoryLine): string {
  const who = by ?? 'Daylight'
  if (field === 'created' || field === 'archived') return `${who} ${label}`
  const from = was === null ? '' : ` from “${oneLine(was)}”`
  const to = is === null ? (was === null ? '' : ' to nothing') : ` to “${oneLine(is)}”`
  return `${who} changed ${label.toLowerCase()}${from}${to}`
}
