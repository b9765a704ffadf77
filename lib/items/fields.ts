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

/** What a table can show besides: facts that follow from the others and that nobody edits. */
export const tableFields = {
  key: { label: 'Key', kind: 'text' },
  ...columnsOf(itemFields),
  reporter: { label: 'Reporter', kind: 'person' },
  created: { label: 'Created', kind: 'time' },
  updated: { label: 'Changed', kind: 'time' },
  since: { label: 'In its status since', kind: 'time' },
  done: { label: 'Done', kind: 'time' },
} as const satisfies Record<string, Omit<ItemField, 'kind'> & { kind: FieldKind | 'time' }>

export type TableFieldName = keyof typeof tableFields

/** All but long texts and lists of people, which are no cells. */
function columnsOf({ description: _, named: _named, ...rest }: typeof itemFields) {
  return rest
}

/** By what a table is grouped: fields of which many items share a value. */
export const groupFields = [
  'status',
  'assignee',
  'goals',
  'iteration',
  'priority',
  'type',
  'parent',
  'stage',
  'release',
  'origin',
  'severity',
  'audience',
] as const satisfies readonly TableFieldName[]

/** What is changed in its cell. */
export const editableFields: readonly string[] = [
  'title',
  'type',
  'status',
  'stage',
  'priority',
  'estimate',
  'assignee',
  'parent',
  'iteration',
  'release',
  'goals',
  'labels',
  'due',
  'blocked',
  'severity',
  'source',
  'sourceLink',
  'ownerTeam',
  'origin',
  'audience',
] satisfies TableFieldName[]

export const usualColumns: readonly string[] = [
  'title',
  'type',
  'status',
  'priority',
  'assignee',
  'iteration',
  'goals',
  'due',
  'estimate',
  'audience',
] satisfies TableFieldName[]

export type TableShape = {
  /** In their order; the key stands before them always. */
  columns: string[]
  /** A column, with a minus before it from the end; null: the order of the work. */
  sort: string | null
  group: string | null
  density: 'roomy' | 'close'
}

type Own = { slug: string; kind: string }

/** A table's shape from its address: what names no column is left out, so that an old link still opens. */
export function shapeFrom(
  params: Record<string, string | string[] | undefined>,
  custom: readonly Own[],
): TableShape {
  const text = (name: string) => (typeof params[name] === 'string' ? params[name] : '')
  const names = new Set([...Object.keys(tableFields), ...custom.map(({ slug }) => `custom.${slug}`)])
  const asked = [...new Set(text('columns').split(','))].filter((name) => names.has(name) && name !== 'key')
  const sort = text('sort')
  const group = text('group')
  const groups = [
    ...groupFields,
    ...custom
      .filter(({ kind }) => kind === 'choice' || kind === 'person')
      .map(({ slug }) => `custom.${slug}`),
  ]
  return {
    columns: asked.length > 0 ? asked.slice(0, 30) : [...usualColumns],
    sort: names.has(sort.replace(/^-/, '')) && sort.replace(/^-/, '') !== 'checklist' ? sort : null,
    group: groups.find((each) => each === group) ?? null,
    density: text('density') === 'close' ? 'close' : 'roomy',
  }
}

/** The address's form of a shape: what `shapeFrom` reads. */
export function shapeParams(shape: TableShape): Record<string, string> {
  return {
    ...(shape.columns.join() !== usualColumns.join() && { columns: shape.columns.join(',') }),
    ...(shape.sort && { sort: shape.sort }),
    ...(shape.group && { group: shape.group }),
    ...(shape.density === 'close' && { density: 'close' }),
  }
}

const tableParams = [
  'q',
  'text',
  'person',
  'type',
  'origin',
  'priority',
  'goal',
  'iteration',
  'label',
  'columns',
  'sort',
  'group',
  'density',
  'view',
]

/** The parameters of a table's address that say something, each once; others are not carried along. */
export function plainParams(
  params: Record<string, string | string[] | undefined>,
  more: readonly string[] = [],
): Record<string, string> {
  return Object.fromEntries(
    [...tableParams, ...more].flatMap((name) => {
      const value = params[name]
      return typeof value === 'string' && value.trim() !== '' ? [[name, value]] : []
    }),
  )
}

/** So many rows are counted; beyond, it is said that there are more. */
export const mostCounted = 10_000
