// An example in our own words must never be somebody's key: `daylight leak-check` would find that key outside, and be right.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** What is never served: tests, their worlds, and what they expect. */
const ofTests = /\.test\.tsx?$|generated|expectations\.ts$|walls-world|instruments/
const root = join(import.meta.dirname, '..')

test('a key that our own words give as an example is none that will ever be given out', () => {
  const said = ['app', 'components', 'lib'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !ofTests.test(file))
      .flatMap((file) => readFileSync(join(root, folder, file), 'utf8').match(/\b(?:SEC|REQ)-\d+/g) ?? []),
  )
  expect(said.length).toBeGreaterThan(0)
  // Numbers begin at one and step by one to nine before the first is given out, so 1 is nobody's.
  expect([...new Set(said.map((key) => key.split('-')[1]))]).toEqual(['1'])
})
