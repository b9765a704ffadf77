// What a column is called and how its cells are drawn and changed, from the one list of fields.
import type { CustomField } from '@/lib/items'
import {
  editableFields,
  groupFields,
  tableFields,
  type FieldKind,
  type TableFieldName,
} from '@/lib/items/fields'

export type ColumnMeta = {
  name: string
  label: string
  kind: FieldKind | 'time' | CustomField['kind']
  editable: boolean
  sortable: boolean
  numeric: boolean
}

export function metaOf(name: string, custom: readonly CustomField[]): ColumnMeta {
  const own = custom.find(({ slug }) => `custom.${slug}` === name)
  if (own)
    return {
      name,
      label: own.label,
      kind: own.kind,
      editable: true,
      sortable: true,
      numeric: own.kind === 'number',
    }
  const { label, kind } = tableFields[name as TableFieldName]
  return {
    name,
    label,
    kind,
    editable: editableFields.includes(name),
    sortable: name !== 'checklist',
    numeric: kind === 'number',
  }
}

/** All that may stand in a table, in the order of the list. */
export function allColumns(custom: readonly CustomField[]): ColumnMeta[] {
  return [...Object.keys(tableFields), ...custom.map(({ slug }) => `custom.${slug}`)]
    .filter((name) => name !== 'key')
    .map((name) => metaOf(name, custom))
}

export function allGroups(custom: readonly CustomField[]): ColumnMeta[] {
  const own = custom
    .filter(({ kind }) => kind === 'choice' || kind === 'person')
    .map(({ slug }) => `custom.${slug}`)
  return [...groupFields, ...own].map((name) => metaOf(name, custom))
}
