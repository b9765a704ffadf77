// The walls' foundations: who may log in to the database, and what each may not do. What a role may read or write inside
// the schemas is said by the migrations; here is only what an owner of schemas cannot do for itself.
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import pg from 'pg'
import { extensions, extensionSchema } from './extensions'
import type { RolePasswords } from './secrets'

export type RoleUrls = { owner: string; app: string; public: string; jobs: string; backup: string }

const roles = ['owner', 'app', 'public', 'jobs', 'backup'] as const

/** An arbitrary number that all our starts agree on: two of them at once would trip over each other's ALTER ROLE. */
const rolesLock = 20_260_101

/**
 * Makes the roles, the extensions and the queue's empty schema in the database that `adminUrl` names, again as often as
 * you like. `adminUrl` is the superuser (embedded) or an owner with CREATEROLE. Answers what it could not do, a sentence each.
 */
export async function makeRoles(
  adminUrl: string,
  passwords: RolePasswords,
): Promise<{ urls: RoleUrls; notes: string[] }> {
  const urls = roleUrls(adminUrl, passwords)
  const admin = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 })
  admin.on('error', () => {})
  await admin.connect()
  try {
    await admin.query('SELECT pg_advisory_lock($1)', [rolesLock])
    const notes = await closeAndOpen(admin, passwords, urls)
    return { urls, notes }
  } finally {
    await admin.end()
  }
}

/** The same server and database, as somebody else. */
export function roleUrls(adminUrl: string, passwords: RolePasswords): RoleUrls {
  const of = (role: (typeof roles)[number]) => {
    const url = new URL(adminUrl)
    url.username = `daylight_${role}`
    url.password = passwords[role]
    return url.href
  }
  return { owner: of('owner'), app: of('app'), public: of('public'), jobs: of('jobs'), backup: of('backup') }
}

async function closeAndOpen(admin: pg.Client, passwords: RolePasswords, urls: RoleUrls) {
  const { superuser, database } = (
    await admin.query<{ superuser: boolean; database: string }>(
      `SELECT rolsuper AS superuser, current_database() AS database FROM pg_roles WHERE rolname = current_user`,
    )
  ).rows[0]!
  const notes: string[] = []
  const here = pg.escapeIdentifier(database)

  for (const role of roles) await makeRole(admin, `daylight_${role}`, passwords[role], superuser)
  // The search index is read by a function whose owner can read that one table and never logs in.
  await makeRole(admin, 'daylight_search', null, superuser)

  await bypassForBackup(admin, superuser, notes)
  await admin.query(`ALTER ROLE daylight_public SET default_transaction_read_only = on`)
  await admin.query(`ALTER ROLE daylight_public SET statement_timeout = '2s'`)
  // So that a migration finds the extensions' types whoever runs it, ours or \`prisma migrate\`.
  await admin.query(`ALTER ROLE daylight_owner SET search_path = public, ${extensionSchema}`)
  // Migrations hand the one function that fills the queue, and the one that searches, to the roles they must run as.
  for (const role of ['daylight_jobs', 'daylight_search'])
    await admin.query(`GRANT ${role} TO daylight_owner WITH INHERIT FALSE, SET TRUE`)

  if (superuser) await admin.query(`ALTER DATABASE ${here} OWNER TO daylight_owner`)
  await closeToStrangers(admin, here, notes)
  await makeExtensions(admin, superuser)
  await makeQueueSchema(admin, here, urls.jobs)
  await closeNewFunctions(urls.owner)
  return notes
}

async function makeRole(admin: pg.Client, role: string, password: string | null, superuser: boolean) {
  const there = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [role])
  if (there.rowCount === 0) await admin.query(`CREATE ROLE ${role}`)
  // Only a superuser may say all of it; for others a new role simply has none of this.
  const closed = `${superuser ? 'NOSUPERUSER NOBYPASSRLS NOREPLICATION NOCREATEDB ' : ''}NOCREATEROLE NOINHERIT`
  const login = password ? `LOGIN PASSWORD ${pg.escapeLiteral(scramVerifier(password))}` : 'NOLOGIN'
  await admin.query(`ALTER ROLE ${role} ${closed} ${login}`)
}

/** A copy taken under row policies is empty and says nothing. */
async function bypassForBackup(admin: pg.Client, superuser: boolean, notes: string[]) {
  try {
    await admin.query('ALTER ROLE daylight_backup BYPASSRLS')
  } catch (error) {
    const has = await admin.query(`SELECT FROM pg_roles WHERE rolname = 'daylight_backup' AND rolbypassrls`)
    if (superuser) throw error
    if (has.rowCount === 0)
      notes.push(
        'Backups by Daylight will be refused until a superuser of this database runs: ALTER ROLE daylight_backup BYPASSRLS.',
      )
  }
}

async function closeToStrangers(admin: pg.Client, here: string, notes: string[]) {
  try {
    await admin.query(`REVOKE ALL ON DATABASE ${here} FROM PUBLIC`)
    for (const role of roles) await admin.query(`GRANT CONNECT ON DATABASE ${here} TO daylight_${role}`)
    await admin.query(`GRANT CREATE, TEMPORARY ON DATABASE ${here} TO daylight_owner`)
    await admin.query('REVOKE ALL ON SCHEMA public FROM PUBLIC')
    await admin.query('GRANT USAGE, CREATE ON SCHEMA public TO daylight_owner')
  } catch (error) {
    throw new Error(
      `The user of DATABASE_URL must own the database (or be superuser) so that Daylight can close it to strangers: ${(error as Error).message}.`,
    )
  }
  // A REVOKE by somebody who may not is only a warning: look whether it was done.
  const open = await admin.query(
    `SELECT FROM pg_namespace, aclexplode(nspacl) WHERE nspname = 'public' AND grantee = 0
     UNION ALL SELECT FROM pg_database, aclexplode(datacl) WHERE datname = current_database() AND grantee = 0`,
  )
  if (open.rowCount)
    notes.push(
      'Other users of this database server can still connect to the database or use its schema "public".',
    )
}

async function makeExtensions(admin: pg.Client, superuser: boolean) {
  await admin.query(`CREATE SCHEMA IF NOT EXISTS ${extensionSchema}`)
  for (const name of extensions) {
    try {
      await admin.query(`CREATE EXTENSION IF NOT EXISTS ${name} SCHEMA ${extensionSchema}`)
    } catch (error) {
      if (superuser) throw error
      throw new Error(
        `The database needs the extension ${name}, and its user may not add it: ${(error as Error).message}.`,
      )
    }
  }
  await admin.query(`REVOKE ALL ON SCHEMA ${extensionSchema} FROM PUBLIC`)
  for (const role of [...roles, 'search'])
    await admin.query(`GRANT USAGE ON SCHEMA ${extensionSchema} TO daylight_${role}`)
}

/** The queue's schema belongs to the jobs role, which may create nothing else: the right lasts for one statement. */
async function makeQueueSchema(admin: pg.Client, here: string, jobsUrl: string) {
  const there = await admin.query(`SELECT FROM pg_namespace WHERE nspname = 'graphile_worker'`)
  if (there.rowCount === 0) {
    await admin.query(`GRANT CREATE ON DATABASE ${here} TO daylight_jobs`)
    await as(jobsUrl, [
      'CREATE SCHEMA graphile_worker',
      // The queue's own set-up begins with CREATE SCHEMA, which we are about to forbid, unless it finds this table.
      `CREATE TABLE graphile_worker.migrations (
         id int PRIMARY KEY, ts timestamptz NOT NULL DEFAULT now(), breaking boolean NOT NULL DEFAULT false)`,
    ])
  }
  await admin.query(`REVOKE CREATE ON DATABASE ${here} FROM daylight_jobs`)
}

/** In PostgreSQL everyone may call a new function. Here nobody may, until a migration says who. */
async function closeNewFunctions(ownerUrl: string) {
  await as(ownerUrl, ['ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC'])
}

async function as(url: string, statements: string[]) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('BEGIN')
    for (const statement of statements) await client.query(statement)
    await client.query('COMMIT')
  } finally {
    await client.end()
  }
}

/** What the server keeps of a password, made here: the password itself would stand in the server's log of statements. */
function scramVerifier(password: string) {
  const salt = randomBytes(16)
  const rounds = 4096
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256')
  const keyed = (words: string) => createHmac('sha256', salted).update(words).digest()
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${keyed('Server Key').toString('base64')}`
}
