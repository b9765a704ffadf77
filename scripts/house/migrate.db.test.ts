import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from './migrate'
import { root } from './setup.mjs'

const ownerUrl = process.env.DATABASE_OWNER_URL!
let owner: pg.Client

beforeAll(async () => {
  owner = new pg.Client({ connectionString: ownerUrl })
  owner.on('error', () => {})
  await owner.connect()
})
afterAll(() => owner.end())

const applied = async () =>
  (await owner.query('SELECT migration_name FROM public._prisma_migrations ORDER BY 1')).rows.map(
    (row) => row.migration_name as string,
  )

test('a second run applies nothing', async () => {
  const before = await applied()
  expect(before).toEqual(migrationsOf(join(root, 'prisma', 'migrations')))
  expect(await migrate(ownerUrl)).toEqual([])
  expect(await applied()).toEqual(before)
})

test('functions keep their semicolons, two migrators at once are one, a failure leaves nothing and says where', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'daylight-migrations-'))
  try {
    const from = join(root, 'prisma', 'migrations')
    cpSync(from, dir, { recursive: true })
    add(
      dir,
      '20990101000000_function',
      `CREATE SCHEMA trial;
CREATE FUNCTION trial.two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END; $$;`,
    )
    const both = await Promise.all([migrate(ownerUrl, { dir }), migrate(ownerUrl, { dir })])
    expect(both.flat()).toEqual(['20990101000000_function'])
    expect((await owner.query('SELECT trial.two() AS two')).rows).toEqual([{ two: 2 }])

    add(
      dir,
      '20990102000000_wrong',
      'CREATE TABLE trial.half (n int);\nCREATE TABLE trial.half (n int);\nSELECT wrong();',
    )
    await expect(migrate(ownerUrl, { dir })).rejects.toThrow(/20990102000000_wrong[\s\S]*already exists/)
    expect((await owner.query(`SELECT to_regclass('trial.half') AS half`)).rows).toEqual([{ half: null }])
    // Put right, it goes through at the next start.
    add(dir, '20990102000000_wrong', 'CREATE TABLE trial.half (n int);')
    expect(await migrate(ownerUrl, { dir })).toEqual(['20990102000000_wrong'])

    // Killed between the script's end and the row's: nothing is done twice. Killed before: it is done.
    await owner.query(
      `UPDATE public._prisma_migrations SET finished_at = NULL WHERE migration_name = '20990102000000_wrong' AND rolled_back_at IS NULL`,
    )
    expect(await migrate(ownerUrl, { dir })).toEqual([])
    await owner.query('DROP TABLE trial.half')
    await owner.query(
      `UPDATE public._prisma_migrations SET finished_at = NULL, logs = NULL WHERE migration_name = '20990102000000_wrong' AND rolled_back_at IS NULL`,
    )
    expect(await migrate(ownerUrl, { dir })).toEqual(['20990102000000_wrong'])
  } finally {
    rmSync(dir, { recursive: true })
  }
})

test('the database and its neighbours are closed to strangers, and nobody but the owner may add schemas', async () => {
  const strangers = await owner.query(
    `SELECT datname FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba)))
     WHERE datallowconn AND grantee = 0`,
  )
  expect(strangers.rows).toEqual([])
  const creators = await owner.query(
    `SELECT rolname FROM pg_roles WHERE rolname LIKE 'daylight%'
       AND (has_database_privilege(rolname, current_database(), 'CREATE') OR rolsuper OR rolcreaterole OR rolcreatedb)`,
  )
  expect(creators.rows).toEqual([{ rolname: 'daylight_owner' }])
})

function migrationsOf(dir: string) {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

function add(dir: string, name: string, sql: string) {
  mkdirSync(join(dir, name), { recursive: true })
  writeFileSync(join(dir, name, 'migration.sql'), sql)
}
