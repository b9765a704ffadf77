// A query is foreign text. Whatever stands in it, it answers with items of the reader or with a problem; and nothing that it
// says tells a hidden name from one that never was.
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createGoal } from '../../goals'
import { letIn, type Cast } from '../../instruments/cast'
import { asViewer, closeClients, Prisma } from '../../kernel/db'
import { Refusal } from '../../kernel/errors'
import { commentOnItem, createItem, listItems, relateItems, updateItem } from '..'
import { itemsWhere, queryExamples, suggestValues } from '.'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
const members = ['lead', 'engineer', 'analyst', 'employee', 'sales', 'guest'] as const
type Member = (typeof members)[number]
let cast: Pick<Cast, Member>
let keys: { open: string; private: string; restricted: string; child: string }
let hiddenGoal: string

const secret = 'Zyxwv secret'

beforeAll(async () => {
  await owner.connect()
  cast = await letIn(owner, members)
  const hidden = await createGoal(cast.lead, { title: `${secret} goal`, audience: 'private' })
  const { rows } = await owner.query<{ slug: string }>('SELECT slug FROM work.goal WHERE id = $1', [
    hidden.id,
  ])
  hiddenGoal = rows[0]!.slug
  await owner.query(
    `INSERT INTO work.release (id, slug, name, audience) VALUES (gen_random_uuid(), 'zyxwv-release', $1, 'private')`,
    [`${secret} release`],
  )
  const inside = await createItem(cast.lead, {
    title: `${secret} epic`,
    origin: 'small',
    type: 'epic',
    labels: ['zyxwv'],
  })
  const restricted = await createItem(cast.lead, {
    title: `${secret} circle`,
    origin: 'small',
    audience: 'restricted',
    named: [cast.engineer.id],
    labels: ['zyxwv-circle'],
  })
  // What everyone here sees, tied on all sides to what they don't.
  const open = await createItem(cast.lead, { title: 'Open work', origin: 'small' })
  await updateItem(cast.lead, {
    key: open.key,
    goals: [hiddenGoal],
    release: 'zyxwv-release',
    parent: inside.key,
    assignee: cast.analyst.id,
  })
  await relateItems(cast.lead, { key: open.key, to: restricted.key, kind: 'blocks' })
  const child = await createItem(cast.lead, { title: 'Open child', origin: 'small', parent: open.key })
  await owner.query(`UPDATE work.item SET audience = 'internal' WHERE key = ANY ($1)`, [
    [open.key, child.key],
  ])
  keys = { open: open.key, private: inside.key, restricted: restricted.key, child: child.key }
})

afterAll(async () => {
  await closeClients()
  await owner.end()
})

async function ask(who: Member, text: string): Promise<string[] | { sentence: string; choices: string[] }> {
  return asViewer(cast[who], async (tx, viewer) => {
    const asked = await itemsWhere(tx, viewer, text)
    if (!asked.ok) return asked.problem
    const rows = await tx.$queryRaw<{ key: string }[]>(
      Prisma.sql`SELECT i.key FROM work.item i WHERE ${asked.where} ORDER BY ${asked.orderBy} LIMIT 100`,
    )
    return rows.map((row) => row.key)
  })
}

const sight: Record<Member, () => string[]> = {
  lead: () => Object.values(keys),
  engineer: () => Object.values(keys),
  analyst: () => [keys.open, keys.private, keys.child],
  employee: () => [keys.open, keys.child],
  sales: () => [keys.open, keys.child],
  guest: () => [],
}

test('who is named where the reader does not listen is named nowhere', async () => {
  const said = { key: keys.open, body: 'Please look, @analyst.', audience: 'private' as const }
  await commentOnItem(cast.lead, said)
  expect(await ask('lead', 'mentions = analyst@daylight.example')).toEqual([keys.open])
  expect(await ask('analyst', 'mentions = me()')).toEqual([keys.open])
  for (const query of ['mentions = analyst@daylight.example', 'mentions ~ analyst', 'mentions IS NOT EMPTY'])
    expect(await ask('employee', query), query).toEqual([])
  expect(await ask('employee', 'mentions IS EMPTY')).toEqual(sight.employee())
})

test('a checklist is asked by what is left of it', async () => {
  const checklist = [{ text: 'Tell them' }, { text: 'Close it', done: true }]
  await updateItem(cast.lead, { key: keys.open, checklist })
  await updateItem(cast.lead, { key: keys.child, checklist: [{ text: 'Close it', done: true }] })
  expect(await ask('lead', 'checklist = open')).toEqual([keys.open])
  expect(await ask('lead', 'checklist = done')).toEqual([keys.child])
  expect(await ask('analyst', 'checklist IS EMPTY')).toEqual([keys.private])
  expect(await ask('lead', 'checklist != open')).not.toContain(keys.open)
})

describe('a hidden name and one that never was answer alike', () => {
  test.each([
    ['goal', `"${secret} goal"`],
    ['goal', () => hiddenGoal],
    ['release', 'zyxwv-release'],
    ['release', `"${secret} release"`],
    ['parent', () => keys.private],
    ['key', () => keys.private],
    ['key', () => keys.restricted],
    ['label', 'zyxwv'],
  ] as [string, string | (() => string)][])('%s = %s', async (field, given) => {
    const value = typeof given === 'function' ? given() : given
    // A part of a key is a part of others too.
    for (const operator of field === 'key' ? ['=', '!='] : ['=', '!=', '~', '!~']) {
      const hidden = await ask('employee', `${field} ${operator} ${value}`)
      const absent = await ask('employee', `${field} ${operator} never-was`)
      expect(hidden).toEqual(absent)
      expect(await ask('employee', `NOT ${field} ${operator} ${value}`)).toEqual(
        await ask('employee', `NOT ${field} ${operator} never-was`),
      )
    }
  })

  test('what is tied to hidden things is empty for whoever does not see them, now and in the past', async () => {
    for (const field of ['goal', 'release', 'parent']) {
      expect(await ask('employee', `${field} IS EMPTY AND key = ${keys.open}`), field).toEqual([keys.open])
      expect(await ask('lead', `${field} IS NOT EMPTY AND key = ${keys.open}`), field).toEqual([keys.open])
      expect(await ask('employee', `${field} CHANGED AND key = ${keys.open}`), field).toEqual([])
      expect(await ask('lead', `${field} CHANGED AND key = ${keys.open}`), field).toEqual([keys.open])
    }
    expect(await ask('employee', `release WAS zyxwv-release`)).toEqual([])
    expect(await ask('lead', `release WAS zyxwv-release`)).toEqual([keys.open])
    expect(await ask('employee', `parent WAS NOT ${keys.private}`)).toEqual(
      await ask('employee', 'parent WAS NOT never-was'),
    )
  })

  test('an order by a hidden thing puts its item among those that have none', async () => {
    for (const field of ['goal', 'release', 'parent', 'parent DESC', 'release DESC'])
      expect(await ask('employee', `key IN (${keys.open}) ORDER BY ${field}`)).toEqual([keys.open])
    // The child's parent is in sight, the open item's is not.
    expect(await ask('employee', 'ORDER BY parent')).toEqual([keys.child, keys.open])
  })

  test('nothing hidden is offered while somebody types', async () => {
    for (const field of ['goal', 'release', 'parent', 'key', 'label']) {
      expect(await suggestValues(cast.employee, { field, typed: 'zyxwv' }), field).toEqual([])
      expect(await suggestValues(cast.lead, { field, typed: 'zyxwv' }), field).not.toEqual([])
    }
    expect(await suggestValues(cast.analyst, { field: 'label', typed: 'zyxwv' })).toEqual([
      { value: 'zyxwv', label: 'zyxwv' },
    ])
    expect(await suggestValues(cast.guest, { field: 'assignee', typed: '' })).toEqual([])
    expect(await suggestValues(cast.lead, { field: 'title', typed: '' })).toEqual([])
    expect(await suggestValues(cast.lead, { field: 'label', typed: '%\0_\\' })).toEqual([])
  })
})

describe('whatever stands in a query', () => {
  const pieces = [
    ...queryExamples.flatMap(({ examples }) => examples.map(({ query }) => query)),
    `"'; DROP TABLE work.item; --"`,
    `text ~ "%' OR true OR '"`,
    'key = $1',
    '1 = 1',
    'OR',
    'AND',
    'NOT',
    '(',
    ')',
    ',',
    '"',
    "'",
    '\\',
    '\0',
    '\ud800',
    '💡',
    '= EMPTY',
    'was',
    'changed from',
    'estimate > 99999999999999',
    'estimate = -0.000001',
    'due < "2999-12-31T23:59:59-14:00"',
    'updated > -99999999y',
    'created < +100y',
    'age > 999999999999999',
    'startOfYear(-100)',
    'iteration = 999999',
    'label = "{a,b}"',
    'custom.x = 1',
    'ORDER BY',
    'rank DESC',
    'assignee = "00000000-0000-0000-0000-000000000000"',
    'status in (done, ready)',
    '\u202e\u0000',
  ]

  test(
    'it is a query or a problem, never a fault, and never a foreign row',
    { timeout: 120_000 },
    async () => {
      const part = fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...pieces) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
      )
      const mutated = fc
        .tuple(fc.constantFrom(...pieces), fc.nat(60), fc.nat(5), fc.string({ maxLength: 3 }))
        .map(([text, from, count, put]) => text.slice(0, from) + put + text.slice(from + count))
      const text = fc.oneof(
        fc.array(part, { maxLength: 6 }).map((parts) => parts.join(' ')),
        mutated,
        fc.tuple(mutated, fc.constantFrom('AND', 'OR'), mutated).map((parts) => parts.join(' ')),
      )
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...members), text, async (who, query) => {
          const answer = await ask(who, query)
          const allowed = sight[who]()
          if (Array.isArray(answer)) expect(answer.filter((key) => !allowed.includes(key))).toEqual([])
          else expect(answer.sentence).toMatch(/[.?]$/)
        }),
        { numRuns: 400 },
      )
    },
  )

  test('each example of the help runs, for people of every role', async () => {
    for (const { examples } of queryExamples)
      for (const { query } of examples)
        for (const who of members) expect(await ask(who, query), query).toBeInstanceOf(Array)
  })
})

describe('lists by query', () => {
  test('a query that cannot be read is refused at its parameter, with place and choices', async () => {
    const refused = await listItems(cast.lead, { q: 'status = finished' }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Refusal)
    expect(refused).toMatchObject({
      code: 'invalid',
      fields: [{ path: 'q', position: { from: 9, to: 17 }, choices: expect.arrayContaining(['done']) }],
    })
  })

  test('a list keeps the order of its query over its pages, and a cursor of another order is foreign', async () => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: { data: string; next: string | null } = await listItems(cast.lead, {
        q: 'ORDER BY title DESC',
        limit: 1,
        cursor,
      })
      seen.push(...(JSON.parse(page.data) as { title: string }[]).map(({ title }) => title))
      cursor = page.next
    } while (cursor)
    expect(seen).toEqual([`${secret} epic`, `${secret} circle`, 'Open work', 'Open child'])
    const { next } = await listItems(cast.lead, { q: 'ORDER BY title DESC', limit: 1 })
    await expect(listItems(cast.lead, { q: 'ORDER BY title', cursor: next })).rejects.toMatchObject({
      fields: [{ path: 'cursor' }],
    })
  })
})

test('nobody finds out who tied an item to a hidden thing, or when', async () => {
  const { rows } = await owner.query<{ key: string }>(`SELECT key FROM work.item WHERE title = $1`, [
    `${secret} epic`,
  ])
  const made = await createItem(cast.analyst, {
    title: 'Tied unseen',
    origin: 'small',
    audience: 'internal',
  })
  await updateItem(cast.engineer, { key: made.key, parent: rows[0]!.key, goals: [hiddenGoal] })
  for (const query of ['parent WAS EMPTY', 'goal WAS EMPTY', 'parent CHANGED', 'goal CHANGED']) {
    const about = `key = ${made.key} AND ${query}`
    expect(await titles(cast.employee, `${about} BY "Security engineer"`), query).toEqual([])
    // Whoever sees the thing finds the one who tied it; that shows that the question can be answered at all.
    if (query.endsWith('CHANGED'))
      expect(await titles(cast.lead, `${about} BY "Security engineer"`), query).toEqual(['Tied unseen'])
  }
})

async function titles(asker: (typeof cast)[Member], text: string): Promise<string[]> {
  return asViewer(asker, async (tx, viewer) => {
    const asked = await itemsWhere(tx, viewer, text)
    if (!asked.ok) throw new Error(JSON.stringify(asked.problem))
    const rows = await tx.$queryRaw<{ title: string }[]>(
      Prisma.sql`SELECT i.title FROM work.item i WHERE ${asked.where} ORDER BY ${asked.orderBy} LIMIT 5`,
    )
    return rows.map(({ title }) => title)
  })
}
