// The board while others work on it, and while the network comes and goes.
import { createItem, moveItem, updateItem } from '../lib/items'
import { card, cards, column, link, listening, moveTo, order, settled } from './board-hands'
import { askerOf, expect, expectAccessible, test, visit } from './cast'

test('what others do takes neither the focus, nor the place of the eye, nor an open menu', async ({ as }) => {
  const { word, keys } = await cards(50)
  const [a, b] = keys as [string, string]
  const lead = await askerOf('lead')
  const page = await as('engineer')
  await listening(page, `/board?text=${encodeURIComponent(word)}`)
  const list = column(page, 'ready')
  await link(page, a).focus()
  await list.evaluate((element) => element.scrollTo(0, 600))
  const top = await list.evaluate((element) => element.scrollTop)
  await moveItem(lead, { key: b, status: 'in-review' })
  await expect(column(page, 'in-review').locator(`[data-card="${b}"]`)).toBeVisible()
  await expect(link(page, a)).toBeFocused()
  // One card less above: what is looked at may come nearer by that card, and no further.
  expect(Math.abs((await list.evaluate((element) => element.scrollTop)) - top)).toBeLessThan(160)

  await card(page, b).hover()
  await page.getByRole('button', { name: `Move or change ${b}` }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await moveItem(lead, { key: b, status: 'in-progress' })
  await expect(column(page, 'in-progress').locator(`[data-card="${b}"]`)).toBeVisible()
  await page.getByRole('menuitem', { name: 'Done', exact: true }).click()
  await expect(column(page, 'done').locator(`[data-card="${b}"]`)).toBeVisible()
})

test('offline says so, sends nothing, keeps nothing for later, and catches up', async ({ as }) => {
  const { word, keys } = await cards(3)
  const [a, b, c] = keys as [string, string, string]
  const lead = await askerOf('lead')
  const page = await as('engineer')
  await listening(page, `/board?text=${encodeURIComponent(word)}`)
  // The menu's code has come before the network goes.
  await moveTo(page, a, 'Bottom of this column')
  await settled(page, 'ready', keys, [b, c, a])

  await page.context().setOffline(true)
  await expect(page.getByText('You are offline: what you do is not sent')).toBeVisible()
  await moveTo(page, a, 'Done')
  await expect(page.getByText('nothing was sent')).toBeVisible()
  expect(await order(page, 'ready', keys)).toEqual([b, c, a])
  await page.getByRole('button', { name: 'Add to the top of Ready' }).click()
  const form = page.getByRole('form', { name: 'New item in Ready' })
  await form.getByLabel('Title').fill(`${word} offline`)
  await page.keyboard.press('Enter')
  await expect(form.getByText('nothing was sent')).toBeVisible()
  await expect(form.getByLabel('Title')).toHaveValue(`${word} offline`)

  await moveItem(lead, { key: b, status: 'in-review' })
  await updateItem(lead, { key: c, title: `${word} changed` })
  const made = await createItem(lead, { title: `${word} new`, origin: 'small', status: 'ready' })
  expect(await order(page, 'ready', keys)).toEqual([b, c, a])

  await page.context().setOffline(false)
  await expect(page.getByText('You are offline: what you do is not sent')).toHaveCount(0)
  await expect(column(page, 'in-review').locator(`[data-card="${b}"]`)).toBeVisible()
  await expect(link(page, c)).toHaveText(`${word} changed`)
  await expect(card(page, made.key)).toBeVisible()
  // The card that could not be moved then stays where it was.
  expect(await order(page, 'ready', keys)).toEqual([c, a])
})

test('under a query the board shows what fits it, also when others change that', async ({ as }) => {
  const { word, keys } = await cards(2)
  const [a, b] = keys as [string, string]
  const lead = await askerOf('lead')
  const page = await as('engineer')
  await listening(page, `/board?q=${encodeURIComponent(`title ~ "${word}" AND priority = high`)}`)
  await expect(page.getByText('Nothing fits this filter')).toBeVisible()
  await updateItem(lead, { key: a, priority: 'high' })
  await expect(card(page, a)).toBeVisible()
  await updateItem(lead, { key: b, title: `${word} other` })
  await updateItem(lead, { key: a, priority: 'low' })
  await expect(card(page, a)).toHaveCount(0)
  await expect(card(page, b)).toHaveCount(0)
  await page.getByRole('link', { name: 'Remove the filter Query' }).click()
  await expect(page).toHaveURL(/\/board$/)
})

test('a query that cannot be read says where and why, and the board waits for a better one', async ({
  as,
}) => {
  const { word, keys } = await cards(1)
  const page = await as('engineer')
  await visit(page, `/board?q=${encodeURIComponent('priority = shiny')}`)
  await expect(page.getByText('This query cannot be read')).toBeVisible()
  await expect(page.getByText(/At character \d+:/)).toBeVisible()
  await expectAccessible(page)
  await visit(page, '/board')
  await page.getByLabel('Query').first().focus()
  // The editor comes with the first focus.
  const editor = page.locator('.cm-content')
  await expect(editor).toBeFocused()
  await page.keyboard.type(`title ~ "${word}"`)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/q=title/)
  await expect(card(page, keys[0]!)).toBeVisible()
})
