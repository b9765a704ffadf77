import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './setup.mjs'

// The engine is published beside each release of Prisma and is no part of it: an update of one must bring the other.
test('the schema engine is the one that belongs to our Prisma', () => {
  const require = createRequire(import.meta.url)
  const ours = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies[
    '@prisma/schema-engine-wasm'
  ]
  const installed = JSON.parse(
    readFileSync(join(root, 'node_modules', '@prisma', 'schema-engine-wasm', 'package.json'), 'utf8'),
  ).version
  const { enginesVersion } = require('@prisma/engines-version') as { enginesVersion: string }
  expect(installed).toBe(ours)
  expect(ours.split('.').at(-1)).toBe(enginesVersion)
})
