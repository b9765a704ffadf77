// What happened to an item, resolved for whoever reads it. The rows hold ids; a name, a title or a key comes out only if
// the reader may see the thing behind it, and a line of which nothing is left to see is left out.
import { isHouse, type Viewer } from '../kernel/audience'
import { Prisma, type Tx } from '../kernel/db'
import type { ChecklistPoint } from './custom-rules'
import { itemFields, type ItemField, type ItemFieldName } from './fields'

export type HistoryLine = {
  id: string
  at: Date
  /** Null when Daylight itself did it. */
  by: string | null
  /** A field's label, or one of: created, archived. */
  field: string
  label: string
  was: string | null
  is: string | null
}

type Row = { id: bigint; field: string; was: unknown; is: unknown; at: Date; by: string | null; own: boolean }
type Names = Map<string, string>

const mostLines = 200
const isUuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

/** The newest lines, oldest first. */
export async function historyOf(tx: Tx, viewer: Viewer, itemId: string): Promise<HistoryLine[]> {
  const rows = await tx.$queryRaw<Row[]>(Prisma.sql`
    SELECT h.id, h.field, h.was, h."is", h.at, p.name AS by FROM work.history h LEFT JOIN work.person p ON p.id = h.person_id
    WHERE h.kind = 'item' AND h.subject_id = ${itemId}::uuid AND h.field <> 'rank' ORDER BY h.id DESC LIMIT ${mostLines}`)
  const names = await namesOf(tx, rows)
  const own = await ownFields(tx, rows)
  return rows.reverse().flatMap((row) => {
    const line = drawn(row, own.get(row.field) ?? fieldOf(row.field), names)
    return line && (isHouse(viewer) || !isTeamField(row.field)) ? [line] : []
  })
}

/** The team's own fields and the stages, retired ones included: what happened keeps its words. */
async function ownFields(tx: Tx, rows: Row[]): Promise<Map<string, ItemField>> {
  const fields = new Map<string, ItemField>()
  const slugs = rows.flatMap(({ field }) =>
    field.startsWith('custom.') ? [field.slice('custom.'.length)] : [],
  )
  if (slugs.length > 0) {
    const found = await tx.customField.findMany({
      where: { slug: { in: slugs } },
      select: { slug: true, label: true, kind: true },
    })
    for (const { slug, label, kind } of found)
      fields.set(`custom.${slug}`, { label, kind: kind === 'person' ? 'person' : 'list' })
  }
  if (rows.some(({ field }) => field === 'stage')) {
    const stages = await tx.stage.findMany({ select: { slug: true, label: true } })
    const choices = Object.fromEntries(stages.map(({ slug, label }) => [slug, label]))
    fields.set('stage', { ...itemFields.stage, choices })
  }
  return fields
}

function drawn(row: Row, field: ItemField | undefined, names: Names): HistoryLine | null {
  const base = { id: String(row.id), at: row.at, by: row.by, field: row.field }
  if (row.field === 'created') return { ...base, label: 'made this', was: null, is: null }
  if (row.field === 'archived')
    return { ...base, label: row.is ? 'archived this' : 'restored this', was: null, is: null }
  if (!field) return null
  // Two long texts beside each other help nobody here; that it was rewritten does.
  if (field.kind === 'long') return { ...base, label: field.label, was: null, is: null }
  const [was, is] = [said(field, row.was, names), said(field, row.is, names)]
  return was === null && is === null ? null : { ...base, label: field.label, was, is }
}

function said(field: ItemField, value: unknown, names: Names): string | null {
  if (value === null || value === undefined || value === '') return null
  if (field.kind === 'checklist') return inPoints(value as ChecklistPoint[])
  if (Array.isArray(value)) {
    const words = value
      .map((each) => (field.kind === 'list' ? String(each) : names.get(String(each))))
      .filter(Boolean)
    return words.length ? words.join(', ') : null
  }
  if (isId(field)) return names.get(String(value)) ?? null
  return field.choices?.[String(value)] ?? String(value)
}

function inPoints(points: ChecklistPoint[]): string | null {
  return points.length > 0
    ? `${points.filter(({ doneAt }) => doneAt !== null).length} of ${points.length} done`
    : null
}

async function namesOf(tx: Tx, rows: Row[]): Promise<Names> {
  const ids = new Set<string>()
  for (const row of rows) {
    const field = fieldOf(row.field)
    // A value of an own field may be a person's id, and reads like one.
    if (row.field.startsWith('custom.') || (field && isId(field)))
      for (const value of [row.was, row.is].flat())
        if (typeof value === 'string' && isUuid.test(value)) ids.add(value)
  }
  if (ids.size === 0) return new Map()
  const wanted = Prisma.sql`ANY (${[...ids]}::uuid[])`
  const found = await tx.$queryRaw<{ id: string; name: string }[]>(Prisma.sql`
    SELECT id, name FROM work.person WHERE id = ${wanted}
    UNION ALL SELECT id, key || ' ' || title FROM work.item WHERE id = ${wanted}
    UNION ALL SELECT id, 'Iteration ' || number FROM work.iteration WHERE id = ${wanted}
    UNION ALL SELECT id, name FROM work.release WHERE id = ${wanted}
    UNION ALL SELECT id, title FROM work.goal WHERE id = ${wanted}`)
  return new Map(found.map((each) => [each.id, each.name]))
}

function fieldOf(name: string): ItemField | undefined {
  return itemFields[name as ItemFieldName]
}

function isId(field: ItemField): boolean {
  return ['person', 'item', 'iteration', 'release', 'goals', 'people'].includes(field.kind)
}

function isTeamField(name: string): boolean {
  return fieldOf(name)?.team === true
}
