import { quarterShort } from '@/components/ui/dates'
import { statusLabel } from '@/components/ui/status'
import { Timestamp } from '@/components/ui/timestamp'
import type { IdeaSheet } from '@/lib/ideas'

/** What happened to an idea, the last first. */
export function IdeaHistory({ history }: { history: IdeaSheet['history'] }) {
  if (history.length === 0) return <p className="text-ink-3">Nothing yet.</p>
  return (
    <ol className="grid gap-1.5 text-sm">
      {history.map((line, n) => (
        <li key={n} className="flex flex-wrap gap-x-2">
          <span className="font-medium">{line.by ?? 'Daylight'}</span>
          <span className="min-w-0 wrap-anywhere text-ink-2">{words(line)}</span>
          <Timestamp at={line.at} className="text-ink-3" />
        </li>
      ))}
    </ol>
  )
}

function words({ field, was, is }: IdeaSheet['history'][number]): string {
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  switch (field) {
    case 'created':
      return 'made it'
    case 'title':
      return `renamed it from “${text(was) ?? ''}”`
    case 'problem':
      return 'rewrote the problem'
    case 'status':
      return `moved it from ${statusLabel(text(was) ?? '')} to ${statusLabel(text(is) ?? '')}`
    case 'quarter':
      return is ? `set the quarter to ${quarterShort(text(is) ?? '')}` : 'took the quarter away'
    case 'goalId':
      return is ? 'set the goal' : 'took the goal away'
    case 'audience':
      return `narrowed who reads it from ${text(was)} to ${text(is)}`
    case 'promotedAt':
      return 'promoted it to work'
    case 'item':
      return `made ${text(is) ?? 'an item'} of it`
    case 'archivedAt':
      return is ? 'archived it' : 'restored it'
    default:
      return `changed ${field}`
  }
}
