// What `npm start` does once TypeScript runs: settings, build, database, sample, server; and their end, in reverse.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { readSettings, type Settings } from '@/lib/kernel/settings'
import { extensionSchema } from './extensions'
import { birthOf, thisProcess } from './locks.mjs'
import { portIsFree, spawnServer, waitUntilReady, type Server } from './server'
import { root, say, setUp, step } from './setup.mjs'
import {
  endLeftoverProcess,
  lockDataDir,
  openEmbedded,
  openOwn,
  readRun,
  removeRun,
  servingEnv,
  writeRun,
  type Workspace,
} from './workspace'

/** A mistake of whoever starts us: its words are enough, a stack would only frighten. */
class Plain extends Error {}

export async function start({ dev }: { dev: boolean }) {
  const begun = Date.now()
  const settings = settingsOrExit()
  const run = new Run(settings, dev)
  process.on('SIGTERM', () => run.end(0))
  process.on('SIGINT', () => run.end(0))
  process.on('SIGHUP', () => run.end(0))
  try {
    await run.begin()
    console.log(
      `\n  Daylight is ready after ${((Date.now() - begun) / 1000).toFixed(1)} s: ${settings.publicAddress}\n`,
    )
    await run.printLinks()
  } catch (error) {
    if (!run.ending)
      console.error(
        error instanceof Plain ? error.message : `Daylight could not start. ${(error as Error).message}`,
      )
    run.end(1)
  }
}

function settingsOrExit(): Settings {
  const read = readSettings(process.env)
  if (read.ok) return read.settings
  for (const sentence of read.sentences) console.error(sentence)
  process.exit(1)
}

class Run {
  ending: Promise<void> | null = null
  private release: (() => void) | null = null
  private opening: Promise<Workspace> | null = null
  private workspace: Workspace | null = null
  private server: Server | null = null

  constructor(
    private settings: Settings,
    private dev: boolean,
  ) {}

  async begin() {
    const { dataDir, port, database } = this.settings
    await this.takeFolder()
    await endLeftoverProcess(dataDir)
    if (!(await portIsFree(port)))
      throw new Plain(`Port ${port} is taken by another program: set PORT to a free one.`)
    if (!this.dev) await setUp({ build: true })
    this.stopHereIfEnding()
    this.opening = database.embedded ? openEmbedded(dataDir) : openOwn(this.settings)
    this.workspace = await this.opening
    void this.workspace.postgres?.ended.then(() => this.unexpected('PostgreSQL'))
    this.stopHereIfEnding()
    this.note()
    await this.loadSampleOnce()
    this.stopHereIfEnding()
    await step('starting the server', async () => {
      this.server = spawnServer({ env: this.serverEnv(), dev: this.dev })
      this.note()
      void this.server.ended.then(() => this.unexpected('The server'))
      await waitUntilReady(this.server, port, this.dev ? 180 : 60)
    })
  }

  private async takeFolder() {
    const { dataDir } = this.settings
    const lock = await lockDataDir(dataDir)
    if (!lock.held) {
      const address = readRun(dataDir)?.address
      throw new Plain(
        `Daylight already runs with the data in ${dataDir} (process ${lock.holder.pid}${address ? `, ${address}` : ''}): stop it first, or set another DATA_DIR and PORT.`,
      )
    }
    this.release = lock.release
  }

  /** For the operator's tool, which finds the database by it, and for the next start, should this one be killed. */
  private note({ leaving = false } = {}) {
    const { dataDir, port, publicAddress } = this.settings
    const { urls, adminUrl, secret } = this.workspace!
    const pid = this.server?.child.pid
    writeRun(dataDir, {
      ...thisProcess(),
      port,
      address: publicAddress,
      urls,
      adminUrl,
      secret,
      server: pid ? { pid, birth: birthOf(pid) } : null,
      leaving,
    })
  }

  private serverEnv(): NodeJS.ProcessEnv {
    const { port, dataDir, publicAddress } = this.settings
    return {
      ...servingEnv(process.env, this.workspace!),
      PORT: String(port),
      DATA_DIR: dataDir,
      NEXTAUTH_URL: publicAddress,
    }
  }

  private async loadSampleOnce() {
    const { adminUrl } = this.workspace!
    if (!adminUrl || !this.has('prisma/sample/load.ts') || !this.has('scripts/daylight.ts')) return
    const mark = await sampleMark(adminUrl)
    // Whoever cleared the sample does not want it back, and whoever restored a backup has people of their own.
    if (mark === 'offered' || (mark === null && (await hasPeople(this.workspace!.urls.owner)))) return
    await setSampleMark(adminUrl, 'loading')
    await step('loading the sample workspace', () => this.daylight(['sample', 'load']))
    await setSampleMark(adminUrl, 'offered')
  }

  async printLinks() {
    if (!this.workspace!.adminUrl || !this.has('scripts/daylight.ts')) return
    await this.daylight(['sample', 'links']).catch((error: Error) => say(error.message))
  }

  private has(path: string) {
    return existsSync(join(root, path))
  }

  /** The operator's tool, in a process of its own, with the addresses of the running database. */
  private async daylight(args: string[]) {
    const { urls } = this.workspace!
    const env = { ...this.serverEnv(), DATABASE_BACKUP_URL: urls.backup, DATABASE_OWNER_URL: urls.owner }
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', join(root, 'scripts', 'daylight.ts'), ...args],
      {
        cwd: root,
        env,
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    )
    const stop = () => child.kill('SIGTERM')
    process.once('exit', stop)
    const code = await new Promise((done) => {
      child.once('exit', done)
      child.once('error', () => done(1))
    })
    process.off('exit', stop)
    if (code !== 0) throw new Error(`“daylight ${args.join(' ')}” failed; what it said is above.`)
  }

  private stopHereIfEnding() {
    if (this.ending) throw new Plain('Stopped.')
  }

  private unexpected(who: string) {
    if (this.ending) return
    console.error(`${who} ended by itself; Daylight stops. What was answered is kept: start it again.`)
    this.end(1)
  }

  /** The server first, while it still has its database; the database last. */
  end(code: number) {
    this.ending ??= (async () => {
      // First, so that a start that follows on our heels knows that we are leaving.
      if (this.workspace) this.note({ leaving: true })
      await this.server?.stop()
      // Told to end while the database is only starting: what is half started must not be left behind.
      const workspace = await this.opening?.catch(() => null)
      await workspace?.postgres?.stop()
      if (this.release) removeRun(this.settings.dataDir)
      this.release?.()
      process.exit(code)
    })().catch((error: Error) => {
      console.error(error.message)
      process.exit(1)
    })
  }
}

// The mark lies in the database, not in the folder: it must go where the data goes. The schema of extensions carries it,
// because it is ours and holds nothing of the product.
type SampleMark = 'loading' | 'offered'

async function sampleMark(adminUrl: string): Promise<SampleMark | null> {
  const rows = await query(
    adminUrl,
    `SELECT obj_description('${extensionSchema}'::regnamespace, 'pg_namespace') AS words`,
  )
  return (/^sample (loading|offered)$/.exec(String(rows[0]?.words))?.[1] as SampleMark | undefined) ?? null
}

async function setSampleMark(adminUrl: string, mark: SampleMark) {
  await query(adminUrl, `COMMENT ON SCHEMA ${extensionSchema} IS 'sample ${mark}'`)
}

async function hasPeople(ownerUrl: string) {
  const rows = await query(ownerUrl, 'SELECT EXISTS (SELECT FROM work.person) AS some')
  return Boolean(rows[0]?.some)
}

async function query(url: string, words: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(words)).rows
  } finally {
    await client.end()
  }
}
