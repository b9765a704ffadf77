// The database tests on a database that somebody else made, with a hole in one of its walls.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('../..', import.meta.url))

export default defineConfig({
  root,
  resolve: { alias: { '@/': root } },
  test: {
    name: 'policies',
    root,
    include: ['**/*.db.test.ts'],
    // The catalogue knows every policy by name, so it would always be the one to notice; here the others are on trial.
    exclude: [
      '**/node_modules/**',
      '**/.next*/**',
      '**/.build/**',
      '**/.daylight/**',
      '**/catalogue.db.test.ts',
      'scripts/**',
    ],
    globalSetup: ['scripts/policies/given-database.ts'],
    setupFiles: ['scripts/house/test-worker.ts'],
    maxWorkers: 1,
    bail: 1,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
