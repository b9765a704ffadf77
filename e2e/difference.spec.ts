// The difference: every public page, feed and answer is taken, a busy private day passes, and all are taken again. Equal
// bytes, equal headers. It sees what no canary can: counts, gaps, order, tags, dates.
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { addressesOf, further, routesIn } from '../lib/instruments/doors'
import { workInPrivate } from '../lib/instruments/private-work'
import { plantWorld, type World } from '../lib/instruments/world'
import { closeClients } from '../lib/kernel/db'

const address = process.env.DAYLIGHT_TEST_URL!
const root = fileURLToPath(new URL('..', import.meta.url))
let world: World

test.beforeAll(async () => {
  world = await plantWorld({ ownerUrl: process.env.DATABASE_OWNER_URL! })
})
test.afterAll(closeClients)

/** Public addresses as a visitor asks them. With a query that nobody knows a page is drawn anew and not taken from what is kept. */
function doors(): string[] {
  const all = [
    ...routesIn(root)
      .filter((route) => !/^\/api\/(events|metrics|ready|health)/.test(route))
      .flatMap((route) => addressesOf(route, world).map(({ path }) => path)),
    ...further,
  ]
  return all.flatMap((path) =>
    path.startsWith('/api/') || path.includes('?') ? [path] : [path, `${path}?anew=1`],
  )
}

async function takeAll(): Promise<Map<string, string>> {
  const all = new Map<string, string>()
  for (const path of doors())
    for (const rsc of [false, true]) all.set(`${path}${rsc ? ' (rsc)' : ''}`, await take(path, rsc))
  return all
}

async function take(path: string, rsc: boolean): Promise<string> {
  const answer = await fetch(address + path, { headers: rsc ? { rsc: '1' } : {}, redirect: 'manual' })
  const nonce = /nonce-([\w+/=]+)/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]
  const plain = (text: string) => (nonce ? text.replaceAll(nonce, '(nonce)') : text)
  const told = [...answer.headers].filter(([name]) => !['date', 'x-request-id', 'keep-alive'].includes(name))
  return plain(JSON.stringify([answer.status, told, await answer.text()]))
}

test('a busy private day changes no byte and no header outside', async () => {
  test.setTimeout(600_000)
  // Twice before: what differs by itself (a random id, a clock) would make the comparison worthless.
  await takeAll()
  const before = await takeAll()
  const done = await workInPrivate(world)
  const after = await takeAll()
  console.log(`difference: ${before.size} doors before and after ${done} private changes`)
  const different = [...before]
    .filter(([door, said]) => after.get(door) !== said)
    .map(([door, said]) => `${door}: ${firstDifference(said, after.get(door)!)}`)
  expect(different).toEqual([])
})

function firstDifference(a: string, b: string): string {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return `…${a.slice(Math.max(0, at - 40), at + 60)}… became …${b.slice(Math.max(0, at - 40), at + 60)}…`
}
