import type { TableGroup, TableRow } from '@/lib/items'

export type Line = { row: TableRow; index: number } | { group: TableGroup }

/** Rows with the heads of their groups between them. */
export function linesOf(rows: TableRow[], groups: TableGroup[], grouped: boolean): Line[] {
  const lines: Line[] = []
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1]
    if (grouped && (!before || before.group !== row.group))
      lines.push({
        group: groups.find(({ at }) => at === row.group) ?? { at: row.group, value: null, count: 0 },
      })
    lines.push({ row, index })
  }
  return lines
}
