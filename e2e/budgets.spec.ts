// Budgets of size, never of time: what a page asks of the database, and what script it sends.
import { get } from 'node:http'
import type { APIRequestContext, Page } from '@playwright/test'
import { createIdea, voteForIdea } from '../lib/ideas'
import { commentOnItem, createItem, relateItems } from '../lib/items'
import { makeToken } from '../lib/people/commands'
import { createRequest, declineRequest } from '../lib/requests'
import { address, askerOf, castEmail, expect, fresh, test } from './cast'

/** The team's pages that list things, and one of each thing. Of those with a letter the address is known once it is made. */
const lists = [
  '/board',
  '/board?lanes=epic',
  '/backlog',
  '/table',
  '/table?sort=updated',
  '/queue',
  '/plan',
  '/publish',
  '/iterations',
  '/iterations/4',
  '/reports',
  '/requests',
  '/wishlist',
  '/help/query',
]

/** More than this is no page but a conversation. */
const mostStatements = 36

/** How many statements the server sends for one answer to this address: the fewest of several, as others work meanwhile. */
async function statementsOf(page: Page, watch: () => Promise<number>, path: string): Promise<number> {
  const counts: number[] = []
  for (let n = 0; n < 4; n++) {
    const before = await watch()
    const answer = await page.request.get(path)
    expect(answer.status(), path).toBe(200)
    await answer.body()
    counts.push((await watch()) - before)
  }
  return Math.min(...counts)
}

async function statementCounter(request: APIRequestContext) {
  const { secret } = await makeToken(
    { kind: 'system' },
    { email: castEmail('lead'), name: fresh('Budgets'), scopes: ['admin'] },
  )
  return async () => {
    const answer = await request.get('/api/metrics', { headers: { authorization: `Bearer ${secret}` } })
    const sum = [...(await answer.text()).matchAll(/^daylight_statements_total\{.*\} (\d+)$/gm)]
    expect(sum.length).toBeGreaterThan(0)
    return sum.reduce((all, [, each]) => all + Number(each), 0)
  }
}

test('a page asks as little of the database with much in it as with little', async ({ as }) => {
  const page = await as('engineer')
  const engineer = await askerOf('engineer')
  const employee = await askerOf('developer')
  const word = fresh('Plumb')
  const item = await createItem(engineer, { title: word, origin: 'small', status: 'ready' })
  const idea = await createIdea(engineer, { title: word, problem: word, audience: 'internal' })
  const paths = [...lists, `/items/${item.key}`, `/plan/ideas/${idea.slug}`]
  const watch = await statementCounter(page.request)

  const asked: string[] = []
  const work = async (n: number) => {
    const made = await createItem(engineer, {
      title: `${word} ${n}`,
      origin: 'small',
      status: 'ready',
      parent: null,
      labels: [`plumb-${n % 7}`],
      ...(n % 2 ? { assignee: (engineer as { id: string }).id } : {}),
      checklist: [{ text: 'Look' }],
    })
    const { key } = item
    await relateItems(engineer, { key, to: made.key, kind: 'relates to' })
    await commentOnItem(engineer, { key, body: `${word} ${n}, see ${made.key}`, audience: 'private' })
    const wish = await createIdea(engineer, { title: `${word} ${n}`, problem: word, audience: 'internal' })
    await voteForIdea(employee, { slug: wish.slug })
    const answers = { what: `${word} ${n}`, about: 'question', why: word }
    asked.push((await createRequest(engineer, { type: 'support', answers })).key)
  }
  for (let n = 1; n <= 3; n++) await work(n)
  const few = new Map<string, number>()
  for (const path of paths) few.set(path, await statementsOf(page, watch, path))
  for (let n = 4; n <= 20; n++) await work(n)

  const grew: string[] = []
  const many: string[] = []
  for (const [path, before] of few) {
    const after = await statementsOf(page, watch, path)
    if (after > before) grew.push(`${path}: ${before}, then ${after}`)
    if (after > mostStatements) many.push(`${path}: ${after}`)
    console.log(`${path}: ${after} statements`)
  }
  // Whoever looks at the queue after this finds it as it was.
  const lead = await askerOf('lead')
  for (const key of asked) await declineRequest(lead, { key, words: 'This was a measurement.' })
  expect(grew).toEqual([])
  expect(many).toEqual([])
})

/** Kilobytes of script that a page names in its HTML, as they travel. */
async function scriptOf(request: APIRequestContext, path: string): Promise<number> {
  const html = await (await request.get(path)).text()
  // What browsers without modules would load is not loaded by any that the page is made for.
  const tags = [...html.matchAll(/<script[^>]* src="([^"]+)"[^>]*>/g)].filter(
    ([tag]) => !/nomodule/i.test(tag),
  )
  const sources = new Set(tags.map(([, source]) => source!))
  expect(sources.size, path).toBeGreaterThan(0)
  const sizes = await Promise.all([...sources].map(sizeOf))
  return Math.round(sizes.reduce((all, each) => all + each, 0) / 1000)
}

/** Bytes of an answer's body as they come over the wire. */
function sizeOf(path: string): Promise<number> {
  return new Promise((done, fail) => {
    get(address(path), { headers: { 'accept-encoding': 'gzip, br' } }, (answer) => {
      expect(answer.statusCode, path).toBe(200)
      let bytes = 0
      answer.on('data', (piece: Buffer) => (bytes += piece.length)).on('end', () => done(bytes))
    }).on('error', fail)
  })
}

test('a page sends no more script than it is allowed', async ({ as, visitor }) => {
  const page = await as('engineer')
  // Kilobytes: what an empty page of the framework sends is 134 of them (speed.md, rows 1 and 6).
  const budgets: [APIRequestContext, string, number][] = [
    [visitor.request, '/', 147],
    [visitor.request, '/roadmap', 147],
    [visitor.request, '/wishlist', 147],
    [visitor.request, '/open-work', 147],
    [visitor.request, '/how-we-work', 147],
    [page.request, '/board', 268],
    [page.request, '/backlog', 268],
    [page.request, '/table', 268],
    [page.request, '/queue', 268],
    [page.request, '/plan', 268],
    [page.request, '/reports', 268],
    [page.request, '/requests', 268],
  ]
  const over: string[] = []
  for (const [request, path, most] of budgets) {
    const size = await scriptOf(request, path)
    console.log(`${path}: ${size} kB of script`)
    if (size > most) over.push(`${path}: ${size} kB, ${most} allowed`)
  }
  expect(over).toEqual([])
})

/** What is wider than the place it scrolls in, where it should only scroll up and down. */
function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('main, main *')]
      .filter((element) => {
        const { overflowX, overflowY } = getComputedStyle(element)
        const scrolls = element === document.documentElement || (overflowY === 'auto' && overflowX === 'auto')
        // A table says with its own class that it may be wider.
        const isWide = /overflow-(x-)?auto/.test(element.getAttribute('class') ?? '')
        return scrolls && !isWide && element.scrollWidth > element.clientWidth + 1
      })
      .map((element) => `${element.tagName} ${element.getAttribute('class')?.slice(0, 80)}`),
  )
}

test('on a phone nothing sticks out of a page', async ({ as }) => {
  const page = await as('engineer', { width: 390 })
  const wide: string[] = []
  for (const path of lists) {
    await page.goto(path)
    wide.push(...(await sticksOut(page)).map((what) => `${path}: ${what}`))
  }
  expect(wide).toEqual([])
})
