// Migrations without a download: Prisma's own schema engine, in its WebAssembly form, reads prisma/migrations and keeps
// the very _prisma_migrations table that `prisma migrate` keeps, so that either may be used.
// The engine is no public interface of Prisma: everything that knows it stands in this file.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  DriverAdapterError,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import { runMigrations, Logger } from 'graphile-worker'
import pg from 'pg'
import { extensionSchema } from './extensions'
import { root } from './setup.mjs'

const require = createRequire(import.meta.url)

/** An arbitrary number that all our migrators agree on. */
const migratorsLock = 20_260_102

/** Applies what is not yet applied, as the owner of the schemas, and answers the names of what it applied. */
export async function migrate(
  ownerUrl: string,
  { dir = join(root, 'prisma', 'migrations') } = {},
): Promise<string[]> {
  const gate = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 })
  gate.on('error', () => {})
  await gate.connect()
  try {
    await gate.query('SELECT pg_advisory_lock($1)', [migratorsLock])
    const migrationsList = readMigrations(dir)
    await settleUnfinished(gate)
    if (await alreadyThere(gate, migrationsList)) return []
    return await applyThroughEngine(ownerUrl, migrationsList)
  } finally {
    await gate.end()
  }
}

/** The queue keeps its own tables, in its own schema, as its own role. */
export async function migrateQueue(jobsUrl: string) {
  const quiet = new Logger(() => () => {})
  const pool = new pg.Pool({ connectionString: jobsUrl, max: 2, allowExitOnIdle: true })
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  try {
    await runMigrations({ pgPool: pool, logger: quiet })
  } finally {
    await pool.end()
  }
}

/** Both, in the order in which they need each other: our migrations speak of the queue's functions. */
export async function migrateAll(urls: { owner: string; jobs: string }): Promise<string[]> {
  await migrateQueue(urls.jobs)
  return migrate(urls.owner)
}

function readMigrations(dir: string) {
  const read = (path: string) => {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      return null
    }
  }
  const names = readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return {
    baseDir: dir,
    lockfile: { path: 'migration_lock.toml', content: read(join(dir, 'migration_lock.toml')) },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => {
      const content = read(join(dir, name, 'migration.sql'))
      const value =
        content === null
          ? { tag: 'error', value: 'There is no migration.sql.' }
          : { tag: 'ok', value: content }
      return { path: name, migrationFile: { path: 'migration.sql', content: value } }
    }),
  }
}

type Migrations = ReturnType<typeof readMigrations>

/**
 * The usual start has nothing to apply; asking the table is quicker than waking the engine. Anything unusual (an edited
 * migration, a failed one, one that we do not have) is the engine's to judge.
 */
async function alreadyThere(client: pg.Client, { migrationDirectories }: Migrations) {
  const table = await client.query(`SELECT to_regclass('public._prisma_migrations') AS found`)
  if (table.rows[0].found === null) return false
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
     FROM public._prisma_migrations WHERE rolled_back_at IS NULL`,
  )
  const applied = new Map(rows.map((row) => [row.migration_name, row.finished ? row.checksum : '']))
  return (
    applied.size === migrationDirectories.length &&
    migrationDirectories.every(
      ({ path, migrationFile }) => applied.get(path) === checksumOf(migrationFile.content.value),
    )
  )
}

/** What a migration's last statement, in its own transaction, leaves in its row. */
const ranToItsEnd = 'ran to its end'

/**
 * A migrator that failed or was killed leaves a row without an end, over which the engine would wait for a person. A script
 * is one transaction, so the row says what happened: with the mark all of it is there, without it nothing is.
 */
async function settleUnfinished(client: pg.Client) {
  const table = await client.query(`SELECT to_regclass('public._prisma_migrations') AS found`)
  if (table.rows[0].found === null) return
  const unfinished = 'finished_at IS NULL AND rolled_back_at IS NULL'
  await client.query(
    `UPDATE public._prisma_migrations SET finished_at = now(), applied_steps_count = 1, logs = NULL
     WHERE ${unfinished} AND logs = $1`,
    [ranToItsEnd],
  )
  await client.query(`UPDATE public._prisma_migrations SET rolled_back_at = now() WHERE ${unfinished}`)
}

function checksumOf(text: string) {
  return createHash('sha256').update(text).digest('hex')
}

async function applyThroughEngine(ownerUrl: string, migrationsList: Migrations) {
  const pool = new pg.Pool({
    connectionString: ownerUrl,
    // One connection, so that what a migration sets for its session stays with it.
    max: 1,
    allowExitOnIdle: true,
    // A migration that waits for a lock makes everybody behind it wait too: rather give up and be started again.
    options: `-c search_path=public,${extensionSchema} -c lock_timeout=15s`,
  })
  pool.on('error', () => {})
  const engine = await wakeEngine(pool)
  const filters = { externalTables: [], externalEnums: [] }
  try {
    const { editedMigrationNames } = await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters,
    })
    if (editedMigrationNames.length > 0)
      throw new Error(
        `The migration ${editedMigrationNames[0]} was applied with other words than it has now: give it back its words, and write what is new into a new migration.`,
      )
    const { appliedMigrationNames } = await engine
      .applyMigrations({ migrationsList, filters })
      .catch((error) => {
        throw plainly(error as Error)
      })
    return appliedMigrationNames
  } finally {
    engine.free()
    await pool.end().catch(() => {})
  }
}

/** The engine tells its own inner path as well, which helps only its makers. */
function plainly({ message }: Error) {
  const name = /migration_name="([^"]+)"/.exec(message)?.[1]
  const said = message
    .split(/\n\s+0: /)[0]!
    .replace(/^external connector error\s+/i, '')
    .replace(/^Error querying the database: /, '')
  return new Error(name ? `The migration ${name} failed: ${said.trim()}` : said.trim())
}

/** The parts of the engine that we call. */
type Engine = {
  diagnoseMigrationHistory: (input: object) => Promise<{ editedMigrationNames: string[] }>
  applyMigrations: (input: object) => Promise<{ appliedMigrationNames: string[] }>
  free: () => void
}

async function wakeEngine(pool: pg.Pool): Promise<Engine> {
  engineCode ??= loadEngine()
  const { SchemaEngine } = await engineCode
  const adapters = bindMigrationAwareSqlAdapterFactory(wholeScripts(new PrismaPg(pool, { schema: 'public' })))
  return (await SchemaEngine.new({ datamodels: undefined }, () => {}, adapters)) as unknown as Engine
}

// Once a process: its glue keeps a single memory, and a second one would pull it away from under an engine at work.
let engineCode: ReturnType<typeof loadEngine> | undefined

async function loadEngine() {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const file = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm')
  // Where the engine leaves its last words when it breaks down; without it, even those are lost.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message: (words: string) => console.error(`Prisma's schema engine: ${words}`),
    },
  })
  const { instance } = await WebAssembly.instantiate(readFileSync(file), {
    './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports,
  })
  glue.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  return glue
}

/**
 * The adapter cuts a script at every semicolon, also inside a function's body. The server reads a whole script by itself,
 * and runs it as one transaction, as the engine's other form has it.
 */
function wholeScripts(factory: PrismaPg): SqlMigrationAwareDriverAdapterFactory {
  return new Proxy(factory, {
    get(target, name) {
      if (name !== 'connect') return Reflect.get(target, name, target)
      return async () => {
        const adapter = await target.connect()
        adapter.executeScript = async (script) => {
          try {
            await adapter.underlyingDriver().query(withMark(script))
          } catch (error) {
            throw withPlace(error, script)
          }
        }
        return adapter
      }
    },
  })
}

function withMark(script: string) {
  // The engine's own scripts come this way too; only a migration's row has a script's checksum.
  return `${script}
;DO $mark$ BEGIN
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    UPDATE public._prisma_migrations SET logs = '${ranToItsEnd}'
    WHERE checksum = '${checksumOf(script)}' AND finished_at IS NULL AND rolled_back_at IS NULL;
  END IF;
END $mark$`
}

/** Two hundred lines of SQL and "syntax error" help nobody: say where. The engine breaks down on errors of other kinds. */
function withPlace(error: unknown, script: string) {
  const { message, code, severity, detail, column, hint, position, where } = error as pg.DatabaseError
  const line = position ? `line ${script.slice(0, Number(position)).split('\n').length}` : null
  const more = [line, where].filter(Boolean).join('; ')
  return new DriverAdapterError({
    kind: 'postgres',
    code: code ?? 'N/A',
    severity: severity ?? 'N/A',
    message: more ? `${message} (${more})` : message,
    detail,
    column,
    hint,
  })
}
