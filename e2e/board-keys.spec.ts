// What can be done with a card without leaving the board, by keys and by its menu.
import { itemForApi, updateItem } from '../lib/items'
import { card, cards, column, count, link, listening, order } from './board-hands'
import { askerOf, expect, expectAccessible, test, visit } from './cast'

const item = async (key: string) => (await itemForApi(await askerOf('lead'), key))!

test('assign, priority, labels, status and edit have a key each, and work at once', async ({ as }) => {
  const { word, keys } = await cards(2)
  const [a] = keys as [string]
  const page = await as('analyst')
  await visit(page, `/board?text=${encodeURIComponent(word)}`)
  await link(page, a).focus()
  await page.keyboard.press('i')
  await expect(card(page, a).getByRole('img', { name: 'Security analyst' })).toBeVisible()
  await expect.poll(async () => (await item(a)).assignee?.name).toBe('Security analyst')

  const dialog = page.getByRole('dialog')
  await page.keyboard.press('a')
  await dialog.getByPlaceholder('Find').fill('engineer')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await item(a)).assignee?.name).toBe('Security engineer')

  await expect(link(page, a)).toBeFocused()
  await page.keyboard.press('p')
  await dialog.getByPlaceholder('Find').fill('urg')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(card(page, a).getByText('Priority: Urgent')).toBeAttached()

  await page.keyboard.press('l')
  await dialog.getByPlaceholder('Find one').fill(`${word} lamp`)
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('chosen')).toBeAttached()
  await page.keyboard.press('Escape')
  await expect(card(page, a).getByText(`${word} lamp`)).toBeVisible()

  await page.keyboard.press('e')
  await dialog.getByLabel('Title').fill(`${word} renamed`)
  await dialog.getByLabel('Points').selectOption('5')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(link(page, a)).toHaveText(`${word} renamed`)

  await page.keyboard.press('s')
  await dialog.getByPlaceholder('Find').fill('review')
  await page.keyboard.press('Enter')
  await expect(column(page, 'in-review').locator(`[data-card="${a}"]`)).toBeVisible()
  await expect
    .poll(() => item(a))
    .toMatchObject({
      title: `${word} renamed`,
      estimate: 5,
      priority: 'urgent',
      status: 'in-review',
      labels: [`${word} lamp`],
    })
})

test('what somebody else changed while one was editing is said, and not written over', async ({ as }) => {
  const { word, keys } = await cards(1)
  const [a] = keys as [string]
  const page = await as('analyst')
  await listening(page, `/board?text=${encodeURIComponent(word)}`)
  await link(page, a).focus()
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Points').selectOption('3')
  await updateItem(await askerOf('lead'), { key: a, title: `${word} theirs`, priority: 'high' })
  await expect(dialog.getByText(`the title is now “${word} theirs”`)).toBeVisible()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect.poll(() => item(a)).toMatchObject({ title: `${word} theirs`, priority: 'high', estimate: 3 })
})

test('a card is blocked with a reason, and free again', async ({ as }) => {
  const { word, keys } = await cards(1)
  const [a] = keys as [string]
  const page = await as('engineer')
  await visit(page, `/board?text=${encodeURIComponent(word)}`)
  await card(page, a).hover()
  await page.getByRole('button', { name: `Move or change ${a}` }).click()
  await page.getByRole('menuitem', { name: 'Mark as blocked' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Mark as blocked' }).click()
  await expect(dialog.getByText('Say what it waits for')).toBeVisible()
  await dialog.getByLabel('What does it wait for?').fill('Sales must answer')
  await dialog.getByRole('button', { name: 'Mark as blocked' }).click()
  await expect(card(page, a).getByText('Blocked: Sales must answer')).toBeVisible()
  await expect.poll(async () => (await item(a)).blocked).toBe('Sales must answer')
  await expect(link(page, a)).toBeFocused()
  await page.keyboard.press('b')
  await expect(card(page, a).getByText('Blocked:')).toHaveCount(0)
  await expect.poll(async () => (await item(a)).blocked).toBeNull()
})

test('a quick look shows the item beside the board, and goes on to the next', async ({ as }) => {
  const { word, keys } = await cards(2, 'ready', (n) => ({ description: `Words **${n}**` }))
  const [a, b] = keys as [string, string]
  const page = await as('engineer')
  await visit(page, `/board?text=${encodeURIComponent(word)}`)
  await link(page, a).focus()
  await page.keyboard.press('v')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Words 1')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('j')
  await expect(dialog.getByText('Words 2')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(link(page, b)).toBeFocused()
  await page.keyboard.press('?')
  await expect(dialog.getByText('Quick look')).toBeVisible()
  await expect(dialog.getByText('Lift and drop')).toBeVisible()
})

test('cards are selected by x and by a shift click, and let go by escape', async ({ as }) => {
  const { word, keys } = await cards(4)
  const [a, b, , d] = keys as [string, string, string, string]
  const page = await as('engineer')
  await visit(page, `/board?text=${encodeURIComponent(word)}`)
  await link(page, a).focus()
  await page.keyboard.press('x')
  const bar = page.getByText('1 card selected')
  await expect(bar).toBeVisible()
  await page.keyboard.press('x')
  await expect(bar).toHaveCount(0)
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await link(page, d).click({ modifiers: ['Shift'] })
  await expect(page.getByText('3 cards selected')).toBeVisible()
  await expect(page.locator('[data-selected]')).toHaveCount(3)
  await expect(card(page, b)).toContainText('Selected:')
  // Keys now speak of all of them.
  await page.keyboard.press('i')
  for (const key of [b, d])
    await expect.poll(async () => (await item(key)).assignee?.name).toBe('Security engineer')
  expect((await item(a)).assignee).toBeNull()
  await expect(card(page, b).getByRole('img', { name: 'Security engineer' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-selected]')).toHaveCount(0)
})

test('cards are added one after the other at the top and the foot, filled from the filter', async ({
  as,
}) => {
  const { word, keys } = await cards(1)
  const page = await as('engineer')
  await visit(page, `/board?text=${encodeURIComponent(word)}&priority=none&label=${word.split(' ')[1]}`)
  // The card above has no such label; what is added gets it.
  await page.getByRole('button', { name: 'Add to the top of Ready' }).click()
  const form = page.getByRole('form', { name: 'New item in Ready' })
  await form.getByLabel('Where it comes from').selectOption('ask')
  await form.getByLabel('Title').fill(`${word} first`)
  await page.keyboard.press('Enter')
  await expect(link(page, (await keyOf(page, `${word} first`))!)).toBeVisible()
  await expect(form.getByLabel('Title')).toBeFocused()
  await expect(form.getByLabel('Title')).toHaveValue('')
  await page.keyboard.type(`${word} second`)
  await page.keyboard.press('Enter')
  const [second, first] = [await keyOf(page, `${word} second`), await keyOf(page, `${word} first`)]
  await expect.poll(() => order(page, 'ready', [first!, second!])).toEqual([second, first])
  await page.keyboard.press('Enter')
  await expect(form.getByText('Give it a title first.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(form).toHaveCount(0)

  await page.getByRole('button', { name: 'Add to the foot of Ready' }).click()
  // Where the last one came from is remembered.
  await expect(form.getByLabel('Where it comes from')).toHaveValue('ask')
  await form.getByLabel('Title').fill('Of another name')
  await page.keyboard.press('Enter')
  await expect(page.getByText('What is shown here leaves it out.')).toBeVisible()
  expect(await item(first!)).toMatchObject({ origin: 'ask', status: 'ready', labels: [word.split(' ')[1]] })
  expect(await count(page, 'ready')).toBe(2)
  expect(keys).toHaveLength(1)
})

/** The key of the card with this title, once it is drawn. */
async function keyOf(page: Parameters<typeof card>[0], title: string) {
  const found = page.locator('[data-card-link]', { hasText: title })
  await expect(found).toHaveCount(1)
  return found.getAttribute('data-card-link')
}
