import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asViewer, closeClients } from '../kernel/db'
import { importJiraHistory } from '.'

const sample = fileURLToPath(new URL('./jira-history/sample.jsonl', import.meta.url))
const archive = fileURLToPath(
  new URL('../../../shared/data/imports/jira-public-archive/fluid-INFRA.jsonl', import.meta.url),
)
const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })

beforeAll(() => owner.connect())
afterAll(async () => {
  await owner.end()
  await closeClients()
})

/** What every item of a file went through, by its key there. */
async function pasts(source: string): Promise<Record<string, string[]>> {
  const { rows } = await owner.query<{ key: string; says: string[] }>(
    `SELECT s.external_id AS key, array_agg(to_char(h.at AT TIME ZONE 'UTC', 'YYYY-MM-DD') || ' ' || CASE h.field WHEN 'status' THEN h."is" #>> '{}' ELSE h.field END ORDER BY h.at, h.id) AS says
     FROM work.import_source s JOIN work.history h ON h.subject_id = s.subject_id AND h.field IN ('created', 'status')
     WHERE s.kind = 'item' AND s.source = $1 GROUP BY 1`,
    [source],
  )
  return Object.fromEntries(rows.map(({ key, says }) => [key, says]))
}

async function everything(): Promise<string> {
  const parts: unknown[] = []
  for (const table of ['item', 'person', 'comment', 'item_relation', 'import_source', 'history', 'outbox'])
    parts.push((await owner.query(`SELECT to_jsonb(t) AS row FROM work.${table} t ORDER BY 1`)).rows)
  return JSON.stringify(parts)
}

test('a rehearsal says what would come, and keeps none of it', async () => {
  const before = await everything()
  const { totals } = await importJiraHistory({ file: sample, dryRun: true })
  expect(totals).toMatchObject({ rows: 11, created: 6, broken: 5, comments: 2, steps: 7 })
  expect(await everything()).toBe(before)
})

test('every issue is made when it was made there, and goes the way that it went there', async () => {
  const { rows, totals } = await importJiraHistory({ file: sample })
  expect(totals).toMatchObject({
    created: 6,
    broken: 5,
    comments: 2,
    people: 2,
    parents: 1,
    relations: 2,
    steps: 7,
  })
  expect(rows.filter(({ outcome }) => outcome === 'broken').map(({ line }) => line)).toEqual([
    7, 8, 9, 10, 11,
  ])
  expect(await pasts('jira:PAST')).toEqual({
    'PAST-1': ['2022-02-01 created', '2022-02-07 in-progress'],
    'PAST-2': ['2022-02-02 created', '2022-02-08 in-progress', '2022-02-15 in-review', '2022-02-16 done'],
    'PAST-3': ['2022-02-03 created', '2022-02-21 in-progress'],
  })
  expect(await pasts('jira:OLD')).toEqual({
    'OLD-1': ['2021-05-03 created', '2021-05-13 done'],
    'OLD-2': ['2021-05-04 created'],
    'OLD-3': ['2021-05-05 created', '2021-06-01 in-progress'],
  })
  const { rows: items } = await owner.query(
    `SELECT i.status, i.done_at, i.status_since, i.audience, p.name, p.email FROM work.item i JOIN work.person p ON p.id = i.assignee_id
     JOIN work.import_source s ON s.subject_id = i.id AND s.external_id = 'PAST-2' AND s.kind = 'item'`,
  )
  expect(items).toEqual([
    {
      status: 'done',
      done_at: new Date('2022-02-16T15:00Z'),
      status_since: new Date('2022-02-16T15:00Z'),
      audience: 'private',
      name: 'Platform lead',
      email: null,
    },
  ])
})

test('a second run changes nothing, and a run that was cut off on the way is completed by the next', async () => {
  const before = await everything()
  const again = await importJiraHistory({ file: sample })
  expect(again.totals).toMatchObject({ created: 0, skipped: 6, steps: 0, relations: 0, parents: 0 })
  expect(await everything()).toBe(before)

  await owner.query(`DELETE FROM work.import_source WHERE kind = 'joined'`)
  await owner.query(
    `DELETE FROM work.history h USING work.import_source s WHERE s.subject_id = h.subject_id AND s.external_id = 'PAST-2'
     AND s.kind = 'item' AND h.field = 'status' AND h.at > '2022-02-10'`,
  )
  await owner.query(
    `UPDATE work.item i SET status = 'in-progress' FROM work.import_source s WHERE s.subject_id = i.id AND s.external_id = 'PAST-2' AND s.kind = 'item'`,
  )
  expect((await importJiraHistory({ file: sample })).totals.steps).toBe(2)
  expect((await pasts('jira:PAST'))['PAST-2']!.at(-1)).toBe('2022-02-16 done')
})

test('nobody but the security team finds what came in', async () => {
  const { rows } = await owner.query<{ id: string; role: string }>(
    `INSERT INTO work.person (id, name, email, role) SELECT gen_random_uuid(), r, r || '@daylight.example', r FROM unnest(ARRAY['sales', 'security']) r RETURNING id, role`,
  )
  const seen = (role: string) =>
    asViewer({ kind: 'person', id: rows.find((row) => row.role === role)!.id }, async (tx) => [
      await tx.item.count(),
      await tx.history.count({ where: { kind: 'item' } }),
    ])
  expect((await seen('security'))[0]).toBe(6)
  expect(await seen('sales')).toEqual([0, 0])
})

test('a file with no issue in it creates nothing and names its lines', async () => {
  const file = join(process.env.DATA_DIR!, 'other.jsonl')
  writeFileSync(file, 'Summary,Issue key\nOne,ONE-1\n')
  expect((await importJiraHistory({ file })).totals).toMatchObject({ rows: 2, created: 0, broken: 2 })
})

test.skipIf(!existsSync(archive))(
  'the public archive comes in whole with its past, and not twice',
  async () => {
    const report = await importJiraHistory({ file: archive })
    expect(report.totals).toMatchObject({ rows: 236, created: 236, broken: 0, comments: 355, steps: 229 })
    expect(
      Object.values(await pasts('jira:INFRA')).filter((says) => / done$/.test(says.at(-1)!)),
    ).toHaveLength(228)
    expect((await importJiraHistory({ file: archive })).totals).toMatchObject({ created: 0, skipped: 236 })
  },
  60_000,
)
