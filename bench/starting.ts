// Starting the product and its floors, and ending all of them.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '@/scripts/house/postgres'
import { spawnServer, waitUntilReady, type Server } from '@/scripts/house/server'
import { root, step } from '@/scripts/house/setup.mjs'
import { servingEnv, type Workspace } from '@/scripts/house/workspace'
import { html } from './looking'

const ended: (() => Promise<unknown> | void)[] = []

/** What must be stopped when all is measured, the last first. */
export function atEnd(end: () => Promise<unknown> | void) {
  ended.push(end)
}

export async function endAll() {
  for (const end of ended.reverse())
    await Promise.resolve(end()).catch((error: Error) => console.error(error.message))
}

export type Running = { port: number; pid: number; ms: number; stop: () => Promise<unknown> }

/** A process of the product, as `npm start` serves it. */
export async function startProduct(workspace: Workspace, folder: string): Promise<Running> {
  const port = await freePort()
  const env = {
    ...servingEnv(process.env, workspace),
    // A load is one token asking without end.
    API_TURNS: '10000000',
    PORT: String(port),
    DATA_DIR: folder,
    NEXTAUTH_URL: `http://localhost:${port}`,
    LOG_LEVEL: 'error',
  }
  const begun = performance.now()
  const server: Server = spawnServer({ env })
  atEnd(() => server.stop())
  await waitUntilReady(server, port, 60)
  const ms = performance.now() - begun
  return { port, pid: server.child.pid!, ms, stop: () => server.stop() }
}

export async function bareNext(): Promise<Running> {
  const home = join(root, 'bench/floors/bare-next')
  const next = join(root, 'node_modules/next/dist/bin/next')
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as NodeJS.ProcessEnv
  if (!existsSync(join(home, '.next/BUILD_ID')))
    await step('building the floor “bare Next”', () =>
      finished(
        spawn(process.execPath, [next, 'build', home], {
          cwd: home,
          env,
          stdio: ['ignore', 'ignore', 'inherit'],
        }),
      ),
    )
  const port = await freePort()
  const begun = performance.now()
  const child = spawn(process.execPath, [next, 'start', home, '-p', String(port)], {
    cwd: home,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  atEnd(() => stopChild(child))
  await untilAnswered(port)
  return { port, pid: child.pid!, ms: performance.now() - begun, stop: () => stopChild(child) }
}

/** What a page costs that needs no program: the same words and the same look, in one file, without scripts. */
export async function startStatic(
  name: string,
  url: string,
  headers: Record<string, string> = {},
): Promise<string> {
  let words = (await html(url, headers)).replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, '')
  for (const [link, path] of words.matchAll(/<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"[^>]*>/g))
    words = words.replace(link, `<style>${await html(new URL(path!, url).href)}</style>`)
  words = words.replace(/<link[^>]*rel="(?:preload|modulepreload|icon|apple-touch-icon)"[^>]*>/g, '')
  const file = join(tmpdir(), `daylight-bench-${process.pid}-${name}.html`)
  writeFileSync(file, words)
  atEnd(() => rmSync(file, { force: true }))
  return `http://localhost:${await startFloor('static.mjs', { file })}/`
}

export async function startFloor(
  name: string,
  { args = [], file }: { args?: string[]; file?: string },
): Promise<number> {
  const port = await freePort()
  const child = spawn(
    process.execPath,
    [join(root, 'bench/floors', name), ...(file ? [file] : []), String(port), ...args],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  atEnd(() => stopChild(child))
  await untilAnswered(port)
  return port
}

async function untilAnswered(port: number) {
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(10)) {
    try {
      await fetch(`http://localhost:${port}/`).then((answer) => answer.arrayBuffer())
      return
    } catch {
      // Not listening yet.
    }
  }
  throw new Error(`Nothing answers at port ${port}.`)
}

function finished(child: ChildProcess) {
  return new Promise<void>((done, fail) =>
    child.once('close', (code) =>
      code === 0 ? done() : fail(new Error(`The program ended with code ${code}.`)),
    ),
  )
}

async function stopChild(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((done) => child.once('close', done))
  child.kill('SIGTERM')
  await Promise.race([gone, sleep(5000).then(() => child.kill('SIGKILL'))])
}
