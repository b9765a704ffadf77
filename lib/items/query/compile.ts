// From a checked query to SQL over `i`. NOT is pushed down to the single conditions, where it means "not surely so": what has no
// value is not equal to anything, and NOT of that is true. So every query and its NOT share the items between them.
import { Prisma } from '../../kernel/db'
import type { Condition, Operand, When } from '../../kernel/query'
import { never, people, type Column, type Context, type Past } from './columns'
import { columnOf, conditionOf } from './registry'
import { momentOf } from './times'

const sql = Prisma.sql

export function compile(condition: Condition, context: Context, negated = false): Prisma.Sql {
  switch (condition.is) {
    case 'not':
      return compile(condition.term, context, !negated)
    case 'and':
    case 'or': {
      const all = (condition.is === 'and') !== negated
      const terms = condition.terms.map((term) => compile(term, context, negated))
      return sql`(${Prisma.join(terms, all ? ' AND ' : ' OR ')})`
    }
    case 'compare': {
      const turned = condition.operator === '!=' || condition.operator === '!~'
      const not = negated !== turned
      const differs = not && /^!?=$/.test(condition.operator) ? column(condition, context).differs : undefined
      return differs ? differs(condition.operand) : either(comparison(condition, context), not)
    }
    case 'in':
      return either(anyOf(condition, context), negated !== condition.negated)
    case 'emptiness':
      return either(column(condition, context).isEmpty, negated !== condition.negated)
    case 'was':
      return either(was(condition, context), negated !== condition.negated)
    case 'changed':
      return either(changed(condition, context), negated)
    case 'holds':
      return either(conditionOf(condition.name, context), negated)
  }
}

function either(condition: Prisma.Sql, negated: boolean): Prisma.Sql {
  return negated ? sql`(${condition}) IS NOT TRUE` : condition
}

type Of<Is extends Condition['is']> = Extract<Condition, { is: Is }>

function column({ field }: { field: { name: string } }, context: Context): Column {
  const found = columnOf(field.name, context)
  if (!found) throw new Error(`No column answers for the field ${field.name}.`)
  return found
}

function comparison(condition: Of<'compare'>, context: Context): Prisma.Sql {
  const { operator, operand } = condition
  const asked = column(condition, context)
  if (operator === '=' || operator === '!=') return asked.equals(operand, context)
  if (operator === '~' || operator === '!~')
    return (operand.is === 'text' && asked.contains?.(operand.text)) || never
  return asked.compares?.(operator, operand, context) ?? never
}

function anyOf(condition: Of<'in'>, context: Context): Prisma.Sql {
  const asked = column(condition, context)
  return some(condition.operands.map((operand) => asked.equals(operand, context)))
}

function some(conditions: Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 1 ? conditions[0]! : sql`(${Prisma.join(conditions, ' OR ')})`
}

function pastOf(condition: Of<'was' | 'changed'>, context: Context): Past {
  const { past } = column(condition, context)
  if (!past) throw new Error(`No history is kept of the field ${condition.field.name}.`)
  return past
}

/** Did it have the value at a moment that is meant: each period in which a value stood, and the one that lasts. */
function was(condition: Of<'was'>, context: Context): Prisma.Sql {
  const past = pastOf(condition, context)
  const holds = (value: Prisma.Sql) => {
    const drawn = past.drawn(value)
    return some(condition.operands.map((operand) => past.holds(drawn, operand, context)))
  }
  const { when } = condition
  // A line of which this reader sees no difference is none for them: who wrote it, and when, is not theirs to find out.
  const differs = sql`${past.drawn(sql`h.was`)} IS DISTINCT FROM ${past.drawn(sql`h."is"`)}`
  if (Object.keys(when).length === 0)
    return sql`(${holds(past.current)} OR EXISTS (SELECT 1 FROM work.history h
      WHERE ${ofItem} AND h.field = ${past.name} AND ${holds(sql`h.was`)} AND ${differs}))`
  const { lows, highs, empty } = bounds(when, context)
  if (empty) return never
  const meant = [
    holds(sql`t.value`),
    ...highs.map((high) => sql`t.since < ${at(high)}`),
    ...lows.map((low) => sql`t.until > ${at(low)}`),
    ...(when.by ? [sql`t.by IN ${people(when.by, context)}`] : []),
  ]
  const lines = sql`${ofItem} AND (h.field = 'created' OR h.field = ${past.name} AND ${differs})`
  return sql`EXISTS (SELECT 1 FROM (
    SELECT h.field, h.was AS value, lag(h.at, 1, i.created_at) OVER w AS since, h.at AS until, lag(h.person_id) OVER w AS by
      FROM work.history h WHERE ${lines} WINDOW w AS (ORDER BY h.id)
    UNION ALL
    SELECT ${past.name}, ${past.current}, coalesce(l.at, i.created_at), 'infinity'::timestamptz, l.person_id
      FROM (SELECT 1) one LEFT JOIN LATERAL (SELECT h.at, h.person_id FROM work.history h
        WHERE ${lines} ORDER BY h.id DESC LIMIT 1) l ON true
  ) t WHERE t.field = ${past.name} AND ${Prisma.join(meant, ' AND ')})`
}

/** Is there one line of its history in which all of this is so? What the reader sees of the line is what counts. */
function changed(condition: Of<'changed'>, context: Context): Prisma.Sql {
  const past = pastOf(condition, context)
  const [before, after] = [past.drawn(sql`h.was`), past.drawn(sql`h."is"`)]
  const { when } = condition
  const { lows, highs, empty } = bounds(when, context)
  if (empty) return never
  const only = (operand: Operand, one: Prisma.Sql, other: Prisma.Sql) =>
    sql`${past.holds(one, operand, context)} AND (${past.holds(other, operand, context)}) IS NOT TRUE`
  const meant = [
    sql`${before} IS DISTINCT FROM ${after}`,
    ...highs.map((high) => sql`h.at < ${at(high)}`),
    ...lows.map((low) => (low.open ? sql`h.at > ${at(low)}` : sql`h.at >= ${at(low)}`)),
    ...(when.by ? [sql`h.person_id IN ${people(when.by, context)}`] : []),
    ...(when.from ? [only(when.from, before, after)] : []),
    ...(when.to ? [only(when.to, after, before)] : []),
  ]
  return sql`EXISTS (SELECT 1 FROM work.history h WHERE ${ofItem} AND h.field = ${past.name} AND ${Prisma.join(meant, ' AND ')})`
}

const ofItem = sql`h.kind = 'item' AND h.subject_id = i.id`

type Bound = { date: Date; open: boolean }

function at({ date }: Bound): Prisma.Sql {
  return sql`${date.toISOString()}::timestamptz`
}

/** The time that is meant, as bounds; `empty` when no moment lies within all of them. */
function bounds(when: When, context: Context): { lows: Bound[]; highs: Bound[]; empty: boolean } {
  const lows: Bound[] = []
  const highs: Bound[] = []
  if (when.after) {
    const { from, to } = momentOf(when.after, context)
    lows.push({ date: to, open: +from === +to })
  }
  if (when.before) highs.push({ date: momentOf(when.before, context).from, open: true })
  if (when.on) {
    const day = dayAround(momentOf(when.on, context).from, context)
    lows.push({ date: day.from, open: false })
    highs.push({ date: day.to, open: true })
  }
  const [low, high] = [
    Math.max(...lows.map(({ date }) => +date)),
    Math.min(...highs.map(({ date }) => +date)),
  ]
  return { lows, highs, empty: low >= high }
}

function dayAround(instant: Date, { zone }: Context) {
  return momentOf({ is: 'today', shift: null }, { now: instant, zone })
}
