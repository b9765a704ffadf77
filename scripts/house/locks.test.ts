import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { birthOf, isAlive, thisProcess, tryLock, waitForLock } from './locks.mjs'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'daylight-locks-'))))
afterEach(() => rmSync(folder, { recursive: true }))

test('one holds, the next one hears who, and gets it afterwards', async () => {
  const file = join(folder, 'lock')
  const first = tryLock(file, { purpose: 'server' })
  expect(first.held).toBe(true)
  expect(tryLock(file)).toMatchObject({ held: false, holder: { pid: process.pid, purpose: 'server' } })
  const heard: number[] = []
  const waiting = waitForLock(file, { onWait: (holder) => heard.push(holder.pid) })
  if (first.held) setTimeout(first.release, 50)
  expect((await waiting).held).toBe(true)
  expect(heard).toEqual([process.pid])
})

test.each([
  ['a holder that was killed', () => JSON.stringify({ pid: deadPid(), birth: 'then' })],
  [
    'a number that belongs to a stranger by now',
    () => JSON.stringify({ pid: process.pid, birth: 'long ago' }),
  ],
  ['half a file', () => '{"pid":'],
])('%s does not keep anybody out', (_, content) => {
  const file = join(folder, 'lock')
  writeFileSync(file, content())
  expect(tryLock(file).held).toBe(true)
  expect(tryLock(file).held).toBe(false)
})

test('a process is known by its birth, not by its number alone', () => {
  expect(isAlive(thisProcess())).toBe(true)
  expect(isAlive({ ...thisProcess(), birth: 'another' })).toBe(false)
  expect(birthOf(deadPid())).toBeNull()
  expect(birthOf(0)).toBeNull()
})

function deadPid() {
  return spawnSync(process.execPath, ['-e', '']).pid
}
