// The words of a mail about an item: what somebody said under it, or all that others did to it since the first of the
// changes that gathered. Read and written as whoever gets it.
import type { Viewer } from '../kernel/audience'
import type { Tx } from '../kernel/db'
import { settings } from '../kernel/settings'
import { newsOf, type HistoryLine } from '../items'
import { oneLine } from './one-line'

type Written = { subject: string; text: string }
type About = {
  itemId: string
  comment: { body: string; author: { name: string }; mentions: { personId: string }[] } | null
  news: { at: Date }
}

export async function writeItemMail(tx: Tx, viewer: Viewer, about: About): Promise<Written | null> {
  const { itemId, comment, news } = about
  const item = await tx.item.findFirst({ where: { id: itemId }, select: { key: true, title: true } })
  if (!item) return null
  const named = comment?.mentions.some(({ personId }) => personId === viewer.id)
  const lines = comment ? [] : await newsOf(tx, viewer, { itemId, since: news.at, except: viewer.id! })
  if (!comment && lines.length === 0) return null
  const what = comment
    ? `${comment.author.name} ${named ? 'named you' : 'said something'}`
    : lines.length === 1
      ? saidOf(lines[0]!)
      : `${lines.length} changes`
  const told = comment
    ? `${what} under “${oneLine(item.title)}”:\n\n${comment.body.trim()}`
    : lines.map(saidOf).join('\n')
  return {
    subject: oneLine(`${item.key} ${item.title}: ${what}`),
    text: `${told}\n\nRead it here, or stop watching it: ${settings().publicAddress}/items/${item.key}\n`,
  }
}

function saidOf({ by, field, label, was, is }: HistoryLine): string {
  const who = by ?? 'Daylight'
  if (field === 'created' || field === 'archived') return `${who} ${label}`
  const from = was === null ? '' : ` from “${oneLine(was)}”`
  const to = is === null ? (was === null ? '' : ' to nothing') : ` to “${oneLine(is)}”`
  return `${who} changed ${label.toLowerCase()}${from}${to}`
}
