import type { ItemSheet } from '@/lib/items'

/** What the form of facts is drawn from, and what it compares with after somebody else was quicker. */
export function fieldsOf(item: ItemSheet) {
  return {
    key: item.key,
    version: item.version,
    values: {
      status: item.status as string,
      assignee: item.assignee?.id ?? '',
      priority: item.priority as string,
      type: item.type as string,
      origin: item.origin as string,
      estimate: item.estimate === null ? '' : String(item.estimate),
      due: item.due ?? '',
      iteration: item.iteration === null ? '' : String(item.iteration),
      release: item.release?.slug ?? '',
      parent: item.parent?.key ?? '',
      labels: item.labels.join(', '),
    },
    assignee: item.assignee,
    goals: item.goals.map((goal) => goal.slug),
  }
}
export type ItemFields = ReturnType<typeof fieldsOf>
