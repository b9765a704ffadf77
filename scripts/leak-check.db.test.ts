// The leak check on live data: clean while nothing leaks, and loud when something does.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asViewer, closeClients } from '@/lib/kernel/db'
import { plantWorld, type World } from '@/lib/instruments/world'
import { certificate, leakCheck } from './leak-check'

let world: World
const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
const print = () => {}

beforeAll(async () => {
  await owner.connect()
  world = await plantWorld({ ownerUrl: process.env.DATABASE_OWNER_URL! })
})
afterAll(async () => {
  await owner.end()
  await closeClients()
})

const insert = (slug: string, title: string) =>
  owner.query(
    `INSERT INTO published.entry (slug, kind, title, summary, body, status, published_at, updated_at) VALUES ($1, 'item', $2, '', '', 'backlog', now(), now())`,
    [slug, title],
  )

test('nothing hidden is found where nothing leaks, and the certificate says what was tried', async () => {
  const check = await leakCheck({ print })
  expect(check.findings).toEqual([])
  expect(check.tokens).toBeGreaterThan(50)
  expect(check.doorList).toContain('GET /api/v1/items')
  expect(certificate(check)).toMatch(/Nothing hidden was found/)
})

test('it changes nothing, and nobody but the system is given fingerprints', async () => {
  const counts = () =>
    owner.query(
      `SELECT (SELECT count(*) FROM work.audit_line) a, (SELECT count(*) FROM work.outbox) o, (SELECT revision FROM published.workspace) r`,
    )
  const before = (await counts()).rows
  await leakCheck({ print })
  expect((await counts()).rows).toEqual(before)
  for (const person of ['security', 'admin', 'employee'] as const)
    await expect(
      asViewer(
        { kind: 'person', id: world.people[person].id },
        (tx) => tx.$queryRaw`SELECT count(*)::int FROM work.hidden_fingerprints(10)`,
      ),
    ).rejects.toThrow()
})

test.each([
  'restricted item: title',
  'request of an employee: answer',
  'draft of an employee',
  'next words of a live idea face: title',
  'restricted item: checklist',
  'risk of the restricted item: why',
  'own view: query',
])('a public text that holds the words of a %s is found, without its words in the report', async (field) => {
  const { token } = world.canaries.find((canary) => canary.field === field)!
  await insert('planted-aaaaaaaa', `Soon: ${token}`)
  let said = ''
  const check = await leakCheck({ print: (text) => (said = text) })
  await owner.query(`DELETE FROM published.entry WHERE slug = 'planted-aaaaaaaa'`)
  expect(check.findings.map(({ door }) => door)).toContain('GET /api/v1/items')
  expect(said.toLowerCase()).not.toContain(token.toLowerCase())
})

test('a key in a public text is found', async () => {
  await insert('planted-bbbbbbbb', `Look at ${world.things.items.private}`)
  const check = await leakCheck({ print })
  await owner.query(`DELETE FROM published.entry WHERE slug = 'planted-bbbbbbbb'`)
  expect(check.findings.some(({ field }) => field === 'key')).toBe(true)
})
