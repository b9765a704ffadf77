// The difference: every public page, feed and answer is taken, a busy private day passes, and all are taken again. Equal
// bytes, equal headers. It sees what no canary can: counts, gaps, order, tags, dates.
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import pg from 'pg'
import { inNoOrder } from '../lib/instruments/crawl-pages'
import { addressesOf, further, routesIn } from '../lib/instruments/doors'
import { workInPrivate } from '../lib/instruments/private-work'
import { isPublicAddress } from '../lib/kernel/front/addresses'
import { plantWorld, type World } from '../lib/instruments/world'
import { closeClients } from '../lib/kernel/db'

const address = process.env.DAYLIGHT_TEST_URL!
const root = fileURLToPath(new URL('..', import.meta.url))
let world: World

test.beforeAll(async () => {
  world = await plantWorld({ ownerUrl: process.env.DATABASE_OWNER_URL! })
})
test.afterAll(closeClients)

type Door = { path: string; rsc: boolean }

/**
 * Every address as a visitor asks it: as a document, as the data of a soft navigation, and, where the front keeps finished
 * bytes, with a query that nobody knows, for which a page is drawn anew.
 */
function doors(): Door[] {
  const routes = routesIn(root).filter((route) => !/^\/api\/(events|metrics|ready|health)/.test(route))
  const paths = [...routes.flatMap((route) => addressesOf(route, world).map(({ path }) => path)), ...further]
  return paths.flatMap((path) => [
    { path, rsc: false },
    ...(path.startsWith('/api/') ? [] : [{ path, rsc: true }]),
    ...(isPublicAddress(path) && !path.includes('?') ? [{ path: `${path}?anew=1`, rsc: false }] : []),
  ])
}

async function takeAll(): Promise<Map<string, string>> {
  const all = new Map<string, string>()
  for (const { path, rsc } of doors()) all.set(`${path}${rsc ? ' (rsc)' : ''}`, await take(path, rsc))
  return all
}

async function take(path: string, rsc: boolean): Promise<string> {
  const answer = await fetch(address + path, { headers: rsc ? { rsc: '1' } : {}, redirect: 'manual' })
  const nonce = /nonce-([\w+/=]+)/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]
  const plain = (text: string) => (nonce ? text.replaceAll(nonce, '(nonce)') : text)
  const told = [...answer.headers].filter(
    ([name]) => !['date', 'x-request-id', 'keep-alive', 'content-length'].includes(name),
  )
  const text = plain(await answer.text())
  const kept = !rsc && !path.endsWith('?anew=1') && isPublicAddress(path)
  return JSON.stringify([
    answer.status,
    told.map((pair) => plain(pair.join(': '))),
    kept ? text : inNoOrder(text),
  ])
}

test('a busy private day changes no byte and no header outside', async () => {
  test.setTimeout(600_000)
  const before = await takeAll()
  const done = await workInPrivate(world)
  const after = await takeAll()
  console.log(`difference: ${before.size} doors before and after ${done} private changes`)
  const different = [...before]
    .filter(([door, said]) => after.get(door) !== said)
    .map(([door, said]) => `${door}: ${firstDifference(said, after.get(door)!)}`)
  expect(different).toEqual([])
})

test('the comparison sees a count that follows something private', async () => {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
  await owner.connect()
  const look = () => take(`/roadmap/${world.things.slugs.idea}?anew=1`, false)
  const before = await look()
  expect(await look()).toBe(before)
  await owner.query(`UPDATE published.entry SET votes = votes + 1 WHERE slug = $1`, [world.things.slugs.idea])
  const after = await look()
  await owner.query(`UPDATE published.entry SET votes = votes - 1 WHERE slug = $1`, [world.things.slugs.idea])
  await owner.end()
  expect(after).not.toBe(before)
})

function firstDifference(a: string, b: string): string {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return `…${a.slice(Math.max(0, at - 40), at + 60)}… became …${b.slice(Math.max(0, at - 40), at + 60)}…`
}
