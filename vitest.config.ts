// Two kinds of tests: `unit` needs nothing but Node; `database` (*.db.test.ts) has a real PostgreSQL, one database a worker.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const alias = { '@/': root }
const never = ['**/node_modules/**', '**/.next/**', '**/.build/**', '**/.daylight/**', 'e2e/**']

export default defineConfig({
  test: {
    // Half of a small machine is left for the database server.
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          root,
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...never, '**/*.db.test.ts'],
          // Slow is no failure: a busy machine must not turn a property red.
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'database',
          root,
          include: ['**/*.db.test.ts'],
          exclude: never,
          globalSetup: ['scripts/house/test-database.ts'],
          setupFiles: ['scripts/house/test-worker.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
