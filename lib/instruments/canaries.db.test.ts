// The canaries in the API: each private field of each thing holds a word of its own, and nobody hears one that is not theirs.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeClients } from '../kernel/db'
import {
  findPublished,
  openWork,
  publicAddresses,
  roadmapByQuarter,
  roadmapFeed,
  wishlist,
} from '../published'
import { ask, askers, earOf } from './asking'
import { leakLines, leaksIn } from './canaries'
import { crawlApi } from './crawl-api'
import { plantWorld, type World } from './world'

let world: World
const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })

beforeAll(async () => {
  await owner.connect()
  world = await plantWorld({ ownerUrl: process.env.DATABASE_OWNER_URL! })
})
afterAll(async () => {
  await owner.end()
  await closeClients()
})

test('nobody hears a word in the API that is not theirs, and the crawl hears what it should', async () => {
  const crawl = await crawlApi(world)
  console.log(
    `canaries: ${crawl.doors} doors × ${askers.length} askers × ${world.canaries.length} tokens, ${crawl.answers} answers`,
  )
  expect(leakLines(crawl.leaks)).toEqual([])
  // A crawl that hears nothing has looked at nothing: these fields stand in some answer for somebody.
  for (const field of [
    'internal item: title',
    'private item: description',
    'restricted item: title',
    'restricted item: label',
    'private idea: problem',
    'idea of a guest: title',
    'request of an employee: answer',
    'live idea face: text',
    'live item face: title',
    'person employee: email',
    'risk of the private item: why',
    'risk of the restricted item: mitigations',
    'shared view: query',
    'own view: name',
  ])
    expect(crawl.heard, field).toContain(field)
}, 120_000)

test('whoever searches for a hidden word is answered like one who searches for nothing', async () => {
  const hidden = world.canaries.filter(({ field }) =>
    /^(restricted item|private item|private idea|request of an employee): (title|description|label|answer)$/.test(
      field,
    ),
  )
  const unheard = 'Qxabcdefghijklmnopab'
  const different: string[] = []
  for (const asker of ['visitor', 'guest', 'employee', 'sales', 'analyst'] as const) {
    for (const address of ['/items?text=', '/ideas?text=', '/search?q=', '/items?label=']) {
      const [path, query] = address.split('?') as [string, string]
      const say = (word: string) =>
        ask(world, asker, { method: 'get', path, query: `?${query}${word}`, typed: [word] })
      const nothing = JSON.stringify(await say(unheard))
      for (const { token, field, may } of hidden)
        if (!may.includes(earOf(asker)) && JSON.stringify(await say(token)) !== nothing)
          different.push(`${asker} ${address}${field}`)
    }
  }
  expect(different).toEqual([])
}, 120_000)

test('a key that is hidden is found like one that never was', async () => {
  const { items, requests } = world.things
  const say = (asker: (typeof askers)[number], key: string) =>
    ask(world, asker, { method: 'get', path: '/search', query: `?q=${key}`, typed: [key] })
  expect(await say('analyst', items.restricted)).toEqual(await say('analyst', 'SEC-999999'))
  expect(await say('admin', items.restricted)).toEqual(await say('admin', 'SEC-999999'))
  expect(await say('sales', items.private)).toEqual(await say('sales', 'SEC-999999'))
  expect(await say('sales', requests.own)).toEqual(await say('sales', 'REQ-999999'))
})

test('a hidden thing named in a body is refused like one that never was', async () => {
  const { items, files } = world.things
  const say = (body: Record<string, unknown>, typed: string) =>
    ask(world, 'analyst', { method: 'post', path: `/items/${items.private}/move`, body, typed: [typed] })
  for (const field of ['before', 'after'])
    expect(await say({ [field]: items.restricted }, items.restricted)).toEqual(
      await say({ [field]: 'SEC-999999' }, 'SEC-999999'),
    )
  const change = (parent: string) =>
    ask(world, 'analyst', {
      method: 'patch',
      path: `/items/${items.private}`,
      body: { parent },
      typed: [parent],
    })
  expect(await change(items.restricted)).toEqual(await change('SEC-999999'))
  const attach = (file: string) =>
    ask(world, 'sales', {
      method: 'post',
      path: `/requests/${world.things.requests.other}/comments`,
      body: { body: 'With a file', files: [file] },
      typed: [file],
    })
  expect(await attach(files.waiting)).toEqual(await attach('00000000-0000-4000-8000-000000000000'))
})

async function allThatIsPublic(): Promise<string> {
  const addresses = await publicAddresses()
  const entries = await Promise.all(Object.values(world.things.slugs).map((slug) => findPublished(slug)))
  return JSON.stringify([
    addresses,
    entries,
    await roadmapByQuarter(),
    await openWork(),
    await roadmapFeed(),
    await wishlist({ view: 'open', sort: 'new' }),
  ])
}

test('what pages and feeds are made of outside holds no word from inside', async () => {
  expect(
    leakLines(
      leaksIn(await allThatIsPublic(), {
        canaries: world.canaries,
        ear: 'visitor',
        door: 'published',
        form: 'rows',
      }),
    ),
  ).toEqual([])
})

test('the crawl finds a leak when there is one', async () => {
  const { token } = world.canaries.find(({ field }) => field === 'restricted item: title')!
  await owner.query(
    `INSERT INTO published.entry (slug, kind, title, summary, body, status, published_at, updated_at)
     VALUES ('planted-leak-aaaaaaaa', 'item', $1, '', '', 'backlog', now(), now())`,
    [`A face that says ${token}`],
  )
  const crawl = await crawlApi(world, { only: 'lists' })
  await owner.query(`DELETE FROM published.entry WHERE slug = 'planted-leak-aaaaaaaa'`)
  expect(leakLines(crawl.leaks)).toContain('visitor heard restricted item: title at GET /items (json)')
})

test('the crawl finds a leak when a row policy is gone', async () => {
  await owner.query(`CREATE POLICY a_mistake ON work.item FOR SELECT TO daylight_app USING (true)`)
  const crawl = await crawlApi(world, { only: 'lists' })
  await owner.query(`DROP POLICY a_mistake ON work.item`)
  expect(leakLines(crawl.leaks)).toContain('analyst heard restricted item: title at GET /items (json)')
})
