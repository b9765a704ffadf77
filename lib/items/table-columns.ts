// A column of the table as SQL: what is drawn, by what it is sorted. A closed list; the team's own fields join it by their
// slug, which is a parameter. Whatever stands beside an item is read as the viewer, by the same policies as everywhere.
import { Prisma } from '../kernel/db'
import type { CustomField } from './custom'
import { tableFields, type TableFieldName } from './fields'
import { priorities, severities, statuses, types } from './schema'

export type SortType = 'text' | 'int' | 'numeric' | 'date' | 'timestamptz'
export type Column = { value: Prisma.Sql; sort?: { by: Prisma.Sql; type: SortType } }

const sql = Prisma.sql

const time = (column: Prisma.Sql): Column => ({
  value: sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  sort: { by: column, type: 'timestamptz' },
})
const inOrder = (column: Prisma.Sql, words: readonly string[]): Column => ({
  value: column,
  sort: { by: sql`array_position(${[...words]}::text[], ${column})`, type: 'int' },
})
const words = (column: Prisma.Sql): Column => ({
  value: column,
  sort: { by: sql`lower(${column})`, type: 'text' },
})
/** What is linked, as id and name; sorted by the name, and by the id between namesakes, so that a group is one thing. */
const linked = (from: Prisma.Sql, id: Prisma.Sql, name: Prisma.Sql): Column => ({
  value: sql`(SELECT jsonb_build_object('id', ${id}, 'name', ${name}) FROM ${from})`,
  sort: { by: sql`(SELECT lower(${name}) || ' ' || ${id} FROM ${from})`, type: 'text' },
})
const person = (id: Prisma.Sql) => linked(sql`work.person x WHERE x.id = ${id}`, sql`x.id::text`, sql`x.name`)
const goals = sql`work.item_goal xg JOIN work.goal x ON x.id = xg.goal_id WHERE xg.item_id = i.id`

const columns = {
  key: {
    value: sql`i.key`,
    sort: { by: sql`substring(i.key from '[0-9]+$')::int`, type: 'int' },
  },
  title: words(sql`i.title`),
  type: inOrder(sql`i.type`, types),
  origin: words(sql`i.origin`),
  status: inOrder(sql`i.status`, statuses),
  stage: linked(sql`work.stage x WHERE x.type = i.type AND x.slug = i.stage`, sql`x.slug`, sql`x.label`),
  priority: inOrder(sql`i.priority`, priorities),
  estimate: { value: sql`i.estimate`, sort: { by: sql`i.estimate`, type: 'int' } },
  assignee: person(sql`i.assignee_id`),
  reporter: person(sql`i.reporter_id`),
  parent: linked(
    sql`work.item x WHERE x.id = i.parent_id AND x.archived_at IS NULL`,
    sql`x.key`,
    sql`x.title`,
  ),
  iteration: {
    value: sql`(SELECT jsonb_build_object('id', x.number::text, 'name', 'Iteration ' || x.number) FROM work.iteration x WHERE x.id = i.iteration_id)`,
    sort: { by: sql`(SELECT x.number FROM work.iteration x WHERE x.id = i.iteration_id)`, type: 'int' },
  },
  release: linked(sql`work.release x WHERE x.id = i.release_id`, sql`x.slug`, sql`x.name`),
  goals: {
    value: sql`(SELECT jsonb_agg(jsonb_build_object('id', x.slug, 'name', x.title) ORDER BY lower(x.title), x.slug) FROM ${goals})`,
    sort: {
      by: sql`(SELECT string_agg(lower(x.title) || ' ' || x.slug, ', ' ORDER BY lower(x.title), x.slug) FROM ${goals})`,
      type: 'text',
    },
  },
  labels: {
    value: sql`to_jsonb(i.labels)`,
    sort: { by: sql`nullif(lower(array_to_string(i.labels, ', ')), '')`, type: 'text' },
  },
  due: { value: sql`to_char(i.due, 'YYYY-MM-DD')`, sort: { by: sql`i.due`, type: 'date' } },
  blocked: words(sql`i.blocked_reason`),
  checklist: {
    value: sql`CASE WHEN i.checklist <> '[]' THEN jsonb_array_length(jsonb_path_query_array(i.checklist, '$[*] ? (@.doneAt != null)')) || ' of ' || jsonb_array_length(i.checklist) END`,
  },
  severity: inOrder(sql`i.severity`, severities),
  source: words(sql`i.source`),
  sourceLink: words(sql`i.source_link`),
  ownerTeam: words(sql`i.owner_team`),
  audience: inOrder(sql`i.audience`, ['public', 'internal', 'private', 'restricted']),
  created: time(sql`i.created_at`),
  updated: time(sql`i.updated_at`),
  since: time(sql`i.status_since`),
  done: time(sql`i.done_at`),
  rank: { value: sql`i.rank`, sort: { by: sql`i.rank`, type: 'text' } },
} satisfies Record<TableFieldName, Column>

/** The column of a name; undefined for what is none. */
export function columnOf(name: string, custom: readonly CustomField[]): Column | undefined {
  if (Object.hasOwn(tableFields, name)) return columns[name as TableFieldName]
  const own = custom.find(({ slug }) => `custom.${slug}` === name)
  return own && customColumn(own)
}

function customColumn({ slug, kind, choices }: CustomField): Column {
  const value = sql`(i.custom -> ${slug}::text)`
  const text = sql`(i.custom ->> ${slug}::text)`
  if (kind === 'person')
    return linked(sql`work.person x WHERE x.id::text = ${text}`, sql`x.id::text`, sql`x.name`)
  if (kind === 'number')
    return {
      value,
      sort: {
        by: sql`(CASE WHEN jsonb_typeof(${value}) = 'number' THEN ${text}::numeric END)`,
        type: 'numeric',
      },
    }
  if (kind === 'choice')
    return { value, sort: { by: sql`array_position(${choices}::text[], ${text})`, type: 'int' } }
  return { value, sort: { by: sql`lower(${text})`, type: 'text' } }
}
