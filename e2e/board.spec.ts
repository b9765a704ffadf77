// The board: one order of the work, moved by hand, by keys and by a menu, the same for everybody who looks.
import { archiveItem, createItem } from '../lib/items'
import { limitColumns, workflow } from '../lib/workflow'
import { statuses } from '../lib/items/labels'
import { card, cards, column, count, drag, link, listening, moveTo, order, settled } from './board-hands'
import { askerOf, expect, expectAccessible, test, visit } from './cast'

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

test('the line in front of a column says how many may be in it, and warns when there are more', async ({
  as,
}) => {
  const { word, keys } = await cards(2, 'in-review')
  const lead = await askerOf('lead')
  const limitTo = async (limit: number | null) => {
    const { columns } = (await workflow(lead))!
    const { version } = columns.find(({ status }) => status === 'in-review')!
    await limitColumns(lead, { limits: [{ status: 'in-review', version, limit }] })
  }
  const page = await as('engineer')
  try {
    await limitTo(1)
    await listening(page, `/board?text=${encodeURIComponent(word)}`)
    const head = page.getByRole('region', { name: 'In review', exact: true }).locator('[data-count]')
    // The limit counts every card of the column, those too that the filter leaves out.
    await expect(head).toContainText(/\d+\/1 cards.*\d+ too many/)
    await expect(head).toContainText('2 of them are shown')
    const before = Number((await head.textContent())!.match(/(\d+)\/1/)![1])
    await moveTo(page, keys[0]!, 'Done')
    await expect(head).toContainText(`${before - 1}/1`)
    await limitTo(200)
    await visit(page, '/board')
    await expect(head).toContainText(`${before - 1}/200`)
    await expect(head).not.toContainText('too many')
  } finally {
    await limitTo(null)
  }
})

test('a card that waits longer than the team’s own usually do says so', async ({ as }) => {
  const page = await as('engineer')
  await visit(page, '/board')
  const long = page.locator('time[data-long]').first()
  await expect(long).toHaveAttribute('title', /Longer than usual: 85 of 100 of our items leave .+ within \d/)
  await expect(long).toContainText('Longer than usual')
})

test('filters stand as chips, each of which can be taken away', async ({ as }) => {
  const { word } = await cards(2, 'ready', (n) => ({
    priority: n === 1 ? 'high' : 'low',
    labels: [`lamp-${n}`],
  }))
  const page = await as('engineer')
  await visit(page, `/board?text=${encodeURIComponent(word)}`)
  await page.locator('summary', { hasText: 'Filter' }).click()
  await page.locator('select[name="priority"]').selectOption('high')
  await expect.poll(() => count(page, 'ready')).toBe(1)
  const chips = page.getByRole('list', { name: 'Filters' })
  await expect(chips.getByRole('link')).toHaveText([new RegExp(word), /Priority: High/, 'Clear'])
  await page.keyboard.press('Escape')
  await expect(page.locator('select[name="priority"]')).toBeHidden()
  await chips.getByRole('link', { name: /Priority: High/ }).click()
  await expect.poll(() => count(page, 'ready')).toBe(2)
  await expect(page).not.toHaveURL(/priority/)
  await expectAccessible(page)
})

test('a long column draws what is in view, and keys lead to its last card', async ({ as }) => {
  const { word, keys } = await cards(50)
  const page = await as('engineer')
  await visit(page, `/board?text=${encodeURIComponent(word)}`)
  expect(await count(page, 'ready')).toBe(50)
  expect(await column(page, 'ready').locator('li[data-card]').count()).toBeLessThan(40)
  await link(page, keys[0]!).focus()
  for (let n = 1; n < 50; n++) {
    await page.keyboard.press('j')
    if (n % 7 === 0) await expect(link(page, keys[n]!)).toBeFocused()
  }
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await settled(page, 'in-progress', keys, [keys[49]!])
})

test('a board that is filtered to nothing says so, and leads back', async ({ as }) => {
  const page = await as('analyst')
  await visit(page, '/board?text=nothing-is-called-so')
  await expect(page.getByText('Nothing fits this filter')).toBeVisible()
  await page.getByRole('link', { name: 'Show everything' }).click()
  await expect(page).toHaveURL(/\/board$/)
})

test('compact cards are remembered from the first picture on', async ({ as }) => {
  const page = await as('analyst')
  await visit(page, '/board')
  await page.getByRole('button', { name: 'Compact cards' }).click()
  await expect(page.locator('[data-board]')).toHaveAttribute('data-density', 'compact')
  expect(await (await page.request.get('/board')).text()).toContain('data-density="compact"')
  await visit(page, '/board')
  await page.getByRole('button', { name: 'Compact cards' }).click()
  await expect(page.locator('[data-board]')).toHaveAttribute('data-density', 'comfortable')
})

test('on a phone one column fills the screen, and a switch leads to the others', async ({ as }) => {
  const { word, keys } = await cards(2)
  const page = await as('operations', { width: 390 })
  await visit(page, `/board?text=${encodeURIComponent(word)}`)
  await expect(card(page, keys[0]!)).toBeVisible()
  await moveTo(page, keys[0]!, 'Done')
  await expect(card(page, keys[0]!)).toBeHidden()
  await page.getByRole('group', { name: 'Column' }).getByRole('button', { name: 'Done 1 cards' }).click()
  await expect(card(page, keys[0]!)).toBeVisible()
  await expect(card(page, keys[1]!)).toBeHidden()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})

for (const dark of [false, true])
  test(`axe finds nothing on the board, in lanes or not, ${dark ? 'dark' : 'light'}`, async ({ as }) => {
    const page = await as('lead', { dark })
    await visit(page, '/board')
    await expectAccessible(page)
    await visit(page, '/board?lanes=priority&type=bug')
    await expectAccessible(page)
    await page.locator('[data-card-menu]').first().focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menu')).toBeVisible()
    await expectAccessible(page)
  })
