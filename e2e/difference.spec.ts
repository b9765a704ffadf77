// The difference: every public page, feed and answer is taken, a busy private day passes, and all are taken again. Equal
// bytes, equal headers. It sees what no canary can: counts, gaps, order, tags, dates.
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import pg from 'pg'
import { workInPrivate } from '../lib/instruments/private-work'
import { differences, take, takeAll } from '../lib/instruments/public-doors'
import { plantWorld, type World } from '../lib/instruments/world'
import { closeClients } from '../lib/kernel/db'

const address = process.env.DAYLIGHT_TEST_URL!
const root = fileURLToPath(new URL('..', import.meta.url))
let world: World

test.beforeAll(async () => {
  world = await plantWorld({ ownerUrl: process.env.DATABASE_OWNER_URL! })
})
test.afterAll(closeClients)

test('a busy private day changes no byte and no header outside', async () => {
  test.setTimeout(600_000)
  const before = await takeAll(address, root, world)
  const done = await workInPrivate(world)
  const after = await takeAll(address, root, world)
  console.log(`difference: ${before.size} doors before and after ${done} private changes`)
  expect(differences(before, after)).toEqual([])
})

test('the comparison sees a count that follows something private', async () => {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
  await owner.connect()
  const look = () => take(address, `/roadmap/${world.things.slugs.idea}?anew=1`)
  const before = await look()
  expect(await look()).toBe(before)
  await owner.query(`UPDATE published.entry SET votes = votes + 1 WHERE slug = $1`, [world.things.slugs.idea])
  const after = await look()
  await owner.query(`UPDATE published.entry SET votes = votes - 1 WHERE slug = $1`, [world.things.slugs.idea])
  await owner.end()
  expect(after).not.toBe(before)
})
