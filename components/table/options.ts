// What a cell may become, where that is a closed list.
import type { BulkChoices, TableRow } from '@/lib/items'
import { bulkFields, type Changes } from '@/components/bulk/fields'
import { audiences, type Audience } from '@/lib/kernel/audience'
import type { ColumnMeta } from './columns'

export type Option = { value: string; label: string; changes: Changes }

/** Null: anything may be typed. */
export function optionsFor(column: ColumnMeta, row: TableRow, choices: BulkChoices | null): Option[] | null {
  const { name } = column
  if (!choices) return null
  if (name === 'stage') {
    const own = choices.stages.filter(({ type }) => type === row.type)
    return [
      ...own.map(({ slug, label }) => ({ value: slug, label, changes: { stage: slug } })),
      { value: '', label: 'None', changes: { stage: null } },
    ]
  }
  const field = bulkFields(choices).find(({ id }) => id === name)
  if (field?.kind !== 'choice' || hasSeveral(column)) return null
  const listed = field.choices.map(({ value, label, changes }) => ({ value, label, changes }))
  const now = row.cells[name] ?? null
  const fitting =
    name === 'audience'
      ? listed.filter(
          ({ value }) => audiences.indexOf(value as Audience) <= audiences.indexOf(now as Audience),
        )
      : listed
  // What it is now stands in the list, even where nobody could choose it any more.
  const id = now === null ? '' : typeof now === 'object' && !Array.isArray(now) ? now.id : String(now)
  if (fitting.some(({ value }) => value === id)) return fitting
  const label = now !== null && typeof now === 'object' && !Array.isArray(now) ? now.name : id || 'None'
  return [{ value: id, label, changes: {} }, ...fitting]
}

/** Several values at once: each is put on or taken off, in a window of its own. */
export function hasSeveral({ name, kind }: Pick<ColumnMeta, 'name' | 'kind'>): boolean {
  return name === 'goals' || kind === 'choices'
}

/** Has a closed list, which must have come before it can be changed. */
export function waitsForChoices({ name, kind }: Pick<ColumnMeta, 'name' | 'kind'>): boolean {
  const typed = ['text', 'list', 'item', 'day', 'date', 'link', 'number']
  return name === 'stage' || name === 'estimate' || !typed.includes(kind)
}
