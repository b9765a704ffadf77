// Which column answers for which word. A word without a line here cannot be asked.
import { Prisma } from '../../kernel/db'
import type { FieldWord, Operand } from '../../kernel/query'
import {
  choiceColumn,
  dayColumn,
  dayPast,
  flagColumn,
  flagPast,
  idPast,
  idsPast,
  like,
  listPast,
  never,
  numberColumn,
  otherColumn,
  people,
  personColumn,
  plainPast,
  said,
  textColumn,
  timeColumn,
  valuesOf,
  writtenDayColumn,
  type Column,
  type Context,
  type Ordered,
} from './columns'
import type { CustomField } from '../custom-rules'
import { fieldWords } from './words'

const sql = Prisma.sql

const word = (name: string): FieldWord => fieldWords.find((each) => each.name === name)!

/** The number in a key, so that 9 stands before 10. */
const numberOf = (key: Prisma.Sql) => sql`(regexp_match(${key}, '[0-9]+$'))[1]::numeric`

const parent = {
  table: sql`work.item x`,
  called: (name: string) => sql`x.key = upper(${name})`,
  contains: (text: string) => sql`x.title ILIKE ${like(text)}`,
  there: sql`x.archived_at IS NULL`,
  sort: sql`lower(x.title)`,
}
const release = {
  table: sql`work.release x`,
  called: (name: string) => sql`x.slug = ${name} OR lower(x.name) = lower(${name})`,
  contains: (text: string) => sql`x.name ILIKE ${like(text)}`,
  sort: sql`lower(x.name)`,
}
const idea = {
  table: sql`work.idea x`,
  called: (name: string) => sql`x.slug = ${name} OR lower(x.title) = lower(${name})`,
  contains: (text: string) => sql`x.title ILIKE ${like(text)}`,
  sort: sql`lower(x.title)`,
}
const request = {
  table: sql`work.request x`,
  called: (name: string) => sql`x.key = upper(${name})`,
  contains: (text: string) => sql`x.title ILIKE ${like(text)}`,
  sort: sql`lower(x.title)`,
}

const goalCalled = (name: string) => sql`(x.slug = ${name} OR lower(x.title) = lower(${name}))`
/** An empty description is none, so that nothing is found in it. */
const described = sql`nullif(i.description, '')`

const itsGoals = (condition: Prisma.Sql) =>
  sql`EXISTS (SELECT 1 FROM work.item_goal ig JOIN work.goal x ON x.id = ig.goal_id WHERE ig.item_id = i.id AND ${condition})`
const itsLabels = (condition: Prisma.Sql) => sql`EXISTS (SELECT 1 FROM unnest(i.labels) l WHERE ${condition})`

const person = (name: string, current: Prisma.Sql) =>
  idPast(name, current, {
    table: sql`work.person x`,
    fits: (operand, context) => sql`x.id IN ${people(operand, context)}`,
  })

/** The number of an iteration that an operand speaks of. */
function iterationNumber(operand: Operand, { now, zone }: Context): Prisma.Sql {
  if (operand.is === 'number') return sql`${operand.number}::int`
  const today = sql`(${now.toISOString()}::timestamptz AT TIME ZONE ${zone})::date`
  const one = (condition: Prisma.Sql, order: Prisma.Sql) =>
    sql`(SELECT y.number FROM work.iteration y WHERE ${condition} ORDER BY ${order} LIMIT 1)`
  if (operand.is !== 'function') return sql`NULL::int`
  if (operand.name === 'nextIteration')
    return one(sql`y.closed_at IS NULL AND y.starts_on > ${today}`, sql`y.starts_on, y.number`)
  if (operand.name === 'lastIteration')
    return one(sql`y.ends_on < ${today}`, sql`y.ends_on DESC, y.number DESC`)
  // The one that was started; where a team starts none, the one that today falls into.
  return one(
    sql`y.closed_at IS NULL AND (y.started_at IS NOT NULL OR ${today} BETWEEN y.starts_on AND y.ends_on)`,
    sql`y.started_at IS NULL, y.number`,
  )
}

const iterationOperators: Record<Ordered, Prisma.Sql> = {
  '>': sql`>`,
  '>=': sql`>=`,
  '<': sql`<`,
  '<=': sql`<=`,
}

const iteration: Column = {
  equals: (operand, context) =>
    sql`i.iteration_id IN (SELECT x.id FROM work.iteration x WHERE x.number = ${iterationNumber(operand, context)})`,
  compares: (operator, operand, context) =>
    sql`i.iteration_id IN (SELECT x.id FROM work.iteration x WHERE x.number ${iterationOperators[operator]} ${iterationNumber(operand, context)})`,
  isEmpty: sql`i.iteration_id IS NULL`,
  sort: {
    by: sql`(SELECT x.number::numeric FROM work.iteration x WHERE x.id = i.iteration_id)`,
    type: 'numeric',
  },
  past: idPast('iteration', sql`to_jsonb(i.iteration_id)`, {
    table: sql`work.iteration x`,
    fits: (operand, context) => sql`x.number = ${iterationNumber(operand, context)}`,
  }),
}

const goal: Column = {
  equals: (operand) => itsGoals(goalCalled(said(operand))),
  contains: (text) => itsGoals(sql`x.title ILIKE ${like(text)}`),
  isEmpty: sql`NOT ${itsGoals(sql`true`)}`,
  sort: {
    by: sql`(SELECT min(lower(x.title)) FROM work.item_goal ig JOIN work.goal x ON x.id = ig.goal_id WHERE ig.item_id = i.id)`,
    type: 'text',
  },
  past: idsPast(
    'goals',
    sql`(SELECT jsonb_agg(ig.goal_id ORDER BY ig.goal_id) FROM work.item_goal ig WHERE ig.item_id = i.id)`,
    { table: sql`work.goal x`, fits: (operand) => goalCalled(said(operand)) },
  ),
}

const itsMentions = (condition: Prisma.Sql) =>
  sql`EXISTS (SELECT 1 FROM work.comment c JOIN work.mention m ON m.comment_id = c.id WHERE c.item_id = i.id AND ${condition})`

/** Comments are read by their own policies: what is said where this reader does not hear it names nobody. */
const mentions: Column = {
  equals: (operand, context) => itsMentions(sql`m.person_id IN ${people(operand, context)}`),
  contains: (text) =>
    itsMentions(sql`m.person_id IN (SELECT x.id FROM work.person x WHERE x.name ILIKE ${like(text)})`),
  isEmpty: sql`NOT ${itsMentions(sql`true`)}`,
}

/** Is any point of it left, or is all of it done; no points at all are no checklist. */
const checklist = choiceColumn(
  sql`CASE WHEN i.checklist = '[]' THEN NULL WHEN i.checklist @? '$[*] ? (@.doneAt == null)' THEN 'open' ELSE 'done' END`,
  valuesOf(word('checklist')),
)

const label: Column = {
  equals: (operand) => itsLabels(sql`lower(l) = lower(${said(operand)})`),
  contains: (text) => itsLabels(sql`l ILIKE ${like(text)}`),
  isEmpty: sql`coalesce(cardinality(i.labels), 0) = 0`,
  past: listPast('labels', sql`to_jsonb(i.labels)`),
}

const key: Column = {
  equals: (operand) => sql`i.key = upper(${said(operand)})`,
  contains: (text) => sql`i.key ILIKE ${like(text)}`,
  isEmpty: never,
  sort: { by: numberOf(sql`i.key`), type: 'numeric' },
}

function choice(name: string, column: Prisma.Sql): Column {
  return { ...choiceColumn(column, valuesOf(word(name))), past: plainPast(name, sql`to_jsonb(${column})`) }
}

/** A choice that every item has made: what is not one of them is one of the others. */
function choiceOfAll(name: string, column: Prisma.Sql): Column {
  const values = valuesOf(word(name))
  return {
    ...choice(name, column),
    differs: (operand) => sql`${column} = ANY (${values.filter((value) => value !== said(operand))}::text[])`,
  }
}

/** Every item has it. */
function always(column: Column): Column {
  return { ...column, sort: column.sort && { ...column.sort, always: true } }
}

/** Long texts: it is kept that they changed. */
function text(name: string, column: Prisma.Sql): Column {
  return { ...textColumn(column), past: plainPast(name, sql`to_jsonb(${column})`) }
}

export const registry: Record<string, Column> = {
  status: choiceOfAll('status', sql`i.status`),
  priority: choiceOfAll('priority', sql`i.priority`),
  type: choiceOfAll('type', sql`i.type`),
  origin: choiceOfAll('origin', sql`i.origin`),
  audience: choiceOfAll('audience', sql`i.audience`),
  // By the index of words, which the row policies keep from being used where they stand.
  title: {
    ...text('title', sql`i.title`),
    contains: (words) => sql`i.id IN (SELECT work.items_titled(${like(words)}))`,
  },
  description: { ...text('description', described), isEmpty: sql`${described} IS NULL` },
  text: {
    equals: (operand) =>
      sql`(lower(i.title) = lower(${said(operand)}) OR lower(${described}) = lower(${said(operand)}))`,
    contains: (words) => sql`(i.title ILIKE ${like(words)} OR ${described} ILIKE ${like(words)})`,
    isEmpty: never,
  },
  key,
  assignee: {
    ...personColumn(sql`i.assignee_id`),
    past: person('assignee', sql`to_jsonb(i.assignee_id)`),
  },
  reporter: personColumn(sql`i.reporter_id`),
  mentions,
  checklist,
  iteration,
  goal,
  label,
  release: {
    ...otherColumn(sql`i.release_id`, release),
    past: idPast('release', sql`to_jsonb(i.release_id)`, {
      table: release.table,
      fits: (operand) => release.called(said(operand)),
    }),
  },
  parent: {
    ...otherColumn(sql`i.parent_id`, parent),
    past: idPast('parent', sql`to_jsonb(i.parent_id)`, {
      table: parent.table,
      fits: (operand) => parent.called(said(operand)),
    }),
  },
  idea: otherColumn(sql`i.idea_id`, idea),
  request: otherColumn(sql`i.request_id`, request),
  estimate: {
    ...numberColumn(sql`i.estimate`),
    past: plainPast('estimate', sql`to_jsonb(i.estimate)`),
  },
  due: { ...dayColumn(sql`i.due`), past: dayPast('due', sql`to_jsonb(to_char(i.due, 'YYYY-MM-DD'))`) },
  stage: {
    ...choiceColumn(sql`i.stage`, []),
    sort: { by: sql`lower(i.stage)`, type: 'text' },
    past: plainPast('stage', sql`to_jsonb(i.stage)`),
  },
  blocked: {
    ...flagColumn(sql`i.blocked_at IS NOT NULL`),
    past: flagPast('blocked', sql`to_jsonb(i.blocked_reason)`),
  },
  reason: textColumn(sql`i.blocked_reason`),
  blockedSince: timeColumn(sql`i.blocked_at`),
  severity: choice('severity', sql`i.severity`),
  source: choice('source', sql`i.source`),
  sourceLink: text('sourceLink', sql`i.source_link`),
  ownerTeam: text('ownerTeam', sql`i.owner_team`),
  created: always(timeColumn(sql`i.created_at`)),
  updated: always(timeColumn(sql`i.updated_at`)),
  done: timeColumn(sql`i.done_at`),
  since: timeColumn(sql`i.status_since`),
}

export function columnOf(name: string, context: Context): Column | null {
  const own = context.own.get(name)
  if (own) return ownColumn(own)
  const { now, viewerId } = context
  if (name === 'watched')
    return flagColumn(
      sql`EXISTS (SELECT 1 FROM work.watch x WHERE x.item_id = i.id AND x.person_id = ${viewerId}::uuid)`,
    )
  if (name === 'age')
    return numberColumn(
      sql`floor(extract(epoch FROM (${now.toISOString()}::timestamptz - i.status_since)) / 86400)`,
    )
  if (name === 'rank') return { equals: () => never, isEmpty: never, sort: { by: sql`i.rank`, type: 'text' } }
  return registry[name] ?? null
}

/** A field of the team's own: a value in i.custom, whatever its slug, for that is a parameter too. */
function ownColumn({ slug, kind, choices }: CustomField): Column {
  const value = sql`(i.custom -> ${slug}::text)`
  const words = sql`(i.custom ->> ${slug}::text)`
  const name = `custom.${slug}`
  const past = plainPast(name, value)
  switch (kind) {
    case 'text':
    case 'link':
      return { ...textColumn(words), past }
    case 'number':
      return {
        ...numberColumn(sql`CASE WHEN jsonb_typeof(${value}) = 'number' THEN ${words}::numeric END`),
        past,
      }
    case 'date':
      return { ...writtenDayColumn(words), past: dayPast(name, value) }
    case 'choice':
      return { ...choiceColumn(words, choices), past }
    case 'choices':
      return {
        equals: (operand) => sql`${value} @> to_jsonb(${said(operand)}::text)`,
        isEmpty: sql`coalesce(${value}, '[]') = '[]'`,
        past: listPast(name, value),
      }
    case 'person':
      return {
        ...personColumn(words, sql`x.id::text`),
        past: person(name, value),
      }
  }
}

/** The conditions that are functions. What was missed stays missed; what is late now can still be helped. */
export function conditionOf(name: string, { now, zone }: Context): Prisma.Sql {
  const moment = sql`${now.toISOString()}::timestamptz`
  const day = (at: Prisma.Sql) => sql`(${at} AT TIME ZONE ${zone})::date`
  const clock = (condition: Prisma.Sql) =>
    sql`EXISTS (SELECT 1 FROM work.item_clock x WHERE x.item_id = i.id AND ${condition})`
  if (name === 'overdue')
    return sql`((i.status <> 'done' AND i.due < ${day(moment)}) OR ${clock(sql`x.met_at IS NULL AND ${moment} > x.due_at`)})`
  if (name === 'breached')
    return sql`(i.due < ${day(sql`coalesce(i.done_at, ${moment})`)} OR ${clock(sql`coalesce(x.met_at, ${moment}) > x.due_at`)})`
  return never
}
