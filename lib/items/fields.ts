// An item's fields, once: form, history, table, and later the query language, CSV and completion read this list.
import { originLabels, priorityLabels, statusLabels, typeLabels } from './schema'

export type FieldKind =
  | 'text'
  | 'long'
  | 'choice'
  | 'number'
  | 'person'
  | 'item'
  | 'iteration'
  | 'release'
  | 'goals'
  | 'list'
  | 'day'
  | 'people'
  | 'rank'

export type ItemField = {
  label: string
  kind: FieldKind
  /** The words of a choice. */
  choices?: Record<string, string>
  /** Only security and admin see it. */
  team?: true
}

export const itemFields = {
  title: { label: 'Title', kind: 'text' },
  description: { label: 'Description', kind: 'long' },
  type: { label: 'Type', kind: 'choice', choices: typeLabels },
  origin: { label: 'Origin', kind: 'choice', choices: originLabels },
  status: { label: 'Status', kind: 'choice', choices: statusLabels },
  priority: { label: 'Priority', kind: 'choice', choices: priorityLabels },
  estimate: { label: 'Estimate', kind: 'number' },
  assignee: { label: 'Assignee', kind: 'person' },
  parent: { label: 'Parent', kind: 'item' },
  iteration: { label: 'Iteration', kind: 'iteration' },
  release: { label: 'Release', kind: 'release' },
  goals: { label: 'Goals', kind: 'goals' },
  labels: { label: 'Labels', kind: 'list' },
  due: { label: 'Due', kind: 'day' },
  audience: {
    label: 'Audience',
    kind: 'choice',
    choices: { restricted: 'Restricted', private: 'Private', internal: 'Internal', public: 'Public' },
  },
  named: { label: 'People named', kind: 'people' },
  rank: { label: 'Order', kind: 'rank', team: true },
} as const satisfies Record<string, ItemField>

export type ItemFieldName = keyof typeof itemFields
