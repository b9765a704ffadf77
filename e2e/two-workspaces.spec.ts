// The difference over two workspaces: a twin is made of one, the twin lives a busy private day, and both then do the same in
// public. Served one after the other at the same address, every page, feed and answer must be the same bytes.
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import pg from 'pg'
import { workInPrivate } from '../lib/instruments/private-work'
import { actInPublic } from '../lib/instruments/public-acts'
import { differences, takeAll } from '../lib/instruments/public-doors'
import { plantWorld, type World } from '../lib/instruments/world'
import { closeClients } from '../lib/kernel/db'
import { freePort } from '../scripts/house/postgres'
import { spawnServer, waitUntilReady } from '../scripts/house/server'
import { copyDatabase } from '../scripts/house/test-copy'
import { throwawayFolder } from '../scripts/house/throwaway'
import { openEmbedded, servingEnv, type Workspace } from '../scripts/house/workspace'

const root = fileURLToPath(new URL('..', import.meta.url))
type Urls = Workspace['urls']

let folder: Awaited<ReturnType<typeof throwawayFolder>>
let workspace: Awaited<ReturnType<typeof openEmbedded>>
let quiet: Urls
let busy: Urls
let world: World

test.beforeAll(async () => {
  test.setTimeout(120_000)
  folder = await throwawayFolder()
  workspace = await openEmbedded(folder.folder, { fast: true })
  quiet = workspace.urls
  busy = Object.fromEntries(
    Object.entries(quiet).map(([role, url]) => [
      role,
      Object.assign(new URL(url), { pathname: '/twin' }).href,
    ]),
  ) as Urls
  world = await inWorkspace(quiet, () => plantWorld({ ownerUrl: quiet.owner }))
  await copyDatabase({ superuserUrl: workspace.adminUrl!, name: 'twin' })
})
test.afterAll(async () => {
  await workspace?.postgres.stop()
  folder?.remove()
})

/** The commands of this process work in the workspace that these addresses name. */
async function inWorkspace<T>(urls: Urls, work: () => Promise<T>): Promise<T> {
  const before = { app: process.env.DATABASE_APP_URL, public: process.env.DATABASE_PUBLIC_URL }
  await closeClients()
  Object.assign(process.env, { DATABASE_APP_URL: urls.app, DATABASE_PUBLIC_URL: urls.public })
  try {
    return await work()
  } finally {
    await closeClients()
    Object.assign(process.env, { DATABASE_APP_URL: before.app, DATABASE_PUBLIC_URL: before.public })
  }
}

/** Everything that a server of this workspace tells a visitor. */
async function served(urls: Urls, port: number): Promise<Map<string, string>> {
  const address = `http://localhost:${port}`
  const server = spawnServer({
    env: {
      ...servingEnv(process.env, { urls, secret: workspace.secret }),
      LOG_LEVEL: 'warn',
      API_TURNS: '1000000',
      PORT: String(port),
      NEXTAUTH_URL: address,
      DATA_DIR: folder.folder,
    },
  })
  try {
    await waitUntilReady(server, port, 60)
    return await takeAll(address, root, world)
  } finally {
    await server.stop()
  }
}

test('a busy private life changes no byte of what two workspaces say after the same public acts', async () => {
  test.setTimeout(600_000)
  const done = await inWorkspace(busy, async () => {
    const done = await workInPrivate(world)
    await actInPublic(world)
    return done
  })
  await inWorkspace(quiet, () => actInPublic(world))
  const port = await freePort()
  const [without, withIt] = [await served(quiet, port), await served(busy, port)]
  console.log(`two workspaces: ${without.size} doors, ${done} private changes in one of them`)
  expect(done).toBeGreaterThan(100)
  expect(differences(without, withIt)).toEqual([])

  // And the comparison sees a single vote more.
  const owner = new pg.Client({ connectionString: busy.owner })
  await owner.connect()
  await owner.query('UPDATE published.entry SET votes = votes + 1 WHERE slug = $1', [world.things.slugs.idea])
  await owner.end()
  const counted = differences(without, await served(busy, port))
  expect(counted.some((door) => door.startsWith(`/roadmap/${world.things.slugs.idea}:`))).toBe(true)
})
