// Files of items: exactly what the table shows, as its reader.
import { parse } from 'csv-parse/sync'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import type { Asker } from '../kernel/audience'
import { closeClients } from '../kernel/db'
import { createItem } from '../items'
import { exportAs, exportItems, exportTable, type ExportFormat } from '.'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
let cast: Pick<Cast, 'lead' | 'analyst' | 'employee'>

beforeAll(async () => {
  await owner.connect()
  cast = await letIn(owner, ['lead', 'analyst', 'employee'])
  await owner.query(`INSERT INTO work.custom_field (id, slug, label, kind, choices, types, position) VALUES
    (gen_random_uuid(), 'score', 'Score', 'number', '{}', '{}', 1)`)
})
afterAll(async () => {
  await closeClients()
  await owner.end()
})
beforeEach(() => owner.query('DELETE FROM work.item; DELETE FROM work.named_person'))

async function file(
  asker: Asker,
  params: Record<string, string>,
  format: ExportFormat = 'csv',
  keys?: string[],
) {
  const answer = await exportTable(asker, { params, format, keys })
  if ('problem' in answer) throw new Error(answer.problem)
  return whole(answer.text)
}

async function whole(text: AsyncGenerator<string>) {
  let all = ''
  for await (const piece of text) all += piece
  return all
}

const make = (fields: Partial<Parameters<typeof createItem>[1]>, by: Asker = cast.lead) =>
  createItem(by, { title: 'Rotate the signing keys', origin: 'small', ...fields })

test('a file has the rows and columns of the table in their order, in words, and text stays text', async () => {
  const a = await make({ title: '=cmd()', priority: 'low', labels: ['x', 'y'], custom: { score: -3 } })
  const b = await make({ title: 'Two\u2019s "quotes", and commas', priority: 'urgent', due: '2027-03-31' })
  const params = { columns: 'title,priority,labels,due,custom.score,audience,created', sort: 'priority' }
  const rows = parse(await file(cast.lead, params)) as string[][]
  expect(rows[0]).toEqual(['Key', 'Title', 'Priority', 'Labels', 'Due', 'Score', 'Audience', 'Created'])
  expect(rows.slice(1).map((row) => row.slice(0, 7))).toEqual([
    [b.key, 'Two’s "quotes", and commas', 'Urgent', '', '2027-03-31', '', 'Private'],
    [a.key, "'=cmd()", 'Low', 'x, y', '', '-3', 'Private'],
  ])
  expect(rows[1]![7]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  expect(JSON.parse(await file(cast.lead, params, 'json'))).toMatchObject([
    { key: b.key, priority: 'urgent' },
    { key: a.key, title: '=cmd()', labels: ['x', 'y'], 'custom.score': -3 },
  ])
})

test('it holds what its reader may see, all of it, and only the selection when there is one', async () => {
  const hidden = await make({ title: 'A quiet thing', audience: 'restricted' })
  await owner.query(
    `INSERT INTO work.item (id, key, title, origin, rank) SELECT gen_random_uuid(), 'SEC-' || (7000 + n), 'Card ' || n, 'small', 'b' || lpad(n::text, 5, '0') FROM generate_series(1, 1201) n`,
  )
  const rows = parse(await file(cast.analyst, { columns: 'title' })) as string[][]
  expect(rows).toHaveLength(1202)
  expect(new Set(rows.map(([key]) => key)).size).toBe(1202)
  expect(rows.flat()).not.toContain(hidden.key)
  expect(JSON.parse(await file(cast.analyst, {}, 'json'))).toHaveLength(1201)
  const chosen = parse(
    await file(cast.analyst, {}, 'csv', ['SEC-7001', hidden.key, 'SEC-7003']),
  ) as string[][]
  expect(chosen.map(([key]) => key)).toEqual(['Key', 'SEC-7001', 'SEC-7003'])
})

test('nothing fits: a file of headings, and an empty list', async () => {
  expect(parse(await file(cast.lead, {}))).toHaveLength(1)
  expect(JSON.parse(await file(cast.lead, {}, 'json'))).toEqual([])
  expect(await exportTable(cast.lead, { params: { q: 'nonsense' }, format: 'csv' })).toMatchObject({
    problem: expect.stringContaining('character'),
  })
})

test('the operator takes out what an audience may read, and never what is restricted', async () => {
  const inside = await make({ audience: 'internal' })
  const closed = await make({ audience: 'private' })
  await make({ audience: 'restricted', title: 'A quiet thing' })
  const keys = async (audience: 'public' | 'internal' | 'private') =>
    (JSON.parse(await whole(await exportItems({ audience, format: 'json' }))) as { key: string }[]).map(
      ({ key }) => key,
    )
  expect(await keys('public')).toEqual([])
  expect(await keys('internal')).toEqual([inside.key])
  expect(await keys('private')).toEqual([inside.key, closed.key])
})

test('as a person the operator takes out exactly what that person may see', async () => {
  const inside = await make({ audience: 'internal' })
  const closed = await make({ audience: 'private' })
  const hidden = await make({ audience: 'restricted', title: 'A quiet thing' })
  const rows = async (
    who: 'lead' | 'analyst' | 'employee',
    { audience }: { audience?: 'internal' | 'private' } = {},
  ) => {
    const as = await exportAs({ kind: 'system' }, { email: `${who}@daylight.example` })
    const text = await whole(await exportItems({ as, audience, format: 'json' }))
    return JSON.parse(text) as { key: string; rank?: string }[]
  }
  const keys = async (...asked: Parameters<typeof rows>) =>
    (await rows(...asked)).map(({ key }) => key).sort()
  expect(await keys('lead')).toEqual([inside.key, closed.key, hidden.key].sort())
  expect(await keys('analyst')).toEqual([inside.key, closed.key].sort())
  expect(await keys('employee')).toEqual([inside.key])
  // An audience narrows what they see, and never widens it.
  expect(await keys('lead', { audience: 'private' })).toEqual([inside.key, closed.key].sort())
  expect(await keys('employee', { audience: 'private' })).toEqual([inside.key])
  // The order of the work is for those who make it.
  expect((await rows('analyst'))[0]).toHaveProperty('rank')
  expect((await rows('employee'))[0]).not.toHaveProperty('rank')
})

test('whose eyes a file is made with stands in the audit log; whoever sees nothing lends none', async () => {
  const system = { kind: 'system' } as const
  await exportAs(system, { email: 'Analyst@Daylight.example' })
  const { rows } = await owner.query(
    `SELECT role, detail FROM work.audit_line WHERE command = 'export.as' ORDER BY id DESC LIMIT 1`,
  )
  expect(rows).toEqual([{ role: 'system', detail: JSON.stringify({ as: cast.analyst.id }) }])
  await expect(exportAs(system, { email: 'nobody@daylight.example' })).rejects.toThrow('Nobody here')
  await owner.query('UPDATE work.person SET disabled_at = now() WHERE id = $1', [cast.analyst.id])
  await expect(exportAs(system, { email: 'analyst@daylight.example' })).rejects.toThrow('disabled')
  await owner.query('UPDATE work.person SET disabled_at = NULL WHERE id = $1', [cast.analyst.id])
  await expect(exportAs(cast.lead, { email: 'analyst@daylight.example' })).rejects.toMatchObject({
    code: 'not-allowed',
  })
})
