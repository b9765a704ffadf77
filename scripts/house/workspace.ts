// A workspace's database made ready: the server found or started, roles and migrations in place. Start, tests and the
// operator's tool all come through here, so that none of them meets a database that another would not.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Settings } from '@/lib/kernel/settings'
import { isAlive, tryLock } from './locks.mjs'
import { migrateAll } from './migrate'
import { startPostgres, type Postgres } from './postgres'
import { makeRoles, type RoleUrls } from './roles'
import { derivedPasswords, keptSecrets, type Secrets } from './secrets'
import { say, step } from './setup.mjs'

/** What a running workspace writes down, for the operator's tool and for the next start. */
export type RunNote = {
  pid: number
  birth: string | null
  port: number
  address: string
  urls: RoleUrls
  adminUrl: string | null
  secret: string
  server: { pid: number; birth: string | null } | null
  /** It was told to end: a start that follows on its heels waits instead of complaining. */
  leaving: boolean
}

export type Workspace = {
  urls: RoleUrls
  /** The superuser (embedded), or the owner with CREATEROLE that you gave. */
  adminUrl: string | null
  secret: string
  postgres: Postgres | null
  /** Names of the migrations that this start applied. */
  applied: string[]
}

export const databaseName = 'daylight'

/** Starts the embedded server of a data folder, whose lock the caller holds, and makes everything in it ready. */
export async function openEmbedded(
  dataDir: string,
  { fast = false } = {},
): Promise<Workspace & { postgres: Postgres }> {
  const secrets = keptSecrets(dataDir)
  const postgres = await step('starting PostgreSQL', () =>
    startPostgres({ dataDir, superuserPassword: secrets.superuser, fast }),
  )
  try {
    const adminUrl = await makeDatabase(postgres, secrets)
    const ready = await prepare(adminUrl, secrets.roles)
    const secret = process.env.NEXTAUTH_SECRET?.trim() || secrets.nextauthSecret
    return { ...ready, adminUrl, secret, postgres }
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

/** A database server of yours: roles and migrations if we were given its owner, else only its addresses. */
export async function openOwn(settings: Settings): Promise<Workspace> {
  const { adminUrl, appUrl, publicUrl, jobsUrl, backupUrl } = settings.database
  const secret = settings.nextauthSecret
  if (!adminUrl) {
    const urls = {
      owner: process.env.DATABASE_OWNER_URL ?? '',
      app: appUrl!,
      public: publicUrl!,
      jobs: jobsUrl!,
      backup: backupUrl ?? '',
    }
    return { urls, adminUrl: null, secret, postgres: null, applied: [] }
  }
  const ready = await prepare(adminUrl, passwordsFor(settings))
  const urls = {
    ...ready.urls,
    app: appUrl ?? ready.urls.app,
    public: publicUrl ?? ready.urls.public,
    jobs: jobsUrl ?? ready.urls.jobs,
    backup: backupUrl ?? ready.urls.backup,
  }
  return { ...ready, urls, adminUrl, secret, postgres: null }
}

/** A role whose address you give keeps the password in it. */
function passwordsFor({ nextauthSecret, database }: Settings) {
  const given = (url: string | null, role: string) => {
    const parsed = url ? new URL(url) : null
    return parsed?.username === `daylight_${role}` && parsed.password
      ? decodeURIComponent(parsed.password)
      : null
  }
  const derived = derivedPasswords(nextauthSecret)
  return {
    owner: derived.owner,
    app: given(database.appUrl, 'app') ?? derived.app,
    public: given(database.publicUrl, 'public') ?? derived.public,
    jobs: given(database.jobsUrl, 'jobs') ?? derived.jobs,
    backup: given(database.backupUrl, 'backup') ?? derived.backup,
  }
}

async function makeDatabase(postgres: Postgres, secrets: Secrets) {
  const client = new pg.Client({ connectionString: postgres.url('postgres', secrets.superuser, 'postgres') })
  client.on('error', () => {})
  await client.connect()
  try {
    const there = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName])
    if (there.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`)
    // The server's own databases stand open to every role, and ours have no business there.
    await client.query('REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC')
  } finally {
    await client.end()
  }
  return postgres.url('postgres', secrets.superuser, databaseName)
}

async function prepare(adminUrl: string, passwords: Secrets['roles']) {
  const { urls, notes } = await makeRoles(adminUrl, passwords)
  for (const note of notes) say(note)
  const applied = await step('migrating the database', () => migrateAll(urls))
  for (const name of applied) say(`  applied ${name}`)
  return { urls, applied }
}

/** What the serving process may know: never the owner, the backup role or a superuser. */
export function servingEnv(
  env: NodeJS.ProcessEnv,
  { urls, secret }: Pick<Workspace, 'urls' | 'secret'>,
): NodeJS.ProcessEnv {
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !/^(DATABASE_|PG[A-Z])/.test(name)))
  return {
    ...own,
    DATABASE_APP_URL: urls.app,
    DATABASE_PUBLIC_URL: urls.public,
    DATABASE_JOBS_URL: urls.jobs,
    NEXTAUTH_SECRET: secret,
  } as unknown as NodeJS.ProcessEnv
}

// ── one workspace a data folder ──────────────────────────────────────────────────────────────────────────────────

export function lockFile(dataDir: string) {
  return join(dataDir, 'lock.json')
}

function runFile(dataDir: string) {
  return join(dataDir, 'run.json')
}

export function writeRun(dataDir: string, note: RunNote) {
  writeFileSync(`${runFile(dataDir)}.new`, `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${runFile(dataDir)}.new`, runFile(dataDir))
}

export function removeRun(dataDir: string) {
  rmSync(runFile(dataDir), { force: true })
}

export function readRun(dataDir: string): RunNote | null {
  try {
    return JSON.parse(readFileSync(runFile(dataDir), 'utf8')) as RunNote
  } catch {
    return null
  }
}

/** A start that was killed leaves its server process, which still holds the port; it is told to end, then made to. */
export async function endLeftoverProcess(dataDir: string) {
  const note = readRun(dataDir)
  if (note?.server && isAlive(note.server)) {
    say(`ending the server (process ${note.server.pid}) that an earlier run left behind …`)
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      try {
        process.kill(note.server.pid, signal)
      } catch {
        break
      }
      for (const until = Date.now() + 4_000; Date.now() < until;) {
        if (!isAlive(note.server)) break
        await sleep(50)
      }
      if (!isAlive(note.server)) break
    }
  }
  removeRun(dataDir)
}

/** The note of the run that holds the lock; null while that one is still starting, or already leaving. */
export function noteOf(dataDir: string, holder: { pid: number }): RunNote | null {
  const note = readRun(dataDir)
  return note && note.pid === holder.pid && !note.leaving ? note : null
}

/**
 * The folder for us alone. Waits while the operator's tool uses its database, and while an earlier run is on its way out;
 * one that runs and stays is the caller's to tell of.
 */
export async function lockDataDir(dataDir: string) {
  let told = false
  let runsSince = 0
  for (const until = Date.now() + 120_000; ; await sleep(100)) {
    const lock = tryLock(lockFile(dataDir), { purpose: 'server' })
    if (lock.held || Date.now() > until) return lock
    // A stop that was asked for a moment ago may not have reached the other run yet.
    if (noteOf(dataDir, lock.holder)) {
      runsSince ||= Date.now()
      if (Date.now() - runsSince > 2_000) return lock
      continue
    }
    runsSince = 0
    if (!told) say(`waiting for process ${lock.holder.pid}, which uses the data in ${dataDir} …`)
    told = true
  }
}
