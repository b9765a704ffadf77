// Looks at a workspace from outside, with the very roles that serve it, and says what would break a promise.
import { readdirSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { withDatabase } from '../house/connect'
import type { RoleUrls } from '../house/roles'
import { root } from '../house/setup.mjs'
import { readSettings } from '@/lib/kernel/settings'
import { listJobs } from './jobs'

export type Finding = { what: string; ok: boolean; words: string }

const gigabyte = 1024 ** 3

/** Everything that can be looked at; what cannot be reached is a finding too, and ends nothing but what hangs on it. */
export async function examine(): Promise<Finding[]> {
  const findings = [node(), ...settingsFindings()]
  if (findings.some(({ ok }) => !ok)) return findings
  try {
    await withDatabase(async (urls) => {
      findings.push(await look('database', () => server(urls)))
      for (const [what, work] of examinations(urls)) findings.push(await look(what, work))
    })
  } catch (error) {
    findings.push({ what: 'database', ok: false, words: (error as Error).message.split('\n')[0]! })
  }
  findings.push(await look('disk', disk))
  return findings
}

function examinations(urls: RoleUrls): [string, () => Promise<Verdict>][] {
  return [
    ['app role', () => appRole(urls)],
    ['no viewer, no rows', () => noViewerNoRows(urls)],
    ['public role', () => publicRole(urls)],
    ['row security', () => rowSecurity(urls)],
    ['migrations', () => migrations(urls)],
    ['queue', () => queue(urls)],
    ['audit log', auditLog],
    ['ways in', waysIn],
  ]
}

type Verdict = { ok: boolean; words: string }
const good = (words: string): Verdict => ({ ok: true, words })
const bad = (words: string): Verdict => ({ ok: false, words })

async function look(what: string, work: () => Promise<Verdict>): Promise<Finding> {
  try {
    return { what, ...(await work()) }
  } catch (error) {
    return {
      what,
      ok: false,
      words: error instanceof Error ? error.message.split('\n').at(-1)! : 'could not be looked at',
    }
  }
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const ok = major > 20 || (major === 20 && minor >= 19)
  return {
    what: 'Node',
    ok,
    words: ok ? process.version : `${process.version} is too old: 20.19 or newer is needed.`,
  }
}

function settingsFindings(): Finding[] {
  const settings = readSettings(process.env)
  if (settings.ok) return [{ what: 'settings', ok: true, words: 'hold' }]
  return settings.sentences.map((words) => ({ what: 'settings', ok: false, words }))
}

async function server(urls: RoleUrls): Promise<Verdict> {
  const [row] = await ask<{ version: number; words: string; sync: string }>(
    urls.app,
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS words, current_setting('synchronous_commit') AS sync`,
  )
  if (row!.version < 170000) return bad(`PostgreSQL ${row!.words} is too old: 17 or newer is needed.`)
  // What was answered must be there after a power cut.
  return row!.sync === 'off'
    ? bad('synchronous_commit is off: an answered change could be lost.')
    : good(`PostgreSQL ${row!.words} answers`)
}

async function appRole(urls: RoleUrls): Promise<Verdict> {
  const [row] = await ask<{ mighty: boolean; owned: number }>(
    urls.app,
    `SELECT (SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = current_user) AS mighty,
       (SELECT count(*)::int FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = current_user) AS owned`,
  )
  if (row!.mighty) return bad('The app role can go around row security.')
  return row!.owned > 0
    ? bad(`The app role owns ${row!.owned} tables, so policies do not bind it.`)
    : good('is bound by row security and owns nothing')
}

async function noViewerNoRows(urls: RoleUrls): Promise<Verdict> {
  const [row] = await ask<{ seen: number }>(
    urls.app,
    'SELECT ((SELECT count(*) FROM work.person) + (SELECT count(*) FROM work.item) + (SELECT count(*) FROM work.audit_line))::int AS seen',
  )
  return row!.seen === 0
    ? good('holds')
    : bad(`The app role sees ${row!.seen} rows although nobody is asking.`)
}

async function publicRole(urls: RoleUrls): Promise<Verdict> {
  await ask(urls.public, 'SELECT revision FROM published.workspace')
  for (const table of ['work.item', 'work.person', 'gate.session'])
    if (await works(urls.public, `SELECT 1 FROM ${table} LIMIT 1`))
      return bad(`The public role can read ${table}.`)
  if (await works(urls.public, 'UPDATE published.workspace SET name = name'))
    return bad('The public role can write.')
  return good('reads what is published and nothing else')
}

async function rowSecurity(urls: RoleUrls): Promise<Verdict> {
  const open = await ask<{ name: string }>(
    urls.app,
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'work'::regnamespace AND relkind IN ('r', 'p') AND NOT (relrowsecurity AND relforcerowsecurity)`,
  )
  return open.length === 0
    ? good('enabled and forced on every table')
    : bad(`Not on: ${open.map(({ name }) => name).join(', ')}.`)
}

async function migrations(urls: RoleUrls): Promise<Verdict> {
  if (!urls.owner)
    return good('not looked at: the owner’s address (DATABASE_OWNER_URL or DATABASE_URL) is not given')
  const wanted = readdirSync(join(root, 'prisma', 'migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  const rows = await ask<{ name: string; finished: boolean }>(
    urls.owner,
    'SELECT migration_name AS name, finished_at IS NOT NULL AS finished FROM public._prisma_migrations WHERE rolled_back_at IS NULL',
  )
  const half = rows.filter(({ finished }) => !finished).map(({ name }) => name)
  if (half.length > 0) return bad(`Began and did not end: ${half.join(', ')}.`)
  const missing = wanted.filter((name) => !rows.some((row) => row.name === name))
  return missing.length > 0
    ? bad(`Not applied: ${missing.join(', ')}. npm start applies them.`)
    : good(`all ${wanted.length} applied`)
}

async function queue(urls: RoleUrls): Promise<Verdict> {
  const jobs = await listJobs(urls.jobs)
  const lost = jobs.filter(({ state }) => state === 'given up').length
  if (lost > 0) return bad(`${lost} jobs were given up. See: npm run daylight -- jobs`)
  const late = jobs.filter(
    ({ state, due }) => state === 'waits' && Date.parse(due) < Date.now() - 10 * 60_000,
  ).length
  return good(
    late > 0
      ? `${jobs.length} wait, ${late} of them for more than ten minutes; a running server works on them`
      : `${jobs.length} wait`,
  )
}

async function auditLog(): Promise<Verdict> {
  const { asViewer } = await import('@/lib/kernel/db')
  const rows = await asViewer(
    { kind: 'system' },
    (tx) =>
      tx.$queryRaw<{ waiting: number; old: number; last: Date | null }[]>`
      SELECT count(*)::int AS waiting, (count(*) FILTER (WHERE l.at < now() - interval '1 minute'))::int AS old, max(l.at) AS last
      FROM work.audit_line l WHERE NOT EXISTS (SELECT 1 FROM work.audit_seal s WHERE s.line_id = l.id)`,
  )
  const { waiting = 0, old = 0 } = rows[0] ?? {}
  return good(
    waiting === 0
      ? 'every line is sealed; npm run daylight -- audit verify goes through them'
      : `${waiting} lines wait for their seal${old > 0 ? `, ${old} of them for more than a minute` : ''}; a running server seals them`,
  )
}

async function waysIn(): Promise<Verdict> {
  const { configuredProviders, mailLinksAreOn } = await import('@/lib/people')
  const ways = [
    ...configuredProviders().map(({ name }) => name),
    ...(mailLinksAreOn() ? ['links by mail'] : []),
    'operator’s links',
  ]
  return good(ways.join(', '))
}

async function disk(): Promise<Verdict> {
  const read = readSettings(process.env)
  const folder = read.ok ? read.settings.dataDir : root
  const { bavail, bsize } = await statfs(folder).catch(() => statfs(root))
  const free = bavail * bsize
  const words = `${(free / gigabyte).toFixed(1)} GB free`
  return free < gigabyte ? bad(`Only ${words}.`) : good(words)
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

/** Does it go through? Only a refusal for want of rights counts as "no"; nothing is kept either way. */
async function works(url: string, sql: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('BEGIN')
    await client.query(sql)
    return true
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === '42501' || code === '25006') return false
    throw error
  } finally {
    await client.query('ROLLBACK').catch(() => undefined)
    await client.end()
  }
}
