// Playwright's globalSetup: one whole workspace with the sample in it, served from the build, gone afterwards.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { birthOf, thisProcess } from './locks.mjs'
import { freePort } from './postgres'
import { spawnServer, waitUntilReady } from './server'
import { progress, root, step } from './setup.mjs'
import { throwawayFolder } from './throwaway'
import { openEmbedded, servingEnv, writeRun } from './workspace'

export default async function setup() {
  progress.stream = process.stderr
  const { folder, remove } = await throwawayFolder()
  const workspace = await openEmbedded(folder, { fast: true })
  const port = await freePort()
  const address = `http://localhost:${port}`
  const env: NodeJS.ProcessEnv = {
    ...servingEnv(process.env, workspace),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    // The crawls of the instruments ask more in a minute than anybody should.
    API_TURNS: '1000000',
    PORT: String(port),
    DATA_DIR: folder,
    NEXTAUTH_URL: address,
  }
  const toolEnv = {
    ...env,
    DATABASE_BACKUP_URL: workspace.urls.backup,
    DATABASE_OWNER_URL: workspace.urls.owner,
  }
  try {
    if (existsSync(join(root, 'prisma/sample/load.ts')))
      await step('loading the sample workspace', () => daylight(['sample', 'load'], toolEnv))
    const server = spawnServer({ env })
    // Should this run be killed, the next one ends the server by this note.
    const pid = server.child.pid!
    writeRun(folder, {
      ...thisProcess(),
      port,
      address,
      urls: workspace.urls,
      adminUrl: workspace.adminUrl,
      secret: workspace.secret,
      server: { pid, birth: birthOf(pid) },
      leaving: false,
    })
    await step('starting the server', () => waitUntilReady(server, port, 60))
    // Workers inherit this process's environment: the address to visit, and what the operator's tool needs for links.
    Object.assign(process.env, {
      ...Object.fromEntries(
        Object.entries(toolEnv).filter(([name]) => /^(DATABASE_|NEXTAUTH_|PORT|DATA_DIR)/.test(name)),
      ),
      DAYLIGHT_TEST_URL: address,
      DAYLIGHT_TEST_SUPERUSER_URL: workspace.adminUrl!,
    })
    return async () => {
      await server.stop()
      await workspace.postgres.stop()
      remove()
    }
  } catch (error) {
    await workspace.postgres.stop()
    remove()
    throw error
  }
}

function daylight(args: string[], env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'scripts', 'daylight.ts'), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return new Promise<void>((done, fail) => {
    child.once('error', fail)
    child.once('exit', (code) =>
      code === 0 ? done() : fail(new Error(`“daylight ${args.join(' ')}” failed.`)),
    )
  })
}
