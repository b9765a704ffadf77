import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealAudit, startSealer, verifyAudit } from './audit'
import type { Asker } from './audience'
import { asViewer, closeClients } from './db'
import { makeWorld, people } from './db/walls-world'

const system: Asker = { kind: 'system' }
let owner: pg.Client

beforeAll(async () => {
  owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
  await owner.connect()
  await makeWorld(owner)
  // The world's own lines and seal are made up.
  await owner.query(
    'ALTER TABLE work.audit_line DISABLE TRIGGER never_changes; ALTER TABLE work.audit_seal DISABLE TRIGGER never_changes',
  )
  await owner.query('TRUNCATE work.audit_line, work.audit_seal, work.audit_waiting')
  await owner.query(
    'ALTER TABLE work.audit_line ENABLE TRIGGER never_changes; ALTER TABLE work.audit_seal ENABLE TRIGGER never_changes',
  )
})
afterAll(async () => {
  await closeClients()
  await owner.end()
})

/** Lines with everything in them that a line may have. */
async function write(count: number, detail = '{"words":"ä | \\u001f"}') {
  await asViewer({ kind: 'person', id: people.security }, async (tx, viewer) => {
    for (let n = 0; n < count; n++)
      await tx.$executeRaw`INSERT INTO work.audit_line (at, person_id, role, via, command, command_id, kind, subject_id, detail)
        VALUES (${new Date(1_800_000_000_000 + n * 7)}, ${viewer.id}::uuid, 'security', 'test', ${`test.${n}`}, ${randomUUID()}::uuid,
          ${n % 2 ? 'item' : null}, ${n % 2 ? randomUUID() : null}::uuid, ${detail})`
  })
}

/** Tampering that leaves no trace but the chain's: with the triggers off, and taken back afterwards. */
async function whileTampered(sql: string, look: () => Promise<void>) {
  const keep = ['audit_line', 'audit_seal']
  for (const table of keep) {
    await owner.query(`CREATE TEMP TABLE kept_${table} AS SELECT * FROM work.${table}`)
    await owner.query(`ALTER TABLE work.${table} DISABLE TRIGGER USER`)
  }
  try {
    expect((await owner.query(sql)).rowCount).toBeGreaterThan(0)
    await look()
  } finally {
    for (const table of keep) {
      await owner.query(`DELETE FROM work.${table}`)
      await owner.query(`INSERT INTO work.${table} SELECT * FROM kept_${table}`)
      await owner.query(`ALTER TABLE work.${table} ENABLE TRIGGER USER`)
      await owner.query(`DROP TABLE kept_${table}`)
    }
  }
}

test('a written line is named as unsealed until the sealer has been there, and holds afterwards', async () => {
  await write(25)
  const before = await verifyAudit(system)
  expect([before.lines, before.sealed, before.unsealed.length, before.broken]).toEqual([25, 0, 25, []])
  expect(await sealAudit()).toBe(25)
  expect(await sealAudit()).toBe(0)
  expect(await verifyAudit({ kind: 'person', id: people.admin })).toEqual({
    lines: 25,
    sealed: 25,
    unsealed: [],
    broken: [],
  })
})

test('lines that come later go on from the last seal', async () => {
  await write(3)
  await sealAudit()
  await write(2)
  await sealAudit()
  const { rows } = await owner.query(
    `SELECT count(*)::int AS n, count(DISTINCT before)::int AS links FROM work.audit_seal`,
  )
  expect(rows).toEqual([{ n: 30, links: 30 }])
  expect((await verifyAudit(system)).broken).toEqual([])
})

test.each([
  [
    'a word of a line',
    `UPDATE work.audit_line SET detail = '{}' WHERE id = (SELECT line_id FROM work.audit_seal WHERE n = 7)`,
    7n,
    'its line was changed',
  ],
  [
    'who it was',
    `UPDATE work.audit_line SET person_id = '${people.admin}' WHERE id = (SELECT line_id FROM work.audit_seal WHERE n = 8)`,
    8n,
    'its line was changed',
  ],
  [
    'when it was',
    `UPDATE work.audit_line SET at = at + interval '1 millisecond' WHERE id = (SELECT line_id FROM work.audit_seal WHERE n = 9)`,
    9n,
    'its line was changed',
  ],
  [
    'a whole line',
    `DELETE FROM work.audit_line WHERE id = (SELECT line_id FROM work.audit_seal WHERE n = 10)`,
    10n,
    'its line is missing',
  ],
  ['a seal', `DELETE FROM work.audit_seal WHERE n = 11`, 12n, 'a seal before it is missing'],
  [
    'a hash',
    `UPDATE work.audit_seal SET hash = sha256('x') WHERE n = 13`,
    14n,
    'it does not follow the seal before it',
  ],
])('whoever changed or took away %s is found out', async (_what, sql, n, why) => {
  await whileTampered(sql, async () => {
    const report = await verifyAudit(system)
    expect(report.broken).toContainEqual(expect.objectContaining({ n, why }))
  })
  expect((await verifyAudit(system)).broken).toEqual([])
})

test('a line that was slipped in beside the trigger is named as unsealed', async () => {
  await whileTampered(
    `INSERT INTO work.audit_line (at, role, via, command, command_id) VALUES (now(), 'system', 'test', 'slipped', gen_random_uuid())`,
    async () => {
      await sealAudit()
      expect((await verifyAudit(system)).unsealed).toHaveLength(1)
    },
  )
})

test('two sealers at once make one chain, while others write', async () => {
  const writing = Promise.all([write(40), write(40), write(40)])
  await Promise.all(Array.from({ length: 8 }, () => sealAudit()))
  await writing
  while ((await sealAudit()) > 0) continue
  const report = await verifyAudit(system)
  expect([report.unsealed, report.broken, report.lines === report.sealed]).toEqual([[], [], true])
})

test('the sealer that runs beside the server seals what was written, within a second', async () => {
  const sealer = startSealer()
  try {
    await write(5)
    sealer.wake()
    const until = Date.now() + 1000
    let unsealed = 5
    while (unsealed > 0 && Date.now() < until) unsealed = (await verifyAudit(system)).unsealed.length
    expect(unsealed).toBe(0)
  } finally {
    await sealer.stop()
  }
})

test('nobody but admins reads the audit log', async () => {
  expect(await verifyAudit({ kind: 'person', id: people.security })).toMatchObject({ lines: 0, sealed: 0 })
  await expect(verifyAudit({ kind: 'visitor' })).rejects.toMatchObject({ code: 'signed-out' })
})
