// Items as a file. Exactly what a table shows: the same columns, the same rows, read as the same viewer, a page at a time,
// each page in a transaction of its own; so nothing is held whole, and what is taken away meanwhile is not in the rest.
import { stringify } from 'csv-stringify/sync'
import { isHouse, type Asker, type AudienceWithoutNames } from '../kernel/audience'
import { findViewer } from '../kernel/db'
import {
  moreRows,
  tableFields,
  type CustomField,
  type TableAsked,
  type TableFieldName,
  type TableRow,
  type TableValue,
} from '../items'
import { problemInWords } from '../kernel/query'
import { guarded } from './rules'

export const exportFormats = ['csv', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]

const pageSize = 500

type Page = NonNullable<Awaited<ReturnType<typeof moreRows>>>

/** The table of an address as pieces of text; or what is wrong with its query. */
export async function exportTable(
  asker: Asker,
  { format, ...asked }: TableAsked & { format: ExportFormat },
): Promise<{ text: AsyncGenerator<string> } | { problem: string }> {
  const first = await moreRows(asker, { ...asked, cursor: null, limit: pageSize })
  if (!first) return { problem: 'There is nothing to export.' }
  if (first.problem) return { problem: problemInWords(first.problem) }
  return { text: pieces(asker, asked, { first, format }) }
}

const wider: Record<AudienceWithoutNames, string> = {
  public: 'audience = "public"',
  internal: 'audience IN ("public", "internal")',
  private: 'audience IN ("public", "internal", "private")',
}

/**
 * All items with all columns. Without a person as Daylight itself: what an audience may read, for restricted items are nobody's
 * to export whole. As a person exactly what that person may see, the restricted ones on which they are named among it; an
 * audience then only narrows it.
 */
export async function exportItems({
  audience,
  format,
  as,
}: {
  audience?: AudienceWithoutNames
  format: ExportFormat
  as?: { id: string }
}): Promise<AsyncGenerator<string>> {
  const asker: Asker = as ? { kind: 'person', id: as.id } : { kind: 'system' }
  const viewer = await findViewer(asker)
  const own = (await moreRows(asker, { params: {}, cursor: null, limit: 1 }))!.custom
  const columns = [
    // The order of the work is for those who make it.
    ...Object.entries(tableFields).flatMap(([name, field]) =>
      'team' in field && (!viewer || !isHouse(viewer)) ? [] : [name],
    ),
    ...own.map(({ slug }) => `custom.${slug}`),
  ].join(',')
  const narrowed = audience ?? (as ? undefined : 'private')
  const params = { columns, ...(narrowed && { q: wider[narrowed] }) }
  const answer = await exportTable(asker, { params, format })
  if ('problem' in answer) throw new Error(answer.problem)
  return answer.text
}

async function* pieces(
  asker: Asker,
  asked: TableAsked,
  { first, format }: { first: Page; format: ExportFormat },
): AsyncGenerator<string> {
  const columns = ['key', ...first.shape.columns]
  yield format === 'csv' ? line(columns.map((name) => labelOf(name, first.custom))) : '['
  let written = 0
  for (let page: Page | null = first; page;) {
    if (page.rows.length > 0)
      yield format === 'csv'
        ? page.rows.map((row) => line(columns.map((name) => inWords(name, valueOf(row, name))))).join('')
        : page.rows
            .map(
              (row, n) =>
                `${written + n > 0 ? ',' : ''}\n${JSON.stringify(Object.fromEntries(columns.map((name) => [name, valueOf(row, name)])))}`,
            )
            .join('')
    written += page.rows.length
    if (!page.next) break
    const next = await moreRows(asker, { ...asked, cursor: page.next, limit: pageSize })
    // Half a file must not look like a whole one.
    if (!next) throw new Error('The export lost its place.')
    page = next
  }
  if (format === 'json') yield '\n]\n'
}

function valueOf(row: TableRow, name: string): TableValue {
  return name === 'key' ? row.key : (row.cells[name] ?? null)
}

function line(values: string[]): string {
  return stringify([values.map(guarded)])
}

function labelOf(name: string, custom: CustomField[]): string {
  return (
    custom.find(({ slug }) => `custom.${slug}` === name)?.label ?? tableFields[name as TableFieldName].label
  )
}

/** A cell as a person reads it. Times stay as they are written: they sort, and say their zone. */
function inWords(name: string, value: TableValue): string {
  if (value === null) return ''
  if (Array.isArray(value))
    return value.map((each) => (typeof each === 'string' ? each : each.name)).join(', ')
  if (typeof value === 'object') return name === 'parent' ? `${value.id} ${value.name}` : value.name
  const field: { label: string; choices?: Record<string, string> } | undefined = Object.hasOwn(
    tableFields,
    name,
  )
    ? tableFields[name as TableFieldName]
    : undefined
  return field?.choices?.[String(value)] ?? String(value)
}
