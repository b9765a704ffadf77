// The canaries outside: every page, feed, file, stream, error and script of the running server, as everybody, in every
// form. Nobody hears a word that is not theirs, and whoever should hear one does.
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import pg from 'pg'
import { audience, leakLines, leaksIn, type Ear } from '../lib/instruments/canaries'
import { crawlPages, inNoOrder, overhear } from '../lib/instruments/crawl-pages'
import { workInPrivate } from '../lib/instruments/private-work'
import { sessionCookie } from '../lib/instruments/sessions'
import { plantWorld, type Person, type World } from '../lib/instruments/world'
import { closeClients } from '../lib/kernel/db'

const address = process.env.DAYLIGHT_TEST_URL!
const root = fileURLToPath(new URL('..', import.meta.url))
const cookies: Partial<Record<Ear, string>> = {}
let world: World

test.beforeAll(async () => {
  const ownerUrl = process.env.DATABASE_OWNER_URL!
  world = await plantWorld({ ownerUrl })
  for (const [person, { id }] of Object.entries(world.people) as [Person, { id: string }][])
    cookies[person] = await sessionCookie({ ownerUrl, personId: id, secret: process.env.NEXTAUTH_SECRET! })
})
test.afterAll(closeClients)

test('nobody hears a word that is not theirs, at any address, in any form', async () => {
  test.setTimeout(600_000)
  const crawl = await crawlPages({ address, root, world, cookies })
  console.log(
    `canaries: ${crawl.doors.size} doors × ${audience.length} audiences × ${world.canaries.length} tokens, ${crawl.answers} answers`,
  )
  expect(leakLines(crawl.leaks)).toEqual([])
  expect(crawl.broken).toEqual([])
  // A crawl that hears nothing has looked at nothing.
  const hears: [Ear, string][] = [
    ['visitor', 'live idea face: title'],
    ['visitor', 'live item face: text'],
    ['employee', 'internal item: title'],
    ['employee', 'request of an employee: reply'],
    ['sales', 'request of sales: closing words'],
    ['analyst', 'private item: description'],
    ['analyst', 'request of an employee: note for the team'],
    ['security', 'restricted item: title'],
    ['security', 'restricted item: restricted comment'],
    ['admin', 'private idea: problem'],
  ]
  expect(hears.filter(([ear, field]) => !crawl.heard.get(field)?.has(ear))).toEqual([])
})

test('a page of a hidden thing is the page of a thing that never was', async () => {
  const { items, requests, ideas, releases } = world.things
  const alike: [Ear, string, string][] = [
    ['analyst', `/items/${items.restricted}`, '/items/SEC-999999'],
    ['admin', `/items/${items.restricted}`, '/items/SEC-999999'],
    ['sales', `/items/${items.private}`, '/items/SEC-999999'],
    ['employee', `/requests/${requests.other}`, '/requests/REQ-999999'],
    ['guest', `/requests/${requests.own}`, '/requests/REQ-999999'],
    ['employee', `/plan/ideas/${ideas.private}`, '/plan/ideas/never-was-aaaaaaaa'],
    ['employee', `/plan/releases/${releases.private}`, '/plan/releases/never-was-aaaaaaaa'],
    ['visitor', `/roadmap/${ideas.private}`, '/roadmap/never-was-aaaaaaaa'],
    ['visitor', `/items/${items.private}`, '/items/SEC-999999'],
    ['visitor', `/open-work/${items.private}`, '/open-work/SEC-999999'],
  ]
  for (const [ear, hidden, absent] of alike)
    for (const rsc of [false, true])
      expect(await taken(hidden, ear, rsc), `${ear} ${hidden}`).toEqual(await taken(absent, ear, rsc))
})

test('a live stream tells of nothing hidden while much is done', async () => {
  test.setTimeout(120_000)
  for (const ear of ['visitor', 'guest', 'employee', 'sales', 'analyst'] as const) {
    const said = await overhear({
      address,
      cookie: cookies[ear],
      work: () => workInPrivate(world, { rounds: 1 }),
    })
    expect(
      leakLines(leaksIn(said, { canaries: world.canaries, ear, door: '/api/events', form: 'stream' })),
      ear,
    ).toEqual([])
  }
})

test('the crawl finds a leak when there is one', async () => {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
  await owner.connect()
  const { token } = world.canaries.find(({ field }) => field === 'restricted item: title')!
  const look = async () =>
    leakLines(
      (await crawlPages({ address, root, world, cookies, only: ['/open-work?anew=1', '/open-work?anew=2'] }))
        .leaks,
    )
  await owner.query(
    `INSERT INTO published.entry (slug, kind, title, summary, body, status, published_at, updated_at) VALUES ('planted-leak-aaaaaaaa', 'item', $1, '', '', 'backlog', now(), now())`,
    [`A face that says ${token}`],
  )
  const leaks = await look()
  await owner.query(`DELETE FROM published.entry WHERE slug = 'planted-leak-aaaaaaaa'`)
  await owner.end()
  expect(leaks).toContain('visitor heard restricted item: title at GET /open-work?anew=1 (html)')
  expect(await look()).toEqual([])
})

/** Status, headers and body, without what is random in each answer and what was typed. */
async function taken(path: string, ear: Ear, rsc: boolean) {
  const headers: Record<string, string> = rsc ? { rsc: '1' } : {}
  if (cookies[ear]) headers.cookie = cookies[ear]
  const answer = await fetch(address + path, { headers, redirect: 'manual' })
  const id = path.split('/').at(-1)!
  const nonce = /nonce-([\w+/=]+)/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]
  const plain = (text: string) =>
    (nonce ? text.replaceAll(nonce, '(nonce)') : text)
      .replaceAll(/'sha256-[^']+'/g, '(hash)')
      .replaceAll(id, '…')
  const told = [...answer.headers].filter(
    ([name]) => !['date', 'x-request-id', 'content-length', 'keep-alive'].includes(name),
  )
  return {
    status: answer.status,
    headers: told.map((pair) => plain(pair.join(': '))),
    body: inNoOrder(plain(await answer.text())),
  }
}
