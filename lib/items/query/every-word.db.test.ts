// Each field with each operator that it offers, and each function, runs on the real database.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { letIn, type Cast } from '../../instruments/cast'
import type { Asker } from '../../kernel/audience'
import { asViewer, closeClients, Prisma } from '../../kernel/db'
import { limits, operatorsOf, type FieldWord } from '../../kernel/query'
import { createItem } from '..'
import { itemsWhere } from '.'
import { surroundings } from './vocabulary'
import { fieldWords } from './words'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
let cast: Pick<Cast, 'lead' | 'employee'>

beforeAll(async () => {
  await owner.connect()
  cast = await letIn(owner, ['lead', 'employee'])
  await owner.query(`INSERT INTO work.custom_field (id, slug, label, kind, choices, position) VALUES
    (gen_random_uuid(), 'system', 'System', 'choice', '{api,site}', 1), (gen_random_uuid(), 'areas', 'Areas', 'choices', '{web,mail}', 2),
    (gen_random_uuid(), 'contact', 'Contact', 'person', '{}', 3), (gen_random_uuid(), 'score', 'Score', 'number', '{}', 4),
    (gen_random_uuid(), 'paper', 'Paper', 'link', '{}', 5), (gen_random_uuid(), 'note', 'Note', 'text', '{}', 6),
    (gen_random_uuid(), 'agreed', 'Agreed on', 'date', '{}', 7), (gen_random_uuid(), 'status', 'Our status', 'text', '{}', 8)`)
  await createItem(cast.lead, {
    title: 'Rotate the signing keys',
    origin: 'small',
    labels: ['keys'],
    custom: {
      score: 3,
      system: 'api',
      areas: ['web'],
      agreed: '2026-11-01',
      status: 'odd',
      contact: cast.lead.id,
    },
  })
})

afterAll(async () => {
  await closeClients()
  await owner.end()
})

/** The titles that a query answers, or its problem. */
async function ask(asker: Asker, text: string) {
  return asViewer(asker, async (tx, viewer) => {
    const asked = await itemsWhere(tx, viewer, text)
    if (!asked.ok) return asked.problem
    const rows = await tx.$queryRaw<{ title: string; place: (string | null)[] }[]>(
      Prisma.sql`SELECT i.title, ${asked.order.place} AS place FROM work.item i WHERE ${asked.where} ORDER BY ${asked.orderBy} LIMIT 50`,
    )
    if (rows[0])
      await tx.$queryRaw(
        Prisma.sql`SELECT 1 FROM work.item i WHERE ${asked.where} AND ${asked.order.after(rows[0].place)} ORDER BY ${asked.orderBy}`,
      )
    return rows.map((row) => row.title)
  })
}

function valueFor(field: FieldWord): string {
  switch (field.kind) {
    case 'choice':
      return `"${field.choices![0]!.value}"`
    case 'flag':
      return 'yes'
    case 'number':
    case 'numbered':
      return '3'
    case 'day':
    case 'time':
      return '2026-11-01'
    case 'text':
    case 'person':
    case 'name':
      return '"SEC-1 100%_\\\\"'
  }
}

const ownWords = ['system', 'areas', 'contact', 'score', 'paper', 'note', 'agreed', 'custom.status']

test('the words are the fixed ones and the team’s own', async () => {
  const { vocabulary } = await asViewer(cast.lead, (tx) => surroundings(tx))
  expect(vocabulary.fields.map(({ name }) => name)).toEqual([
    ...fieldWords.map(({ name }) => name),
    ...ownWords,
  ])
})

test.each([...fieldWords.map(({ name }) => name), ...ownWords])(
  '“%s” runs with each operator it offers, and with an order by it',
  async (name) => {
    const { vocabulary } = await asViewer(cast.lead, (tx) => surroundings(tx))
    const field = vocabulary.fields.find((each) => each.name === name)!
    const value = valueFor(field)
    const queries = operatorsOf(field).flatMap((operator) => {
      if (operator.startsWith('IS')) return [`${field.name} ${operator}`]
      if (operator.endsWith('IN')) return [`${field.name} ${operator} (${value}, ${value})`]
      if (operator === 'CHANGED')
        return [
          `${field.name} CHANGED`,
          `${field.name} CHANGED AFTER -7d BEFORE now() BY me()`,
          `${field.name} CHANGED ON today()`,
          ...(field.historyWithoutValues ? [] : [`${field.name} CHANGED FROM ${value} TO ${value}`]),
        ]
      if (operator.startsWith('WAS'))
        return [
          `${field.name} ${operator} ${value}`,
          `${field.name} ${operator} ${value} AFTER -7d BEFORE startOfDay() BY nobody`,
          ...(field.empties === false || field.kind === 'flag' ? [] : [`${field.name} WAS EMPTY ON -1d`]),
        ]
      return [`${field.name} ${operator} ${value}`]
    })
    for (const each of together(queries.flatMap((query) => [query, `NOT (${query})`])))
      expect(await ask(cast.lead, each), each).toBeInstanceOf(Array)
    if (field.sorts !== false)
      expect(await ask(cast.lead, `ORDER BY ${field.name} DESC`)).toBeInstanceOf(Array)
  },
)

/** Few queries of many conditions, within the limits. */
function together(conditions: string[]): string[] {
  const size = limits.past
  return conditions.flatMap((_, n) => (n % size === 0 ? [conditions.slice(n, n + size).join(' OR ')] : []))
}

test('each function runs where it gives something', async () => {
  const { vocabulary } = await asViewer(cast.lead, (tx) => surroundings(tx))
  const uses = { person: 'assignee = ', numbered: 'iteration >= ', time: 'updated < ', condition: '' }
  for (const { name, gives, shifts } of vocabulary.functions)
    for (const argument of shifts ? ['', '-1', '+2d', '-3M'] : [''])
      expect(await ask(cast.lead, `${uses[gives]}${name}(${argument})`), name).toBeInstanceOf(Array)
})

describe('values of the team’s own fields', () => {
  test.each([
    'score = 3',
    'score > 2.5',
    'system = api',
    'System != site',
    'areas = web',
    'areas IN (web, mail)',
    'areas != mail',
    'contact = me()',
    'contact = "security lead"',
    'agreed < 2026-11-02',
    'agreed = 2026-11-01',
    'custom.status = odd',
    'note IS EMPTY',
  ])('%s', async (query) => {
    expect(await ask(cast.lead, query)).toEqual(['Rotate the signing keys'])
    expect(await ask(cast.lead, `NOT ${query}`)).toEqual([])
    expect(await ask(cast.employee, query)).toEqual([])
  })

  test('a choice that is none is named with the choices', async () => {
    expect(await ask(cast.lead, 'system = phone')).toMatchObject({ from: 9, choices: ['api', 'site'] })
  })
})
