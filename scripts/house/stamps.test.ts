import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dropStamp, hashOf, isFresh, writeStamp } from './stamps.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'daylight-stamps-'))
  mkdirSync(join(folder, 'app', 'generated'), { recursive: true })
  writeFileSync(join(folder, 'app', 'page.tsx'), 'one')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a touched file is nothing new, a changed, added or renamed one is', () => {
  const before = hashOf(folder, ['app', 'missing'])
  utimesSync(join(folder, 'app', 'page.tsx'), 1, 1)
  expect(hashOf(folder, ['missing', 'app'])).toBe(before)
  writeFileSync(join(folder, 'app', 'page.tsx'), 'two')
  const changed = hashOf(folder, ['app', 'missing'])
  expect(changed).not.toBe(before)
  writeFileSync(join(folder, 'missing'), '')
  expect(hashOf(folder, ['app', 'missing'])).not.toBe(changed)
})

test('tests and generated files do not make a new build', () => {
  const before = hashOf(folder, ['app'])
  writeFileSync(join(folder, 'app', 'page.test.ts'), 'x')
  writeFileSync(join(folder, 'app', 'generated', 'client.ts'), 'x')
  expect(hashOf(folder, ['app'])).toBe(before)
})

test('work that was cut off is not fresh', () => {
  const stamp = join(folder, 'made', 'stamp')
  expect(isFresh(stamp, 'a')).toBe(false)
  writeStamp(stamp, 'a')
  expect(isFresh(stamp, 'a')).toBe(true)
  expect(isFresh(stamp, 'b')).toBe(false)
  dropStamp(stamp)
  expect(isFresh(stamp, 'a')).toBe(false)
})
