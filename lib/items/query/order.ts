// The order of a query, and where the next page of it begins. What has no value comes last either way; the rank decides between
// equals, so that every order is whole and a page never repeats or loses an item.
import { Prisma } from '../../kernel/db'
import type { Checked } from '../../kernel/query'
import type { Context, SortType } from './columns'
import { columnOf } from './registry'

const sql = Prisma.sql

type Key = {
  by: Prisma.Sql
  type: SortType
  descending: boolean
  /** It always has a value, so that an index can answer. */
  always?: true
}

export type ItemOrder = {
  /** After ORDER BY. */
  orderBy: Prisma.Sql
  /** Names the order, so that a cursor of another one is foreign. */
  name: string
  /** Of a row: its place in this order, a JSON array of texts. */
  place: Prisma.Sql
  /** What stands behind a place. */
  after(place: readonly (string | null)[]): Prisma.Sql
}

export function orderOf(order: Checked['order'], context: Context): ItemOrder {
  const keys: Key[] = order.flatMap(({ field, descending }) => {
    const sort = columnOf(field.name, context)?.sort
    return sort ? [{ ...sort, descending }] : []
  })
  if (!order.some(({ field }) => field.name === 'rank'))
    keys.push({ by: sql`i.rank`, type: 'text', descending: false, always: true })
  const names = order.map(({ field, descending }) => `${field.name}${descending ? ' desc' : ''}`)
  return {
    orderBy: Prisma.join(
      keys.map(({ by, descending, always }) => {
        if (!descending) return sql`${by} ASC NULLS LAST`
        return always ? sql`${by} DESC` : sql`${by} DESC NULLS LAST`
      }),
      ', ',
    ),
    name: names.join(','),
    place: sql`jsonb_build_array(${Prisma.join(
      keys.map(({ by }) => sql`(${by})::text`),
      ', ',
    )})`,
    after: (place) => behind(keys, place),
  }
}

const casts: Record<SortType, Prisma.Sql> = {
  text: sql`text`,
  numeric: sql`numeric`,
  timestamptz: sql`timestamptz`,
  date: sql`date`,
}

/** Behind in the first key, or equal there and behind in the next, and so on. */
function behind(keys: Key[], place: readonly (string | null)[]): Prisma.Sql {
  const steps = keys.map((key, n) => {
    const equal = keys
      .slice(0, n)
      .map((each, m) => sql`${each.by} IS NOT DISTINCT FROM ${value(each, place[m])}`)
    return sql`(${Prisma.join([...equal, further(key, place[n])], ' AND ')})`
  })
  return sql`(${Prisma.join(steps, ' OR ')})`
}

function further(key: Key, at: string | null | undefined): Prisma.Sql {
  // Nothing comes behind what has no value.
  if (at === null || at === undefined) return sql`false`
  const than = value(key, at)
  const beyond = key.descending ? sql`${key.by} < ${than}` : sql`${key.by} > ${than}`
  return key.always ? beyond : sql`(${beyond} OR ${key.by} IS NULL)`
}

function value({ type }: Key, at: string | null | undefined): Prisma.Sql {
  return sql`${at ?? null}::${casts[type]}`
}
