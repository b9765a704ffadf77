// Any list of items as a table: the columns that were asked for, sorted and grouped by the database, a page at a time. A page
// begins behind a place (the sort values of the last row), so that no table is ever held whole.
import type { Asker, Viewer } from '../kernel/audience'
import { cursorAt, placeAt } from '../kernel/cursor'
import { asViewer, Prisma, type Tx } from '../kernel/db'
import { isKey } from '../kernel/shapes'
import { where } from './board'
import { customFieldsIn, type CustomField } from './custom'
import { mostCounted, shapeFrom, type TableShape } from './fields'
import type { QueryProblem } from '../kernel/query'
import { itemsWhere } from './query'
import type { BoardFilter, ItemType } from './schema'
import { columnOf, type SortType } from './table-columns'

export const tablePage = 200

export type Linked = { id: string; name: string }
export type TableValue = null | string | number | string[] | Linked | Linked[]
export type TableRow = {
  key: string
  version: number
  /** Which stages and own fields it may have depends on it. */
  type: ItemType
  /** The place of its group among the groups; the groups' own `at` says the same. */
  group: string | null
  cells: Record<string, TableValue>
}
export type TableGroup = { at: string | null; value: TableValue; count: number }

export type TableAsked = {
  filter?: BoardFilter
  params: Record<string, string | string[] | undefined>
  /** Only these, in the same order. */
  keys?: readonly string[]
  /** Only what is not done. */
  open?: boolean
}

export type Table = {
  shape: TableShape
  custom: CustomField[]
  /** What is wrong with the query, and where; then there are no rows. */
  problem: QueryProblem | null
  rows: TableRow[]
  next: string | null
  /** At most one more than `mostCounted`: beyond that a number helps nobody, and costs a look at everything. */
  total: number
  groups: TableGroup[]
}

type Key = { by: Prisma.Sql; type: SortType; descending: boolean }
type Order = { name: string; keys: Key[]; group: Prisma.Sql | null }

/** The first rows, and how many there are in all and in each group. */
export async function itemTable(asker: Asker, asked: TableAsked): Promise<Table> {
  return asViewer(asker, async (tx, viewer) => {
    const custom = await customFieldsIn(tx)
    const shape = shapeFrom(asked.params, custom)
    const { problem, fitting, order } = await conditions(tx, viewer, asked)
    if (problem) return { shape, custom, problem, rows: [], next: null, total: 0, groups: [] }
    const page = await rowsAfter(tx, { shape, custom, fitting, order, after: null, limit: tablePage })
    const groups = shape.group ? await groupsOf(tx, { by: shape.group, custom, fitting }) : []
    const total =
      groups.length > 0 ? groups.reduce((sum, { count }) => sum + count, 0) : await count(tx, fitting)
    return { shape, custom, problem, ...page, total, groups }
  })
}

/** The rows that follow. A cursor of another order, or none of ours, is null. */
export async function moreRows(
  asker: Asker,
  { cursor, limit = tablePage, ...asked }: TableAsked & { cursor: string | null; limit?: number },
): Promise<Omit<Table, 'total' | 'groups'> | null> {
  return asViewer(asker, async (tx, viewer) => {
    const custom = await customFieldsIn(tx)
    const shape = shapeFrom(asked.params, custom)
    const { problem, fitting, order } = await conditions(tx, viewer, asked)
    if (problem) return { shape, custom, problem, rows: [], next: null }
    const place = placeAt<{ order: string; place: (string | null)[] }>('table', cursor)
    if (cursor && place?.order !== orderOf(shape, order, custom).name) return null
    const page = await rowsAfter(tx, { shape, custom, fitting, order, after: place?.place ?? null, limit })
    return { shape, custom, problem, ...page }
  })
}

type Sorting = { name: string; descending: boolean }[]

/** What fits, as conditions on `i`, and the order that the query itself asks for. */
async function conditions(
  tx: Tx,
  viewer: Viewer,
  { filter = {}, params, keys, open }: TableAsked,
): Promise<{ problem: QueryProblem | null; fitting: Prisma.Sql; order: Sorting }> {
  const those = keys ? Prisma.sql`AND i.key = ANY (${keys.filter(isKey)}::text[])` : Prisma.empty
  const q = typeof params.q === 'string' ? params.q.trim() : ''
  const asked = q ? await itemsWhere(tx, viewer, q) : null
  if (asked && !asked.ok) return { problem: asked.problem, fitting: Prisma.sql`false`, order: [] }
  const query = asked ? Prisma.sql`AND ${asked.where}` : Prisma.empty
  return {
    problem: null,
    fitting: Prisma.sql`i.archived_at IS NULL ${where(filter)} ${query} ${those} ${open ? Prisma.sql`AND i.status <> 'done'` : Prisma.empty}`,
    order:
      asked?.query.order.map(({ field, descending }) => ({ name: inTable(field.name), descending })) ?? [],
  }
}

/** The query speaks of one label and one goal, the table of all of them. */
function inTable(word: string): string {
  return { label: 'labels', goal: 'goals', reason: 'blocked' }[word] ?? word
}

function orderOf({ sort, group }: TableShape, asked: Sorting, custom: CustomField[]): Order {
  const grouped = group ? columnOf(group, custom)?.sort : undefined
  const wanted = sort ? [{ name: sort.replace(/^-/, ''), descending: sort.startsWith('-') }] : asked
  const keys: Key[] = wanted.flatMap(({ name, descending }) => {
    const sorted = columnOf(name, custom)?.sort
    return sorted ? [{ ...sorted, descending }] : []
  })
  if (grouped) keys.unshift({ ...grouped, descending: false })
  keys.push({ by: Prisma.sql`i.rank`, type: 'text', descending: false })
  return { name: JSON.stringify([group, wanted]), keys, group: grouped?.by ?? null }
}

type Page = {
  shape: TableShape
  custom: CustomField[]
  fitting: Prisma.Sql
  order: Sorting
  after: (string | null)[] | null
  limit: number
}

async function rowsAfter(
  tx: Tx,
  { shape, custom, fitting, order: asked, after, limit }: Page,
): Promise<Pick<Table, 'rows' | 'next'>> {
  const order = orderOf(shape, asked, custom)
  const cells = shape.columns.map((name) => Prisma.sql`${name}::text, ${columnOf(name, custom)!.value}`)
  const rows = await tx.$queryRaw<(TableRow & { place: (string | null)[] })[]>(Prisma.sql`
    SELECT i.key, i.version, i.type, ${order.group ? Prisma.sql`(${order.group})::text` : Prisma.sql`NULL::text`} AS "group",
      jsonb_build_object(${Prisma.join(cells, ', ')}) AS cells,
      jsonb_build_array(${Prisma.join(
        order.keys.map(({ by }) => Prisma.sql`(${by})::text`),
        ', ',
      )}) AS place
    FROM work.item i WHERE ${fitting} ${after ? Prisma.sql`AND ${behind(order.keys, after)}` : Prisma.empty}
    ORDER BY ${Prisma.join(
      order.keys.map(({ by, descending }) =>
        descending ? Prisma.sql`${by} DESC NULLS LAST` : Prisma.sql`${by} ASC NULLS LAST`,
      ),
      ', ',
    )} LIMIT ${limit + 1}`)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map(({ place: _, ...row }) => row),
    next: last && rows.length > limit ? cursorAt('table', { order: order.name, place: last.place }) : null,
  }
}

async function groupsOf(
  tx: Tx,
  { by, custom, fitting }: { by: string; custom: CustomField[]; fitting: Prisma.Sql },
): Promise<TableGroup[]> {
  const column = columnOf(by, custom)!
  return tx.$queryRaw(Prisma.sql`
    SELECT g.at::text AS at, g.value, count(*)::int AS count
    FROM (SELECT ${column.sort!.by} AS at, to_jsonb(${column.value}) AS value FROM work.item i WHERE ${fitting}) g
    GROUP BY g.at, g.value ORDER BY g.at ASC NULLS LAST`)
}

async function count(tx: Tx, fitting: Prisma.Sql): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>(
    Prisma.sql`SELECT count(*)::int AS n FROM (SELECT 1 FROM work.item i WHERE ${fitting} LIMIT ${mostCounted + 1}) c`,
  )
  return row!.n
}

const casts = {
  text: Prisma.sql`text`,
  int: Prisma.sql`int`,
  numeric: Prisma.sql`numeric`,
  date: Prisma.sql`date`,
  timestamptz: Prisma.sql`timestamptz`,
} satisfies Record<SortType, Prisma.Sql>

/** Behind in the first key, or equal there and behind in the next, and so on. What has no value comes last. */
function behind(keys: Key[], place: readonly (string | null)[]): Prisma.Sql {
  const value = (n: number) => Prisma.sql`${place[n] ?? null}::text::${casts[keys[n]!.type]}`
  const further = (n: number) => {
    if (place[n] === null || place[n] === undefined) return Prisma.sql`false`
    const { by, descending } = keys[n]!
    return descending
      ? Prisma.sql`(${by} < ${value(n)} OR ${by} IS NULL)`
      : Prisma.sql`(${by} > ${value(n)} OR ${by} IS NULL)`
  }
  const steps = keys.map((_, n) => {
    const equal = keys.slice(0, n).map(({ by }, m) => Prisma.sql`${by} IS NOT DISTINCT FROM ${value(m)}`)
    return Prisma.sql`(${Prisma.join([...equal, further(n)], ' AND ')})`
  })
  return Prisma.sql`(${Prisma.join(steps, ' OR ')})`
}
