// How the operator's tool comes to the database: the one it is told of, the one that runs, or one started for the moment.
import { setTimeout as sleep } from 'node:timers/promises'
import { forgetSettings, readSettings, type Settings } from '@/lib/kernel/settings'
import { readHolder, tryLock } from './locks.mjs'
import type { RoleUrls } from './roles'
import { say } from './setup.mjs'
import { endLeftoverProcess, lockFile, openEmbedded, openOwn, noteOf } from './workspace'

/**
 * Runs `work` with the addresses of every role of this workspace's database, which it also finds in the environment:
 * rooms (`@/lib/…`) are to be imported inside `work`, because they read their settings when they wake up.
 */
export async function withDatabase<T>(work: (urls: RoleUrls) => Promise<T>): Promise<T> {
  const read = readSettings(process.env)
  if (!read.ok) throw new Error(read.sentences.join('\n'))
  const { settings } = read
  if (!settings.database.embedded) {
    const workspace = await openOwn(settings)
    return work(tell(workspace.urls, workspace.secret, settings.publicAddress))
  }
  return withEmbedded(settings, work)
}

async function withEmbedded<T>(settings: Settings, work: (urls: RoleUrls) => Promise<T>): Promise<T> {
  const { dataDir } = settings
  let told = false
  for (const until = Date.now() + 300_000; Date.now() < until; await sleep(200)) {
    const lock = tryLock(lockFile(dataDir), { purpose: 'tool' })
    if (lock.held) {
      try {
        await endLeftoverProcess(dataDir)
        const workspace = await openEmbedded(dataDir)
        try {
          return await work(tell(workspace.urls, workspace.secret, settings.publicAddress))
        } finally {
          await workspace.postgres.stop()
        }
      } finally {
        lock.release()
      }
    }
    const note = noteOf(dataDir, lock.holder)
    if (note) return work(tell(note.urls, note.secret, note.address))
    if (!told)
      say(
        readHolder(lockFile(dataDir))?.purpose === 'tool'
          ? `waiting for another daylight command (process ${lock.holder.pid}) …`
          : `waiting for Daylight (process ${lock.holder.pid}), which is starting or stopping …`,
      )
    told = true
  }
  throw new Error(`The database in ${dataDir} stayed in use for five minutes; try again later.`)
}

function tell(urls: RoleUrls, secret: string, address: string) {
  Object.assign(process.env, {
    DATABASE_APP_URL: urls.app,
    DATABASE_PUBLIC_URL: urls.public,
    DATABASE_JOBS_URL: urls.jobs,
    ...(urls.backup ? { DATABASE_BACKUP_URL: urls.backup } : {}),
    NEXTAUTH_SECRET: secret,
    NEXTAUTH_URL: address,
  })
  // A running workspace may have another port than our own environment says, and links must lead to it.
  const port = new URL(address).port
  if (!process.env.APP_URL && port) process.env.PORT = port
  forgetSettings()
  return urls
}
