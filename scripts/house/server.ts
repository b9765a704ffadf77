// The serving process, seen from outside: started, waited for, ended.
import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { builtServer, root } from './setup.mjs'

export type Server = { child: ChildProcess; ended: Promise<number>; stop: () => Promise<void> }

/** `env` is all that it gets to know. */
export function spawnServer({ env, dev = false }: { env: NodeJS.ProcessEnv; dev?: boolean }): Server {
  const built = dev ? null : builtServer()
  const program = built ? [built] : ['--import', 'tsx', join(root, 'scripts', 'serve.ts')]
  const child = spawn(process.execPath, [...program, ...(dev ? ['--dev'] : [])], {
    cwd: root,
    env: { ...env, NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' },
    // The channel tells it when we are killed: nobody else would end it then.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Ctrl-C reaches the whole terminal; who ends when is decided here.
    detached: process.platform !== 'win32',
  })
  const ended = new Promise<number>((done) => {
    child.once('exit', (code) => done(code ?? 1))
    child.once('error', () => done(1))
  })
  return {
    child,
    ended,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const late = await Promise.race([ended.then(() => false), sleep(15_000, true, { ref: false })])
      if (!late) return
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Settles when /api/ready answers 200; fails when the process ends first, or time is over. */
export async function waitUntilReady(server: Server, port: number, seconds: number) {
  let ended = false
  void server.ended.then(() => (ended = true))
  let last = 'nothing'
  for (const until = Date.now() + seconds * 1000; Date.now() < until; await sleep(25)) {
    if (ended) throw new Error('The server ended before it was ready; what it said is above.')
    try {
      const answer = await fetch(`http://localhost:${port}/api/ready`, {
        redirect: 'manual',
        signal: AbortSignal.timeout(20_000),
      })
      last = `${answer.status} ${(await answer.text()).slice(0, 200)}`
      if (answer.status === 200) return
    } catch (error) {
      last = (error as Error).message
    }
  }
  throw new Error(`The server was not ready after ${seconds} seconds; /api/ready last said: ${last}.`)
}

/** Taken by somebody else? Asked before anything is started, so that the answer is one sentence. */
export function portIsFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') return resolve(false)
      if (error.code === 'EACCES')
        return reject(new Error(`PORT ${port} may not be used by this user: set PORT to one above 1023.`))
      reject(error)
    })
    probe.listen(port, () => probe.close(() => resolve(true)))
  })
}
