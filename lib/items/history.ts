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
  /** The version that the change made. */
  version: number
  /** It is the last change of its field, and this reader may put it back. */
  undo: boolean
}

type Row = {
  id: bigint
  field: string
  was: unknown
  is: unknown
  at: Date
  by: string | null
  personId: string | null
  version: number
}
type Names = Map<string, string>

const mostLines = 200
const longFields = Object.entries(itemFields).flatMap(([name, { kind }]) => (kind === 'long' ? [name] : []))
const isUuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

/** What of history can be put back by one more change. An audience is widened by clearance alone, names go with it. */
export function isUndoable(field: string): boolean {
  return (
    field.startsWith('custom.') || (field in itemFields && !['audience', 'named', 'rank'].includes(field))
  )
}

/** The newest lines, oldest first. */
export async function historyOf(tx: Tx, viewer: Viewer, itemId: string): Promise<HistoryLine[]> {
  const rows = await rowsOf(tx, itemId, { most: mostLines })
  const last = new Map(rows.map((row) => [row.field, row.id]).reverse() as [string, bigint][])
  const lines = await drawnFor(tx, viewer, rows.reverse())
  return lines.map((line) => ({
    ...line,
    undo: isHouse(viewer) && isUndoable(line.field) && String(last.get(line.field)) === line.id,
  }))
}

/** Of so many changes of one item is told when many items are told of at once, and of so many when it is alone. */
const [mostOfEach, mostOfOne] = [10, 50]

/**
 * What others than `except` did to each of these items since: the lines of a mail, read as whoever gets it. An item of
 * which there is nothing to tell is not in the answer.
 */
export async function newsOf(
  tx: Tx,
  viewer: Viewer,
  { items, except }: { items: readonly { id: string; since: Date }[]; except: string },
): Promise<Map<string, HistoryLine[]>> {
  const most = items.length === 1 ? mostOfOne : mostOfEach
  // That a long text was rewritten is told without the text.
  const rows = await tx.$queryRaw<(Row & { item: string })[]>(Prisma.sql`
    SELECT s.id AS item, l.id, l.field, l.was, l."is", l.at, l.version, p.name AS by, l.person_id AS "personId"
    FROM jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS s(id uuid, since timestamptz)
    CROSS JOIN LATERAL (
      SELECT h.id, h.field, h.at, h.version, h.person_id,
        CASE WHEN h.field = ANY (${longFields}::text[]) THEN NULL ELSE h.was END AS was,
        CASE WHEN h.field = ANY (${longFields}::text[]) THEN NULL ELSE h."is" END AS "is"
      FROM work.history h
      WHERE h.kind = 'item' AND h.subject_id = s.id AND h.field <> 'rank' AND h.at >= s.since
        AND h.person_id IS DISTINCT FROM ${except}::uuid
      ORDER BY h.id DESC LIMIT ${most}) l
    LEFT JOIN work.person p ON p.id = l.person_id ORDER BY l.id`)
  const lines = new Map((await drawnFor(tx, viewer, rows)).map((line) => [line.id, line]))
  const told = new Map<string, HistoryLine[]>()
  for (const { id, item } of rows) {
    const line = lines.get(String(id))
    if (line) told.set(item, [...(told.get(item) ?? []), line])
  }
  return told
}

export type LastChange = {
  field: string
  label: string
  /** The stored values: what stood there before the first of the changes, and what stands there now. */
  was: unknown
  is: unknown
  /** What stands there now, as this reader may read it. */
  words: string | null
  by: string | null
  /** The reader did it. */
  own: boolean
  at: Date
}

/** For each of `fields` that changed after version `since`, what became of it. */
export async function lastChangesOf(
  tx: Tx,
  viewer: Viewer,
  { itemId, since, fields }: { itemId: string; since: number; fields: string[] },
): Promise<LastChange[]> {
  const rows = await rowsOf(tx, itemId, {
    most: mostLines,
    where: Prisma.sql`AND h.version > ${since} AND h.field = ANY (${fields}::text[])`,
  })
  const lines = await drawnFor(tx, viewer, rows)
  const seen = rows.filter(({ id }) => lines.some((line) => line.id === String(id)))
  return [...new Set(seen.map(({ field }) => field))].map((field) => {
    const changes = seen.filter((row) => row.field === field)
    const newest = changes[0]!
    const line = lines.find(({ id }) => id === String(newest.id))
    return {
      field,
      label: line?.label ?? field,
      was: changes.at(-1)!.was,
      is: newest.is,
      words: line?.is ?? null,
      by: newest.by,
      own: newest.personId === viewer.id,
      at: newest.at,
    }
  })
}

export type Changed = { item: string; field: string; by: string | null }

/** Which of `fields` others changed since these versions, of many items: those changes alone of which this reader sees something. */
export async function changedByOthers(
  tx: Tx,
  viewer: Viewer,
  { since, fields }: { since: { id: string; version: number }[]; fields: string[] },
): Promise<Changed[]> {
  const rows = await tx.$queryRaw<(Row & { item: string })[]>(Prisma.sql`
    SELECT h.id, h.subject_id AS item, h.field, h.was, h."is", h.at, h.version, coalesce(p.name, 'Daylight') AS by, h.person_id AS "personId"
    FROM jsonb_to_recordset(${JSON.stringify(since)}::jsonb) AS s(id uuid, version int)
    JOIN work.history h ON h.kind = 'item' AND h.subject_id = s.id AND h.version > s.version
    LEFT JOIN work.person p ON p.id = h.person_id
    WHERE h.field = ANY (${fields}::text[]) AND h.person_id IS DISTINCT FROM ${viewer.id}::uuid ORDER BY h.id LIMIT 20000`)
  const lines = new Set((await drawnFor(tx, viewer, rows)).map(({ id }) => id))
  return rows.filter(({ id }) => lines.has(String(id)))
}

/** A field's label, and stored values of it in words for this reader. */
export async function inWords(
  tx: Tx,
  field: string,
  values: [unknown, unknown],
): Promise<{ label: string; words: [string | null, string | null] }> {
  const row = {
    id: 0n,
    field,
    was: values[0],
    is: values[1],
    at: new Date(0),
    by: null,
    personId: null,
    version: 0,
  }
  const [names, own] = [await namesOf(tx, [row]), await ownFields(tx, [row])]
  const known = own.get(field) ?? fieldOf(field)
  if (!known) return { label: field, words: [null, null] }
  return { label: known.label, words: [said(known, row.was, names), said(known, row.is, names)] }
}

/** Newest first. */
function rowsOf(
  tx: Tx,
  itemId: string,
  { most, where = Prisma.empty }: { most: number; where?: Prisma.Sql },
): Promise<Row[]> {
  return tx.$queryRaw<Row[]>(Prisma.sql`
    SELECT h.id, h.field, h.was, h."is", h.at, h.version, p.name AS by, h.person_id AS "personId" FROM work.history h LEFT JOIN work.person p ON p.id = h.person_id
    WHERE h.kind = 'item' AND h.subject_id = ${itemId}::uuid AND h.field <> 'rank' ${where} ORDER BY h.id DESC LIMIT ${most}`)
}

async function drawnFor(tx: Tx, viewer: Viewer, rows: Row[]): Promise<HistoryLine[]> {
  const names = await namesOf(tx, rows)
  const own = await ownFields(tx, rows)
  return rows.flatMap((row) => {
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
  const base = {
    id: String(row.id),
    at: row.at,
    by: row.by,
    field: row.field,
    version: row.version,
    undo: false,
  }
  if (row.field === 'created') return { ...base, label: 'made this', was: null, is: null }
  if (row.field === 'archived')
    return { ...base, label: row.is ? 'archived this' : 'restored this', was: null, is: null }
  if (!field) return null
  // Two long texts beside each other help nobody here; that it was rewritten does.
  if (field.kind === 'long') return { ...base, label: field.label, was: null, is: null }
  const [was, is] = [said(field, row.was, names), said(field, row.is, names)]
  // What differs in a part that this reader may not see did not happen for them.
  if (isId(field) && was === is) return null
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
