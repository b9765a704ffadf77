// `npm run check:policies`: is every policy missed when it is gone? Takes each policy of schema `work` out of a copy of the
// database, or makes it say yes to everything, runs the database tests, and wants them to fail. A policy that nobody
// misses is either not needed or not tested. `--only item` for one table; `--workers 1` on a small machine.
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { root } from './house/setup.mjs'
import { copyDatabase } from './house/test-copy'
import { throwawayFolder } from './house/throwaway'
import { openEmbedded } from './house/workspace'

type Policy = {
  table: string
  name: string
  cmd: string
  permissive: boolean
  using: string | null
  check: string | null
}
type Hole = { kind: 'dropped' | 'opened'; policy: Policy; sql: string }

const argument = (name: string) => {
  const at = process.argv.indexOf(name)
  return at === -1 ? undefined : process.argv[at + 1]
}
const only = argument('--only')
const workers = Math.min(4, Math.max(1, Number(argument('--workers') ?? 2)))

const begun = Date.now()
const slots: Slot[] = []
for (let n = 0; n < workers; n++) slots.push(await openSlot())
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void closeAll().then(() => process.exit(130)))

try {
  const holes = await holesOf(slots[0]!)
  const clean = await slots[0]!.tests(null)
  if (clean.failed) throw new Error(`The tests must pass on whole walls first:\n${clean.words}`)
  const waiting = [...holes]
  const missed: Hole[] = []
  await Promise.all(
    slots.map(async (slot) => {
      for (let hole = waiting.shift(); hole; hole = waiting.shift()) {
        const { failed, first } = await slot.tests(hole)
        if (!failed) missed.push(hole)
        console.log(
          `${failed ? '✓' : '✗'} ${hole.kind} ${hole.policy.table}.${hole.policy.name}${failed ? `: ${first}` : ': NOBODY NOTICED'}`,
        )
      }
    }),
  )
  console.log(`\n${((Date.now() - begun) / 1000).toFixed(0)} s`)
  for (const kind of ['dropped', 'opened'] as const) {
    const all = holes.filter((hole) => hole.kind === kind)
    console.log(
      `${kind}: ${all.length - missed.filter((hole) => hole.kind === kind).length} of ${all.length} caught`,
    )
  }
  process.exitCode = missed.length > 0 ? 1 : 0
} finally {
  await closeAll()
}

async function closeAll() {
  await Promise.all(slots.splice(0).map((slot) => slot.close()))
}

/** From the database itself, so that tomorrow's policy is on trial too. */
async function holesOf(slot: Slot): Promise<Hole[]> {
  const policies = await slot.query<Policy>(
    `SELECT tablename AS table, policyname AS name, cmd, permissive = 'PERMISSIVE' AS permissive, qual AS using, with_check AS check
     FROM pg_policies WHERE schemaname = 'work' ORDER BY tablename, policyname`,
  )
  return policies
    .filter((policy) => !only || policy.table === only)
    .flatMap((policy) => {
      const named = `${pg.escapeIdentifier(policy.name)} ON work.${pg.escapeIdentifier(policy.table)}`
      const dropped: Hole = { kind: 'dropped', policy, sql: `DROP POLICY ${named}` }
      const parts = [
        policy.using !== null && 'USING (true)',
        policy.check !== null && 'WITH CHECK (true)',
      ].filter(Boolean)
      const saysAlready = [policy.using, policy.check].every((words) => words === null || words === 'true')
      const opened: Hole = { kind: 'opened', policy, sql: `ALTER POLICY ${named} ${parts.join(' ')}` }
      return policy.permissive && !saysAlready ? [dropped, opened] : [dropped]
    })
}

type Slot = {
  query<T extends pg.QueryResultRow>(sql: string): Promise<T[]>
  tests(hole: Hole | null): Promise<{ failed: boolean; first: string; words: string }>
  close(): Promise<void>
}

/** A server of its own for each worker: test files name their databases alike. */
async function openSlot(): Promise<Slot> {
  const { folder, remove } = await throwawayFolder()
  const workspace = await openEmbedded(folder, { fast: true })
  const whole = workspace.adminUrl!
  const holed = new URL(whole)
  holed.pathname = '/holed'
  let running: ReturnType<typeof spawn> | null = null

  async function on<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }

  /** Answers whether tests failed. A run in which none ran is a mistake of this program and no catch. */
  async function run(files: string[]) {
    const report = join(
      tmpdir(),
      `daylight-policies-${process.pid}-${slots.length}-${new URL(whole).port}.json`,
    )
    const child = spawn(
      process.execPath,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        '--config=scripts/policies/vitest.config.ts',
        '--reporter=json',
        `--outputFile=${report}`,
        ...files,
      ],
      {
        cwd: root,
        env: {
          ...process.env,
          DAYLIGHT_POLICIES_DATABASE: JSON.stringify({
            urls: workspace.urls,
            superuserUrl: holed.href,
            secret: workspace.secret,
            dataDir: folder,
          }),
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    )
    running = child
    let words = ''
    child.stderr!.on('data', (piece) => (words += piece))
    await new Promise((done) => child.once('close', done))
    running = null
    const told = JSON.parse(readFileSync(report, 'utf8')) as Report
    rmSync(report, { force: true })
    const broken = told.testResults.filter((file) => file.status === 'failed')
    const first = broken.flatMap((file) =>
      file.assertionResults.filter((test) => test.status === 'failed'),
    )[0]
    return {
      failed: broken.length > 0,
      first: first?.fullName ?? broken[0]?.message?.split('\n')[0] ?? '',
      words: words + (broken[0]?.message ?? ''),
    }
  }

  return {
    query: (sql) => on(whole, async (client) => (await client.query(sql)).rows),
    async tests(hole) {
      await copyDatabase({ superuserUrl: whole, name: 'holed' })
      if (hole) await on(holed.href, (client) => client.query(hole.sql))
      // Most holes are seen by the tests made for them; the rest of the suite is asked about the others.
      const walls = await run(['lib/kernel/db/walls.db.test.ts'])
      return walls.failed || !hole ? walls : run([])
    },
    async close() {
      running?.kill('SIGTERM')
      await workspace.postgres.stop()
      remove()
    },
  }
}

type Report = {
  testResults: {
    status: string
    message?: string
    assertionResults: { status: string; fullName: string }[]
  }[]
}
