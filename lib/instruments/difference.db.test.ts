// The difference: everything public is taken, a busy private day passes, everything is taken again. It sees what no
// canary can: counts, gaps, order, dates.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operations } from '../api'
import { closeClients } from '../kernel/db'
import {
  findPublished,
  openWork,
  publicAddresses,
  publicWorkspace,
  publishedRevision,
  roadmapByQuarter,
  roadmapFeed,
  similarPublished,
  wishlist,
  wishSorts,
  wishViews,
} from '../published'
import { copyDatabase } from '@/scripts/house/test-copy'
import { ask } from './asking'
import { workInPrivate } from './private-work'
import { actInPublic } from './public-acts'
import { idsOf, plantWorld, type World } from './world'

let world: World
let owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })

beforeAll(async () => {
  await owner.connect()
  world = await plantWorld({ ownerUrl: process.env.DATABASE_OWNER_URL! })
})
afterAll(async () => {
  await owner.end()
  await closeClients()
})

/** Every public answer by its door: bytes, headers and status of the API, and what pages and feeds are made of. */
async function allPublic(): Promise<Map<string, string>> {
  const taken = new Map<string, string>()
  for (const { method, path } of operations.filter((operation) => operation.method === 'get'))
    for (const id of path.includes('{') ? idsOf(world) : [''])
      taken.set(
        `${path} ${id}`,
        JSON.stringify(
          await ask(world, 'visitor', { method, path: path.replace(/\{\w+\}/, encodeURIComponent(id)) }),
        ),
      )
  for (const query of [
    '/items?limit=1',
    '/ideas?limit=1',
    '/ideas?similar=Perhaps',
    '/ideas?text=Perhaps',
    '/items?text=Inside',
  ]) {
    const [path, rest] = query.split('?') as [string, string]
    taken.set(
      query,
      JSON.stringify(await ask(world, 'visitor', { method: 'get', path, query: `?${rest}` })).replace(
        /"next\\?":\\?"[^"]+"/g,
        '"next":"…"',
      ),
    )
  }
  const keep = async (door: string, read: Promise<unknown>) => taken.set(door, JSON.stringify(await read))
  for (const view of wishViews)
    for (const sort of wishSorts) await keep(`wishlist ${view} ${sort}`, wishlist({ view, sort }))
  for (const slug of Object.values(world.things.slugs)) await keep(`entry ${slug}`, findPublished(slug))
  await keep('roadmap', roadmapByQuarter())
  await keep('open work', openWork())
  await keep('feed', roadmapFeed())
  await keep('addresses', publicAddresses())
  await keep('similar', similarPublished('Perhaps 1'))
  await keep('workspace', publicWorkspace())
  await keep('revision', publishedRevision())
  return taken
}

function differences(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...before].filter(([door, said]) => after.get(door) !== said).map(([door]) => door)
}

test('a busy private day changes no byte outside', async () => {
  const before = await allPublic()
  const done = await workInPrivate(world)
  const after = await allPublic()
  console.log(`difference: ${before.size} doors before and after ${done} private changes`)
  expect(done).toBeGreaterThan(100)
  expect(differences(before, after)).toEqual([])
}, 120_000)

test('two workspaces, one with private things and one without, answer alike after the same public acts', async () => {
  const names = ['DATABASE_APP_URL', 'DATABASE_PUBLIC_URL'] as const
  const here = Object.fromEntries(names.map((name) => [name, process.env[name]!]))
  const twin = `${new URL(process.env.DATABASE_SUPERUSER_URL!).pathname.slice(1)}_twin`
  // A database that is copied may have no other visitor.
  await owner.end()
  await closeClients()
  await copyDatabase({ superuserUrl: process.env.DATABASE_SUPERUSER_URL!, name: twin })
  owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
  await owner.connect()
  const inTwin = async <T>(work: () => Promise<T>): Promise<T> => {
    for (const name of names)
      process.env[name] = Object.assign(new URL(here[name]!), { pathname: `/${twin}` }).href
    try {
      return await work()
    } finally {
      await closeClients()
      Object.assign(process.env, here)
    }
  }
  // The twin has a busy private life before, the other one none; then both do the same in public.
  const busy = await inTwin(async () => {
    await workInPrivate(world)
    await actInPublic(world)
    return allPublic()
  })
  await actInPublic(world)
  const quiet = await allPublic()
  expect(differences(quiet, busy)).toEqual([])
}, 180_000)

test('the comparison sees a count, a date and a revision that follow something private', async () => {
  const before = await allPublic()
  await owner.query(`UPDATE published.entry SET votes = votes + 1 WHERE slug = $1`, [world.things.slugs.idea])
  expect(differences(before, await allPublic())).toContain(`entry ${world.things.slugs.idea}`)
  await owner.query(`UPDATE published.entry SET votes = votes - 1 WHERE slug = $1`, [world.things.slugs.idea])
  expect(differences(before, await allPublic())).toEqual([])
  await owner.query(`UPDATE published.workspace SET revision = revision + 1`)
  expect(differences(before, await allPublic())).toContain('revision')
}, 120_000)
