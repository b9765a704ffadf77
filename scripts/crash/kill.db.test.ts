// Nothing acknowledged is lost: writers and the database server are killed with kill -9 in the middle of a thousand writes.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { people } from '@/lib/kernel/db/walls-world'
import { progress, root } from '../house/setup.mjs'
import { throwawayFolder } from '../house/throwaway'
import { openEmbedded, type Workspace } from '../house/workspace'

const wanted = 1000
let folder: Awaited<ReturnType<typeof throwawayFolder>>
let workspace: Workspace & { postgres: NonNullable<Workspace['postgres']> }
const acknowledged = new Set<string>()
const writers = new Set<ReturnType<typeof startWriter>>()

// A server of its own, since this one dies; and not the tests' fast one, which would not wait for the disk.
beforeAll(async () => {
  progress.stream = process.stderr
  folder = await throwawayFolder()
  workspace = await openEmbedded(folder.folder)
  await owner((client) =>
    client.query(
      `INSERT INTO work.person (id, email, name, role) VALUES ($1, 'writer@daylight.example', 'writer', 'security')`,
      [people.security],
    ),
  )
})

afterAll(async () => {
  for (const writer of writers) writer.child.kill('SIGKILL')
  await workspace?.postgres.stop()
  folder?.remove()
})

async function owner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: workspace.urls.owner })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function startWriter() {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(root, 'scripts/crash/writer.ts'), people.security],
    {
      cwd: root,
      env: {
        ...process.env,
        DATABASE_APP_URL: workspace.urls.app,
        DATABASE_PUBLIC_URL: workspace.urls.public,
        DATABASE_JOBS_URL: workspace.urls.jobs,
        NEXTAUTH_SECRET: workspace.secret,
        LOG_LEVEL: 'silent',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let rest = ''
  child.stdout.on('data', (piece: Buffer) => {
    const lines = (rest + piece.toString()).split('\n')
    // A killed process may leave half a line, which acknowledged nothing.
    rest = lines.pop()!
    for (const line of lines) acknowledged.add(line)
  })
  const ended = new Promise((done) => child.once('close', done))
  const writer = { child, ended }
  writers.add(writer)
  void ended.then(() => writers.delete(writer))
  return writer
}

async function untilAcknowledged(count: number) {
  for (
    const until = Date.now() + 100_000;
    acknowledged.size < count;
    await new Promise((done) => setTimeout(done, 5))
  )
    if (Date.now() > until) throw new Error(`Only ${acknowledged.size} writes were acknowledged in 100 s.`)
}

test('of a thousand writes, with a writer and the database killed in their midst, none that was acknowledged is lost', async () => {
  const first = startWriter()
  await untilAcknowledged(wanted * 0.2)
  first.child.kill('SIGKILL')
  await first.ended

  const second = startWriter()
  await untilAcknowledged(wanted * 0.4)
  process.kill(workspace.postgres.pid, 'SIGKILL')
  await workspace.postgres.ended
  workspace = await openEmbedded(folder.folder)
  // The port is another one now; whoever was connected there is ended as a balancer would end it.
  second.child.kill('SIGKILL')
  await second.ended

  const third = startWriter()
  await untilAcknowledged(wanted * 0.7)
  third.child.kill('SIGKILL')
  process.kill(workspace.postgres.pid, 'SIGKILL')
  await Promise.all([third.ended, workspace.postgres.ended])
  workspace = await openEmbedded(folder.folder)

  const last = startWriter()
  await untilAcknowledged(wanted)
  last.child.kill('SIGTERM')
  await last.ended

  const { rows } = await owner((client) =>
    client.query<{ id: string; history: number; lines: number; waiting: number; news: number }>(
      `SELECT g.id, (SELECT count(*)::int FROM work.history h WHERE h.subject_id = g.id) AS history,
        (SELECT count(*)::int FROM work.audit_line l WHERE l.subject_id = g.id) AS lines,
        (SELECT count(*)::int FROM work.audit_waiting w JOIN work.audit_line l ON l.id = w.line_id WHERE l.subject_id = g.id) AS waiting,
        (SELECT count(*)::int FROM work.outbox o WHERE o.subject_id = g.id) AS news
       FROM work.goal g`,
    ),
  )
  const present = new Set(rows.map(({ id }) => id))
  const lost = [...acknowledged].filter((id) => !present.has(id))
  expect(acknowledged.size).toBeGreaterThanOrEqual(wanted)
  expect(lost).toEqual([])
  // Change ⇔ history ⇔ audit line ⇔ news, for the unacknowledged ones as well.
  expect(
    rows.filter((row) => [row.history, row.lines, row.waiting, row.news].some((count) => count !== 1)),
  ).toEqual([])
  const orphans = await owner((client) =>
    client.query(`SELECT FROM work.history h WHERE h.command = 'crash.add-goal' AND NOT EXISTS (SELECT FROM work.goal g WHERE g.id = h.subject_id)
      UNION ALL SELECT FROM work.outbox o WHERE NOT EXISTS (SELECT FROM work.goal g WHERE g.id = o.subject_id)`),
  )
  expect(orphans.rowCount).toBe(0)
}, 300_000)
