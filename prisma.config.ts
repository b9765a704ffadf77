// For Prisma's own command. `npm start` and `npm test` need none of it but `schema`: they migrate by scripts/house/migrate.ts.
import { defineConfig } from 'prisma/config'
import { extensions, extensionSchema } from './scripts/house/extensions'

export default defineConfig({
  schema: 'prisma/schema',
  // Prisma allows `initShadowDb` below only with this; no table of ours is external.
  experimental: { externalTables: true },
  migrations: {
    path: 'prisma/migrations',
    // What scripts/house/roles.ts makes before the first migration, for the throwaway database of `prisma migrate dev`.
    initShadowDb: [
      `CREATE SCHEMA IF NOT EXISTS ${extensionSchema};`,
      ...extensions.map((name) => `CREATE EXTENSION IF NOT EXISTS ${name} SCHEMA ${extensionSchema};`),
    ].join('\n'),
  },
  // Generating needs no database, so it may be unset.
  datasource: { url: process.env.DATABASE_URL },
})
