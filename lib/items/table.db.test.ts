// The table: the same rows whatever the columns, each once, in the order that was asked for, as this reader sees them.
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import type { Asker } from '../kernel/audience'
import { closeClients } from '../kernel/db'
import { createGoal } from '../goals'
import { createIteration } from '../iterations'
import { createItem, itemTable, moreRows, type TableAsked } from '.'
import { groupFields, tableFields } from './fields'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
let cast: Pick<Cast, 'lead' | 'analyst' | 'engineer' | 'employee'>

beforeAll(async () => {
  await owner.connect()
  cast = await letIn(owner, ['lead', 'analyst', 'engineer', 'employee'])
  await owner.query(`INSERT INTO work.custom_field (id, slug, label, kind, choices, types, position) VALUES
    (gen_random_uuid(), 'system', 'System', 'choice', '{api,site}', '{}', 1),
    (gen_random_uuid(), 'score', 'Score', 'number', '{}', '{}', 2),
    (gen_random_uuid(), 'contact', 'Contact', 'person', '{}', '{}', 3)`)
})
afterAll(async () => {
  await closeClients()
  await owner.end()
})
beforeEach(() => owner.query('DELETE FROM work.item; DELETE FROM work.named_person'))

type Fields = Partial<Parameters<typeof createItem>[1]>
const item = async (fields: Fields = {}, by: Asker = cast.lead) =>
  (await createItem(by, { title: 'Rotate the signing keys', origin: 'small', ...fields })).key

/** Every row of a table, page by page. */
async function all(asker: Asker, params: TableAsked['params'], limit = 2) {
  const rows = []
  let cursor: string | null = null
  do {
    const page = await moreRows(asker, { params, cursor, limit })
    rows.push(...page!.rows)
    cursor = page!.next
  } while (cursor)
  return rows
}

const many = [...Object.keys(tableFields), 'custom.system', 'custom.score', 'custom.contact']

async function plenty() {
  const goal = await createGoal(cast.lead, { title: `Goal ${Date.now()}` })
  const parent = await item({ title: 'An epic', type: 'epic' })
  return [
    parent,
    await item({ priority: 'low', due: '2027-03-01', labels: ['b'], custom: { system: 'site', score: 10 } }),
    await item({ priority: 'urgent', assignee: cast.analyst.id, estimate: 5, goals: [goal.slug], parent }),
    await item({
      priority: 'high',
      due: '2027-01-01',
      estimate: 2,
      custom: { contact: cast.lead.id, score: 9 },
    }),
    await item({
      priority: 'low',
      assignee: cast.engineer.id,
      labels: ['a', 'c'],
      custom: { system: 'api' },
    }),
    await item({
      type: 'vulnerability',
      origin: 'bug',
      severity: 'high',
      blocked: 'Waiting',
      goals: [goal.slug],
    }),
    await item({ priority: 'low', title: 'ßigns, 🗝 and “quotes”' }),
  ]
}

describe('order', () => {
  test('by every column, up and down, page after page: each item once', { timeout: 90_000 }, async () => {
    const keys = (await plenty()).sort()
    for (const name of many)
      for (const sort of [name, `-${name}`]) {
        const rows = await all(cast.lead, { sort, columns: many.join(',') })
        expect(rows.map(({ key }) => key).sort(), sort).toEqual(keys)
      }
  })

  test(
    'grouped by every field: each item once, groups together, counts as there are rows',
    { timeout: 60_000 },
    async () => {
      const keys = (await plenty()).sort()
      for (const group of [...groupFields, 'custom.system', 'custom.contact']) {
        const rows = await all(cast.lead, { group, sort: '-priority' })
        expect(rows.map(({ key }) => key).sort(), group).toEqual(keys)
        const { groups, total } = await itemTable(cast.lead, { params: { group } })
        expect(total).toBe(keys.length)
        const inOrder = rows.map((row) => row.group).filter((at, n, them) => n === 0 || at !== them[n - 1])
        expect(inOrder, group).toEqual(groups.map(({ at }) => at))
        for (const { at, count } of groups)
          expect(rows.filter((row) => row.group === at).length, `${group} ${at}`).toBe(count)
      }
    },
  )

  test('what is urgent comes before what is not, numbers go by size, and nothing comes last either way', async () => {
    await plenty()
    const values = async (sort: string) =>
      (await all(cast.lead, { sort, columns: sort.replace('-', '') })).map(
        ({ cells }) => cells[sort.replace('-', '')],
      )
    expect((await values('priority')).slice(0, 3)).toEqual(['urgent', 'high', 'low'])
    expect((await values('custom.score')).slice(0, 3)).toEqual([9, 10, null])
    expect((await values('-custom.score')).slice(0, 3)).toEqual([10, 9, null])
    expect((await values('due')).slice(0, 3)).toEqual(['2027-01-01', '2027-03-01', null])
  })

  test('the order of a query holds where the table asks for none', async () => {
    const [low, high] = [await item({ priority: 'low' }), await item({ priority: 'high' })]
    const order = async (params: Record<string, string>) =>
      (await all(cast.lead, params, 1)).map(({ key }) => key)
    expect(await order({ q: 'status = Backlog ORDER BY created DESC' })).toEqual([high, low])
    expect(await order({ q: 'status = Backlog ORDER BY created DESC', sort: 'created' })).toEqual([low, high])
  })

  test('a cursor of another order begins nothing', async () => {
    await plenty()
    const { next } = (await moreRows(cast.lead, { params: { sort: 'due' }, cursor: null, limit: 2 }))!
    expect(await moreRows(cast.lead, { params: { sort: 'title' }, cursor: next })).toBeNull()
    expect(await moreRows(cast.lead, { params: {}, cursor: 'nonsense' })).toBeNull()
  })
})

describe('as its reader', () => {
  test('what is hidden is in no row, no count, no group and no cell', async () => {
    const hidden = await item({
      title: 'A quiet epic',
      type: 'epic',
      audience: 'restricted',
      priority: 'urgent',
    })
    const part = await item({ parent: hidden })
    const asked = { params: { group: 'parent', columns: 'title,parent' } }
    const seen = await itemTable(cast.analyst, asked)
    expect(JSON.stringify(seen)).not.toContain(hidden)
    expect(JSON.stringify(seen)).not.toContain('quiet')
    expect(seen.rows.map(({ key }) => key)).toEqual([part])
    expect(seen).toMatchObject({ total: 1, groups: [{ at: null, value: null, count: 1 }] })
    expect((await itemTable(cast.lead, asked)).total).toBe(2)
    // Asked for by its key, it is as absent as one that never was.
    for (const key of [hidden, 'SEC-999999'])
      expect((await moreRows(cast.analyst, { params: {}, keys: [key], cursor: null }))!.rows).toEqual([])
  })

  test('a query that cannot be read says where, and shows nothing', async () => {
    await item()
    const table = await itemTable(cast.lead, { params: { q: 'statu = Done' } })
    expect(table).toMatchObject({ rows: [], total: 0 })
    expect(table.problem).toMatchObject({ from: 0, choices: expect.arrayContaining(['status']) })
  })

  test('cells hold what they are: a person, a day, a list, an own field', async () => {
    const iteration = await createIteration(cast.lead, { startsOn: '2027-02-01', endsOn: '2027-02-14' })
    const key = await item({
      assignee: cast.analyst.id,
      labels: ['x', 'y'],
      iteration: iteration.number,
      custom: { system: 'api', contact: cast.lead.id },
    })
    const [row] = await all(cast.lead, { columns: many.join(',') })
    expect(row).toMatchObject({
      key,
      cells: {
        assignee: { id: cast.analyst.id, name: 'Security analyst' },
        labels: ['x', 'y'],
        iteration: { id: String(iteration.number), name: `Iteration ${iteration.number}` },
        parent: null,
        'custom.system': 'api',
        'custom.contact': { name: 'Security lead' },
        audience: 'private',
      },
    })
  })
})
