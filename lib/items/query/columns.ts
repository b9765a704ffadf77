// The closed list of what a query may touch, each as SQL over `i`, the row of work.item. A value only ever becomes a parameter.
// What stands beside an item (a parent, a goal, a release, a person) is looked up by the policies' leave, so that one that is
// hidden from the reader is the same as none.
import { Prisma } from '../../kernel/db'
import type { Comparison, FieldWord, Operand } from '../../kernel/query'
import type { CustomField } from '../custom-rules'
import { dayOf, momentOf } from './times'

export type Context = {
  viewerId: string | null
  now: Date
  zone: string
  /** The team's own fields by the word for them. */
  own: ReadonlyMap<string, CustomField>
}

export type Ordered = Exclude<Comparison, '=' | '!=' | '~' | '!~'>

export type SortType = 'text' | 'numeric' | 'timestamptz' | 'date'

/** Each answer is a condition; NULL in it means no. */
export type Column = {
  equals(operand: Operand, context: Context): Prisma.Sql
  /** Not equal, where that can be said so that an index answers it; else it is `equals` turned around. */
  differs?(operand: Operand): Prisma.Sql
  compares?(operator: Ordered, operand: Operand, context: Context): Prisma.Sql
  contains?(text: string): Prisma.Sql
  isEmpty: Prisma.Sql
  /** `always`: every item has it, so that an index can be walked in this order. */
  sort?: { by: Prisma.Sql; type: SortType; always?: true }
  past?: Past
}

/** How the history keeps a field: under which name, and what one kept value says to this reader. */
export type Past = {
  name: string
  /** The present value as history would keep it. */
  current: Prisma.Sql
  /** A kept value without what this reader may not see; NULL for nothing. */
  drawn(value: Prisma.Sql): Prisma.Sql
  /** Is a drawn value this one, or does it hold it? */
  holds(value: Prisma.Sql, operand: Operand, context: Context): Prisma.Sql
}

export const never = Prisma.sql`false`

const operatorSql: Record<Ordered, Prisma.Sql> = {
  '>': Prisma.sql`>`,
  '>=': Prisma.sql`>=`,
  '<': Prisma.sql`<`,
  '<=': Prisma.sql`<=`,
}

/** `text` anywhere, with its own % and _ meaning themselves. */
export function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}

export function said(operand: Operand): string {
  return operand.is === 'text' ? operand.text : ''
}

export function textColumn(column: Prisma.Sql): Column {
  return {
    equals: (operand) => Prisma.sql`lower(${column}) = lower(${said(operand)})`,
    contains: (text) => Prisma.sql`${column} ILIKE ${like(text)}`,
    isEmpty: Prisma.sql`coalesce(${column}, '') = ''`,
    sort: { by: Prisma.sql`lower(${column})`, type: 'text' },
  }
}

export function choiceColumn(column: Prisma.Sql, values: readonly string[]): Column {
  const position = (value: Prisma.Sql) => Prisma.sql`array_position(${[...values]}::text[], ${value})`
  return {
    equals: (operand) => Prisma.sql`${column} = ${said(operand)}`,
    compares: (operator, operand) =>
      Prisma.sql`${position(column)} ${operatorSql[operator]} ${values.indexOf(said(operand)) + 1}`,
    isEmpty: Prisma.sql`${column} IS NULL`,
    sort: { by: Prisma.sql`${position(column)}::numeric`, type: 'numeric' },
  }
}

export function numberColumn(column: Prisma.Sql): Column {
  const number = (operand: Operand) => (operand.is === 'number' ? operand.number : 0)
  return {
    equals: (operand) => Prisma.sql`${column} = ${String(number(operand))}::numeric`,
    compares: (operator, operand) =>
      Prisma.sql`${column} ${operatorSql[operator]} ${String(number(operand))}::numeric`,
    isEmpty: Prisma.sql`${column} IS NULL`,
    sort: { by: Prisma.sql`${column}::numeric`, type: 'numeric' },
  }
}

export function flagColumn(condition: Prisma.Sql): Column {
  return {
    equals: (operand) =>
      operand.is === 'flag' && operand.yes ? condition : Prisma.sql`(${condition}) IS NOT TRUE`,
    isEmpty: never,
    sort: { by: Prisma.sql`coalesce(${condition}, false)::int::numeric`, type: 'numeric' },
  }
}

export function timeColumn(column: Prisma.Sql): Column {
  return {
    equals: (operand, context) => within(column, operand, context),
    compares(operator, operand, context) {
      if (operand.is !== 'time') return never
      const { from, to } = momentOf(operand.time, context)
      // A whole day is passed when it is over, and reached when it begins.
      if (operator === '>') return +from === +to ? past(column, '>', from) : past(column, '>=', to)
      if (operator === '<=') return +from === +to ? past(column, '<=', from) : past(column, '<', to)
      return past(column, operator, from)
    },
    isEmpty: Prisma.sql`${column} IS NULL`,
    sort: { by: column, type: 'timestamptz' },
  }
}

export function dayColumn(column: Prisma.Sql): Column {
  const day = (operand: Operand, context: Context) =>
    operand.is === 'time' ? dayOf(momentOf(operand.time, context), context.zone) : null
  return {
    equals: (operand, context) => Prisma.sql`${column} = ${day(operand, context)}::date`,
    compares: (operator, operand, context) =>
      Prisma.sql`${column} ${operatorSql[operator]} ${day(operand, context)}::date`,
    isEmpty: Prisma.sql`${column} IS NULL`,
    sort: { by: column, type: 'date' },
  }
}

/** A day that is kept as 2026-11-01: such words stand in the order of their days. */
export function writtenDayColumn(words: Prisma.Sql): Column {
  const day = (operand: Operand, context: Context) =>
    operand.is === 'time' ? dayOf(momentOf(operand.time, context), context.zone) : null
  const column = Prisma.sql`(${words} COLLATE "C")`
  return {
    equals: (operand, context) => Prisma.sql`${column} = ${day(operand, context)}`,
    compares: (operator, operand, context) =>
      Prisma.sql`${column} ${operatorSql[operator]} ${day(operand, context)}`,
    isEmpty: Prisma.sql`coalesce(${words}, '') = ''`,
    sort: { by: column, type: 'text' },
  }
}

/** The people that an operand speaks of, as a list for IN; `id` is what of a person `x` is compared. */
export function people(
  operand: Operand,
  { viewerId }: Context,
  id: Prisma.Sql = Prisma.sql`x.id`,
): Prisma.Sql {
  if (operand.is === 'function')
    return Prisma.sql`(SELECT ${id} FROM work.person x WHERE x.id = ${viewerId}::uuid)`
  const who = said(operand)
  return Prisma.sql`(SELECT ${id} FROM work.person x WHERE lower(x.name) = lower(${who}) OR x.email = lower(${who}) OR x.id::text = lower(${who}))`
}

export function personColumn(column: Prisma.Sql, id: Prisma.Sql = Prisma.sql`x.id`): Column {
  return {
    equals: (operand, context) => Prisma.sql`${column} IN ${people(operand, context, id)}`,
    contains: (text) =>
      Prisma.sql`${column} IN (SELECT ${id} FROM work.person x WHERE x.name ILIKE ${like(text)})`,
    isEmpty: Prisma.sql`${column} IS NULL`,
    sort: {
      by: Prisma.sql`(SELECT lower(x.name) FROM work.person x WHERE ${id} = ${column})`,
      type: 'text',
    },
  }
}

/** A thing that has a row of its own, in which this reader finds it or doesn't. */
export type Other = {
  /** `work.release x` */
  table: Prisma.Sql
  /** Is the row `x` the one that is called so? */
  called(name: string): Prisma.Sql
  contains(text: string): Prisma.Sql
  /** What must be true of `x` besides. */
  there?: Prisma.Sql
  sort: Prisma.Sql
}

export function otherColumn(column: Prisma.Sql, { table, called, contains, there, sort }: Other): Column {
  const also = there ? Prisma.sql`AND ${there}` : Prisma.empty
  return {
    equals: (operand) =>
      Prisma.sql`${column} IN (SELECT x.id FROM ${table} WHERE (${called(said(operand))}) ${also})`,
    contains: (text) => Prisma.sql`${column} IN (SELECT x.id FROM ${table} WHERE ${contains(text)} ${also})`,
    isEmpty: Prisma.sql`NOT EXISTS (SELECT 1 FROM ${table} WHERE x.id = ${column} ${also})`,
    sort: { by: Prisma.sql`(SELECT ${sort} FROM ${table} WHERE x.id = ${column} ${also})`, type: 'text' },
  }
}

/** Values that history keeps as plain JSON. */
export function plainPast(name: string, current: Prisma.Sql): Past {
  return {
    name,
    current,
    drawn: (value) => value,
    holds(value, operand) {
      if (operand.is === 'empty') return nothingIn(value)
      if (operand.is === 'number') return Prisma.sql`${value} = to_jsonb(${String(operand.number)}::numeric)`
      return Prisma.sql`lower(${value} #>> '{}') = lower(${said(operand)})`
    },
  }
}

export function dayPast(name: string, current: Prisma.Sql): Past {
  return {
    ...plainPast(name, current),
    holds(value, operand, context) {
      if (operand.is === 'empty') return nothingIn(value)
      if (operand.is !== 'time') return never
      return Prisma.sql`${value} #>> '{}' = ${dayOf(momentOf(operand.time, context), context.zone)}`
    },
  }
}

/** Yes while anything is kept. */
export function flagPast(name: string, current: Prisma.Sql): Past {
  return {
    ...plainPast(name, current),
    holds: (value, operand) =>
      operand.is === 'flag' && operand.yes ? Prisma.sql`NOT ${nothingIn(value)}` : nothingIn(value),
  }
}

/** A list of words. */
export function listPast(name: string, current: Prisma.Sql): Past {
  return {
    name,
    current,
    drawn: (value) => value,
    holds: (value, operand) =>
      operand.is === 'empty'
        ? nothingIn(value)
        : Prisma.sql`EXISTS (SELECT 1 FROM jsonb_array_elements_text(${arrayOr(value)}) w WHERE lower(w) = lower(${said(operand)}))`,
  }
}

/** An id of a row in `table` (as `x`), which this reader may not see. `fits` says whether `x` is what is asked for. */
export function idPast(
  name: string,
  current: Prisma.Sql,
  { table, fits }: { table: Prisma.Sql; fits(operand: Operand, context: Context): Prisma.Sql },
): Past {
  const word = (value: Prisma.Sql) => Prisma.sql`${value} #>> '{}'`
  return {
    name,
    current,
    drawn: (value) =>
      Prisma.sql`CASE WHEN EXISTS (SELECT 1 FROM ${table} WHERE x.id::text = ${word(value)}) THEN ${value} END`,
    holds: (value, operand, context) =>
      operand.is === 'empty'
        ? nothingIn(value)
        : Prisma.sql`EXISTS (SELECT 1 FROM ${table} WHERE x.id::text = ${word(value)} AND (${fits(operand, context)}))`,
  }
}

/** A list of ids, of which only those in sight are there. */
export function idsPast(
  name: string,
  current: Prisma.Sql,
  { table, fits }: { table: Prisma.Sql; fits(operand: Operand, context: Context): Prisma.Sql },
): Past {
  const among = (value: Prisma.Sql) =>
    Prisma.sql`x.id::text IN (SELECT jsonb_array_elements_text(${arrayOr(value)}))`
  return {
    name,
    current,
    drawn: (value) => Prisma.sql`(SELECT jsonb_agg(x.id ORDER BY x.id) FROM ${table} WHERE ${among(value)})`,
    holds: (value, operand, context) =>
      operand.is === 'empty'
        ? nothingIn(value)
        : Prisma.sql`EXISTS (SELECT 1 FROM ${table} WHERE ${among(value)} AND (${fits(operand, context)}))`,
  }
}

function nothingIn(value: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`coalesce(${value}, 'null') IN ('null', '[]', '""')`
}

/** A kept list; what is none is an empty one, so that no odd row breaks a reading. */
function arrayOr(value: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE WHEN jsonb_typeof(${value}) = 'array' THEN ${value} ELSE '[]' END`
}

function within(column: Prisma.Sql, operand: Operand, context: Context): Prisma.Sql {
  if (operand.is !== 'time') return never
  const { from, to } = momentOf(operand.time, context)
  return +from === +to
    ? Prisma.sql`${column} = ${from.toISOString()}::timestamptz`
    : Prisma.sql`(${past(column, '>=', from)} AND ${past(column, '<', to)})`
}

function past(column: Prisma.Sql, operator: Ordered, at: Date): Prisma.Sql {
  return Prisma.sql`${column} ${operatorSql[operator]} ${at.toISOString()}::timestamptz`
}

/** Is this a field whose words come in an order? */
export function valuesOf(field: FieldWord): string[] {
  return (field.choices ?? []).map(({ value }) => value)
}
