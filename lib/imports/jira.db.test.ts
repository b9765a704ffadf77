import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asViewer, closeClients } from '../kernel/db'
import { importJiraCsv } from '.'

const sample = fileURLToPath(new URL('./jira-csv/sample.csv', import.meta.url))
const archive = fileURLToPath(
  new URL(
    '../../../shared/data/imports/jira-public-archive/derived-INFRA.jira-cloud-layout.csv',
    import.meta.url,
  ),
)
const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
const cast: Record<string, string> = {}

beforeAll(async () => {
  await owner.connect()
  for (const role of ['sales', 'security', 'employee', 'admin']) {
    const { rows } = await owner.query<{ id: string }>(
      `INSERT INTO work.person (id, name, email, role) VALUES (gen_random_uuid(), $1, $1 || '@daylight.example', $1) RETURNING id`,
      [role],
    )
    cast[role] = rows[0]!.id
  }
})

afterAll(async () => {
  await owner.end()
  await closeClients()
})

const as = (role: string) => ({ kind: 'person', id: cast[role]! }) as const

/** All that a second run could change, as one text. */
async function everything(): Promise<string> {
  const tables = [
    'item',
    'comment',
    'person',
    'release',
    'item_relation',
    'import_source',
    'history',
    'outbox',
  ]
  const rows = await Promise.all(
    tables.map((table) =>
      owner.query(`SELECT coalesce(json_agg(t ORDER BY t::text), '[]') AS all FROM work.${table} t`),
    ),
  )
  return JSON.stringify(rows.map(({ rows: [row] }) => row))
}

test('a rehearsal tells what would come, and nothing comes', async () => {
  const before = await everything()
  const report = await importJiraCsv({ file: sample, dryRun: true })
  expect(report).toMatchObject({
    dryRun: true,
    totals: { rows: 12, created: 9, broken: 3, comments: 3, people: 2, releases: 1 },
  })
  expect(report.rows.every((row) => row.ourKey === undefined)).toBe(true)
  expect(await everything()).toBe(before)
})

test('every whole row becomes a private item with its past, and a broken one is named by its line', async () => {
  const report = await importJiraCsv({ file: sample })
  expect(report.totals).toMatchObject({
    rows: 12,
    created: 9,
    skipped: 0,
    broken: 3,
    comments: 3,
    people: 2,
    releases: 1,
    relations: 3,
    parents: 2,
  })
  expect(report.rows.filter((row) => row.outcome === 'broken')).toEqual([
    {
      line: 26,
      key: null,
      outcome: 'broken',
      problems: ['Created: “31/Feb/22 10:00 AM” is no date of the calendar.'],
    },
    { line: 29, key: null, outcome: 'broken', problems: [expect.stringMatching(/no partner/)] },
    { line: 32, key: null, outcome: 'broken', problems: ['This row has 5 cells where the header has 34.'] },
  ])
  const key = report.rows.find((row) => row.key === 'DEMO-1')!.ourKey!
  const { rows } = await owner.query(
    `SELECT i.*, a.name AS assignee, a.email, r.name AS reporter, l.name AS release, l.audience AS release_audience
     FROM work.item i LEFT JOIN work.person a ON a.id = i.assignee_id LEFT JOIN work.person r ON r.id = i.reporter_id
     LEFT JOIN work.release l ON l.id = i.release_id WHERE i.key = $1`,
    [key],
  )
  expect(rows).toEqual([
    expect.objectContaining({
      title: 'Security signing of builds',
      type: 'epic',
      origin: 'small',
      status: 'in-progress',
      priority: 'high',
      labels: ['supply-chain', 'signing'],
      assignee: 'Platform lead',
      email: null,
      reporter: 'Service desk',
      release: '2022.3',
      release_audience: 'private',
      audience: 'private',
      created_at: new Date('2022-06-01T08:05Z'),
      updated_at: new Date('2022-06-14T09:00Z'),
      done_at: null,
    }),
  ])
  expect(rows[0].description).toContain('- Also fixed in: 2022.4')
})

test('children know their parent, and links stand between the same items as there', async () => {
  const { rows } = await owner.query<{ says: string }>(
    `SELECT concat_ws(' ', f.external_id, r.kind, t.external_id) AS says FROM work.item_relation r
     JOIN work.import_source f ON f.subject_id = r.from_id AND f.kind = 'item'
     JOIN work.import_source t ON t.subject_id = r.to_id AND t.kind = 'item'
     UNION ALL SELECT concat_ws(' ', c.external_id, 'is part of', p.external_id) FROM work.item i
     JOIN work.import_source c ON c.subject_id = i.id AND c.kind = 'item'
     JOIN work.import_source p ON p.subject_id = i.parent_id AND p.kind = 'item' ORDER BY 1`,
  )
  expect(rows.map((row) => row.says)).toContain('DEMO-2 blocks DEMO-3')
  expect(rows.map((row) => row.says)).toContain('DEMO-2 is part of DEMO-1')
})

test('the order is the one of their ranks', async () => {
  const { rows } = await owner.query<{ key: string }>(
    `SELECT s.external_id AS key FROM work.item i JOIN work.import_source s ON s.subject_id = i.id AND s.kind = 'item' ORDER BY i.rank COLLATE "C"`,
  )
  expect(rows[0]!.key).toBe('DEMO-1')
})

test('comments keep their writers and days, and are for the team', async () => {
  const { rows } = await owner.query<{ name: string; audience: string; created_at: Date }>(
    `SELECT p.name, c.audience, c.created_at FROM work.comment c JOIN work.person p ON p.id = c.author_id ORDER BY c.created_at`,
  )
  expect(rows).toHaveLength(3)
  expect(rows.every((row) => row.audience === 'private' && row.created_at < new Date('2023-01-01'))).toBe(
    true,
  )
})

test('the security team finds what came in; sales and everyone else find none of it', async () => {
  const seen = (role: string) =>
    asViewer(as(role), async (tx) => [
      await tx.item.count(),
      await tx.comment.count(),
      await tx.release.count(),
    ])
  expect(await seen('security')).toEqual([9, 3, 1])
  expect(await seen('sales')).toEqual([0, 0, 0])
  expect(await seen('employee')).toEqual([0, 0, 0])
})

test('a second run of the same file changes nothing', async () => {
  const before = await everything()
  const report = await importJiraCsv({ file: sample })
  expect(report.totals).toMatchObject({
    created: 0,
    skipped: 9,
    broken: 3,
    comments: 0,
    people: 0,
    releases: 0,
    relations: 0,
    parents: 0,
  })
  expect(await everything()).toBe(before)
})

test('what changed there since is said, and left alone here', async () => {
  const file = join(process.env.DATA_DIR!, 'changed.csv')
  writeFileSync(
    file,
    readFileSync(sample, 'utf8').replace('Security signing of builds', 'Signing of all builds'),
  )
  const before = await everything()
  const report = await importJiraCsv({ file })
  expect(report.rows.filter((row) => row.outcome === 'changed-there').map((row) => row.key)).toEqual([
    'DEMO-1',
  ])
  expect(await everything()).toBe(before)
})

test('a run that was cut off before its links is completed by the next', async () => {
  await owner.query(`DELETE FROM work.item_relation`)
  await importJiraCsv({ file: sample })
  // Somebody may have taken them away on purpose.
  expect((await owner.query(`SELECT 1 FROM work.item_relation`)).rowCount).toBe(0)
  await owner.query(`DELETE FROM work.import_source WHERE kind = 'joined'`)
  await importJiraCsv({ file: sample })
  expect((await owner.query(`SELECT 1 FROM work.item_relation`)).rowCount).toBe(3)
})

test('a file whose dates can be read in two ways is refused until somebody says which', async () => {
  const file = join(process.env.DATA_DIR!, 'ambiguous.csv')
  writeFileSync(file, 'Summary,Issue key,Issue Type,Status,Created\nOne,AMB-1,Task,Open,5/6/22 10:00\n')
  await expect(importJiraCsv({ file })).rejects.toThrow(/--date-order/)
  expect((await importJiraCsv({ file, dateOrder: 'month-first' })).totals.created).toBe(1)
  const { rows } = await owner.query<{ created_at: Date }>(
    `SELECT created_at FROM work.item WHERE title = 'One'`,
  )
  expect(rows[0]!.created_at).toEqual(new Date('2022-05-06T10:00Z'))
})

test('an origin map that gives the wishlist is refused: only promoting an idea does', async () => {
  await expect(importJiraCsv({ file: sample, originMap: '*=wishlist' })).rejects.toThrow(
    /only promoting an idea/,
  )
})

test.skipIf(!existsSync(archive))(
  'the public archive comes in whole in less than a minute, and not twice',
  async () => {
    const begun = performance.now()
    const report = await importJiraCsv({ file: archive })
    expect(performance.now() - begun).toBeLessThan(60_000)
    expect(report.totals).toMatchObject({ rows: 236, created: 236, broken: 0, comments: 355 })
    const again = await importJiraCsv({ file: archive })
    expect(again.totals).toMatchObject({ created: 0, skipped: 236, broken: 0 })
  },
  60_000,
)
