import { formatDay } from '@/components/ui/dates'
import { originLabels, priorityLabels, statusLabels, type BoardCard } from '@/lib/items/labels'

/** What was wanted of a card, in words: of several fields each with its name, of one the value alone. */
export function wantedInWords(mine: Partial<BoardCard>, fields: readonly { path: string; label: string }[]) {
  const known = fields.flatMap(({ path, label }) => {
    const value = words(mine, path)
    return value === undefined ? [] : [{ label, value: value ?? 'Nothing' }]
  })
  return known.length === 1
    ? known[0]!.value
    : known.map(({ label, value }) => `${label}: ${value}`).join('\n')
}

/** Undefined for what is no field of a card, null for one that was emptied. */
function words(mine: Partial<BoardCard>, path: string): string | null | undefined {
  switch (path) {
    case 'title':
    case 'blocked':
      return mine[path]
    case 'status':
      return mine.status && statusLabels[mine.status]
    case 'assignee':
      return mine.assignee === undefined ? undefined : (mine.assignee?.name ?? 'Nobody yet')
    case 'priority':
      return mine.priority && priorityLabels[mine.priority]
    case 'origin':
      return mine.origin && originLabels[mine.origin]
    case 'goals':
      return mine.goals && (mine.goal ?? 'No goal')
    case 'parent':
      return mine.parent === undefined
        ? undefined
        : mine.parent
          ? `${mine.parent.key} ${mine.parent.title}`
          : 'Part of nothing'
    case 'due':
      return mine.due && formatDay(mine.due)
    case 'estimate':
      return typeof mine.estimate === 'number' ? String(mine.estimate) : mine.estimate
  }
}
