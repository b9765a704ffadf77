// An item's fields, once: form, history, table, query language, CSV and completion read this list. The team's own fields
// come from the database (custom.ts) and stand beside these.
import {
  originLabels,
  priorityLabels,
  severityLabels,
  sourceLabels,
  statusLabels,
  typeLabels,
} from './schema'

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
  | 'link'
  | 'checklist'

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
  stage: { label: 'Stage', kind: 'text' },
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
  blocked: { label: 'Blocked', kind: 'text' },
  checklist: { label: 'Checklist', kind: 'checklist' },
  severity: { label: 'Severity', kind: 'choice', choices: severityLabels },
  source: { label: 'Source', kind: 'choice', choices: sourceLabels },
  sourceLink: { label: 'Link to the source', kind: 'link' },
  ownerTeam: { label: 'Owner team', kind: 'text' },
  rank: { label: 'Order', kind: 'rank', team: true },
} as const satisfies Record<string, ItemField>

export type ItemFieldName = keyof typeof itemFields
