// The board: one order of the work, moved by hand, by keys and by a menu, the same for everybody who looks.
import type { Locator, Page } from '@playwright/test'
import { archiveItem, createItem } from '../lib/items'
import { statuses, statusLabels, type Status } from '../lib/items/labels'
import { askerOf, expect, fresh, test, visit } from './cast'

/** Cards of one journey, found by the word that only they have; in the order given they stand at a column's end. */
async function cards(count: number, status: Status = 'ready'): Promise<{ word: string; keys: string[] }> {
  const word = fresh('Lantern')
  const engineer = await askerOf('engineer')
  const keys: string[] = []
  for (let n = 1; n <= count; n++)
    keys.push((await createItem(engineer, { title: `${word} ${n}`, origin: 'small', status })).key)
  return { word, keys }
}

const column = (page: Page, status: Status) => page.locator(`ol[data-column="${status}"]`)
const card = (page: Page, key: string) => page.locator(`li[data-card="${key}"]`)
const link = (page: Page, key: string) => page.locator(`a[data-card-link="${key}"]`)

/** The keys of a column, top to bottom, of those that the journey made. */
function order(page: Page, status: Status, keys: readonly string[]): Promise<string[]> {
  return column(page, status)
    .locator('li[data-card]')
    .evaluateAll(
      (all, ours) =>
        all.map((each) => (each as HTMLElement).dataset.card!).filter((key) => ours.includes(key)),
      keys as string[],
    )
}

async function count(page: Page, status: Status): Promise<number> {
  const region = page.getByRole('region', { name: statusLabels[status], exact: true })
  return Number(await region.locator('[data-count]').getAttribute('data-count'))
}

/** What this page asks for, without the lanes. */
async function asked(page: Page): Promise<string> {
  const params = new URL(page.url()).searchParams
  params.delete('lanes')
  return params.toString()
}

/** What the server would draw now: the answer to a move has come when this agrees. */
async function settled(page: Page, status: Status, keys: readonly string[], wanted: string[]) {
  await expect.poll(() => order(page, status, keys)).toEqual(wanted)
  await expect
    .poll(async () => {
      const answer = await page.request.get(`/board/cards?${await asked(page)}`)
      const { cells } = (await answer.json()) as { cells: { status: string; cards: { key: string }[] }[] }
      const own = cells.find((each) => each.status === status)!.cards.map(({ key }) => key)
      return own.filter((key) => keys.includes(key))
    })
    .toEqual(wanted)
}

/** Drags as a hand does: a press, a few moves, and a look that it is over its place before it is let go. */
async function drag(page: Page, from: Locator, to: Locator, { y = 0.5 } = {}) {
  await from.scrollIntoViewIfNeeded()
  await from.hover()
  await page.mouse.down()
  const start = (await from.boundingBox())!
  await page.mouse.move(start.x + start.width / 2 + 8, start.y + start.height / 2 + 8, { steps: 3 })
  const end = (await to.boundingBox())!
  await page.mouse.move(end.x + end.width / 2, end.y + end.height * y, { steps: 6 })
  await page.mouse.move(end.x + end.width / 2 + 1, end.y + end.height * y, { steps: 2 })
  await page.mouse.up()
}

test('counts the cards of each column, and shows those that fit a filter', async ({ as }) => {
  const { word, keys } = await cards(3)
  const page = await as('engineer')
  await visit(page, '/board')
  for (const status of statuses) {
    const total = await count(page, status)
    // A long column draws what is in view, and every card says of how many it is one.
    const drawn = column(page, status).locator('li[data-card]')
    if (total <= 40) await expect(drawn).toHaveCount(total)
    for (const size of await drawn.evaluateAll((all) => all.map((each) => each.getAttribute('aria-setsize'))))
      expect(size).toBe(String(total))
  }
  await page.getByPlaceholder('Title or key').fill(word)
  await expect.poll(() => count(page, 'ready')).toBe(3)
  await expect.poll(() => count(page, 'backlog')).toBe(0)
  await expect(page).toHaveURL(/\/board\?text=/)
  expect(await order(page, 'ready', keys)).toEqual(keys)
  await page.getByRole('link', { name: 'Clear', exact: true }).click()
  await expect.poll(() => count(page, 'ready')).toBeGreaterThan(3)
})

test('a card is dragged within a column and into another; the order survives a reload and a filter', async ({
  as,
}) => {
  const { word, keys } = await cards(3)
  const [a, b, c] = keys as [string, string, string]
  const page = await as('engineer')
  await visit(page, `/board?text=${encodeURIComponent(word)}`)
  await drag(page, card(page, c), card(page, a), { y: 0.2 })
  await settled(page, 'ready', keys, [c, a, b])
  await drag(page, card(page, a), column(page, 'in-review'))
  await settled(page, 'ready', keys, [c, b])
  await settled(page, 'in-review', keys, [a])
  await visit(page, `/board?text=${encodeURIComponent(word)}&type=task`)
  expect(await order(page, 'ready', keys)).toEqual([c, b])
  expect(await order(page, 'in-review', keys)).toEqual([a])
})

test('a card is moved with keys: space, arrows, space; escape puts it back; all of it is said aloud', async ({
  as,
}) => {
  const { word, keys } = await cards(3)
  const [a, b, c] = keys as [string, string, string]
  const page = await as('engineer')
  const said = page.getByRole('status').or(page.locator('[aria-live]'))
  await visit(page, `/board?text=${encodeURIComponent(word)}`)
  await link(page, a).focus()
  await page.keyboard.press('Space')
  await expect(said.filter({ hasText: `${a} lifted from Ready.` })).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await expect(said.filter({ hasText: 'Ready, place 2.' })).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  expect(await order(page, 'ready', keys)).toEqual([b, c, a])
  await page.keyboard.press('Escape')
  await expect(said.filter({ hasText: `${a} is back in Ready.` })).toHaveCount(1)
  await settled(page, 'ready', keys, [a, b, c])

  await expect(link(page, a)).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await expect(said.filter({ hasText: 'In progress, place 1.' })).toHaveCount(1)
  await page.keyboard.press('Space')
  await expect(said.filter({ hasText: `${a} dropped in In progress` })).toHaveCount(1)
  await settled(page, 'in-progress', keys, [a])
  await settled(page, 'ready', keys, [b, c])
  // The hand stays on the card, and goes on from there.
  await expect(link(page, a)).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(link(page, b)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/items/${b}$`))
})

test('a card is moved by a menu, on a small screen too', async ({ as }) => {
  const { word, keys } = await cards(2)
  const [a, b] = keys as [string, string]
  const page = await as('engineer', { width: 390 })
  await visit(page, `/board?text=${encodeURIComponent(word)}`)
  await moveTo(page, a, 'Bottom of this column')
  await settled(page, 'ready', keys, [b, a])
  await moveTo(page, b, 'Done')
  await settled(page, 'done', keys, [b])
})

test('two browsers agree on what each of them does', async ({ as }) => {
  const { word, keys } = await cards(3)
  const [a, b, c] = keys as [string, string, string]
  const path = `/board?text=${encodeURIComponent(word)}`
  const one = await as('engineer')
  const two = await as('analyst')
  await listening(one, path)
  await listening(two, path)
  await link(one, c).focus()
  await one.keyboard.press('Space')
  await one.keyboard.press('ArrowUp')
  await one.keyboard.press('ArrowUp')
  await one.keyboard.press('Space')
  for (const page of [one, two]) await expect.poll(() => order(page, 'ready', keys)).toEqual([c, a, b])

  await moveTo(two, b, 'In review')
  for (const page of [two, one]) {
    await expect.poll(() => order(page, 'in-review', keys)).toEqual([b])
    await expect.poll(() => order(page, 'ready', keys)).toEqual([c, a])
    await expect.poll(() => count(page, 'ready')).toBe(2)
  }

  // Both at once, to the end of the same column: one of the two was first, and both see which.
  await Promise.all([moveTo(one, a, 'Done'), moveTo(two, c, 'Done')])
  await expect
    .poll(async () => {
      const [seen, alsoSeen] = await Promise.all([one, two].map((page) => order(page, 'done', keys)))
      return seen!.length === 2 && seen!.join() === alsoSeen!.join()
    })
    .toBe(true)
  await settled(one, 'done', keys, await order(two, 'done', keys))

  // What is new comes, and what is archived goes, by itself.
  const operations = await askerOf('operations')
  const { key } = await createItem(operations, { title: `${word} 4`, origin: 'bug', status: 'ready' })
  for (const page of [one, two]) await expect(card(page, key)).toBeVisible()
  await archiveItem(operations, { key })
  for (const page of [one, two]) await expect(card(page, key)).toHaveCount(0)
})

/** Opens the board and waits until it has begun to listen to what others do. */
async function listening(page: Page, path: string) {
  const stream = page.waitForResponse((response) => response.url().includes('/api/events'))
  await visit(page, path)
  expect((await stream).status()).toBe(200)
}

async function moveTo(page: Page, key: string, place: string) {
  await card(page, key).hover()
  await page.getByRole('button', { name: `Move or change ${key}` }).click()
  await page.getByRole('menuitem', { name: place, exact: true }).click()
}
