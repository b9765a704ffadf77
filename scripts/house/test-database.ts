// Once a run: a PostgreSQL server, and in it the migrated database from which every test file gets its own copy.
import type { TestProject } from 'vitest/node'
import { openEmbedded } from './workspace'
import { progress } from './setup.mjs'
import type { RoleUrls } from './roles'
import { throwawayFolder } from './throwaway'

declare module 'vitest' {
  export interface ProvidedContext {
    database: { urls: RoleUrls; superuserUrl: string; secret: string; dataDir: string }
  }
}

export default async function setup(project: TestProject) {
  progress.stream = process.stderr
  const { folder, remove } = await throwawayFolder()
  const workspace = await openEmbedded(folder, { fast: true })
  project.provide('database', {
    urls: workspace.urls,
    superuserUrl: workspace.adminUrl!,
    secret: workspace.secret,
    dataDir: folder,
  })
  return async () => {
    await workspace.postgres.stop()
    remove()
  }
}
