import { mkdtempSync, readFileSync, rmSync, writeFileSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { birthOf } from './locks.mjs'
import { placeFor, startPostgres, type Postgres } from './postgres'

// A busy machine takes its time over a first start.
vi.setConfig({ testTimeout: 90_000 })

const superuserPassword = 'only-for-this-test'
let dataDir: string
let running: Postgres[]

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'daylight-pg-'))
  chmodSync(dataDir, 0o711)
  running = []
})
afterEach(async () => {
  for (const server of running) await server.stop()
  rmSync(placeFor(dataDir), { recursive: true, force: true })
  rmSync(dataDir, { recursive: true, force: true })
})

// Durable on purpose: what these tests ask is whether a killed server keeps what it said it has.
async function start() {
  const server = await startPostgres({ dataDir, superuserPassword })
  running.push(server)
  return server
}

async function ask(server: Postgres, words: string) {
  const client = new pg.Client({ connectionString: server.url('postgres', superuserPassword, 'postgres') })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(words)).rows
  } finally {
    await client.end()
  }
}

test('what was committed is there after kill -9, and the pid file of the dead keeps nobody out', async () => {
  const first = await start()
  await ask(first, 'CREATE TABLE kept (n int)')
  await ask(first, 'INSERT INTO kept VALUES (1)')
  process.kill(first.pid, 'SIGKILL')
  await first.ended
  // The number may be a stranger's by the next start; ours lives for certain.
  const file = join(placeFor(dataDir), 'data', 'postmaster.pid')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)))
  expect(await ask(await start(), 'SELECT n FROM kept')).toEqual([{ n: 1 }])
})

test('a server that a killed start left behind is ended before the next one begins', async () => {
  const orphan = await start()
  await ask(orphan, 'CREATE TABLE kept (n int)')
  const second = await start()
  expect(birthOf(orphan.pid)).toBeNull()
  expect(await ask(second, 'SELECT n FROM kept')).toEqual([])
})

test('it waits for the disk unless it is told not to, and listens to this machine alone', async () => {
  const [row] = await ask(
    await start(),
    `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
       current_setting('listen_addresses') AS listens, current_setting('password_encryption') AS passwords`,
  )
  expect(row).toEqual({ fsync: 'on', commit: 'on', listens: '127.0.0.1', passwords: 'scram-sha-256' })
})
