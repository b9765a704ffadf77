// Many cards or rows in one change: by buttons, by keys, by the palette; with one undo, and never over somebody else's.
import type { Page } from '@playwright/test'
import { createItem, itemForApi, updateItem } from '../lib/items'
import { askerOf, expect, expectAccessible, fresh, test, visit } from './cast'

async function rows(count: number, fields: Partial<Parameters<typeof createItem>[1]> = {}) {
  const word = fresh('Harbour')
  const engineer = await askerOf('engineer')
  const keys: string[] = []
  for (let n = 1; n <= count; n++)
    keys.push((await createItem(engineer, { title: `${word} ${n}`, origin: 'small', ...fields })).key)
  return { word, keys: keys as [string, string, ...string[]] }
}

const box = (page: Page, key: string) => page.getByLabel(`Select ${key}`, { exact: true })
const read = async (key: string) => (await itemForApi(await askerOf('lead'), key))!
const bar = (page: Page) => page.getByRole('region', { name: 'Selected items' })

async function open(page: Page, word: string) {
  await visit(page, `/table?text=${encodeURIComponent(word)}`)
}

test('rows are selected by a range, changed by keys, and put back by one undo', async ({ as }) => {
  const { word, keys } = await rows(4)
  const page = await as('engineer')
  await open(page, word)
  await box(page, keys[0]).click()
  await box(page, keys[2]!).click({ modifiers: ['Shift'] })
  await expect(bar(page)).toContainText('3 items selected')
  await expect(bar(page).getByRole('button', { name: 'Status' })).toBeVisible()
  await page.keyboard.press('s')
  await page.getByPlaceholder('Find').fill('ready')
  await page.keyboard.press('Enter')
  await expect(page.getByText('3 items changed. Status: Ready')).toBeVisible()
  for (const [n, key] of keys.entries()) expect((await read(key)).status).toBe(n < 3 ? 'ready' : 'backlog')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('3 items put back as they were')).toBeVisible()
  for (const key of keys) expect((await read(key)).status).toBe('backlog')
  await page.keyboard.press('Escape')
  await expect(bar(page)).toHaveCount(0)
})

test('labels are added to what is there, a new one by writing it', async ({ as }) => {
  const { word, keys } = await rows(2, { labels: ['there'] })
  const label = fresh('new')
  const page = await as('engineer')
  await open(page, word)
  for (const key of keys) await box(page, key).click()
  await bar(page).getByRole('button', { name: 'Labels' }).click()
  await page.getByPlaceholder('Find one, or write a new one').fill(label)
  await page.getByRole('option', { name: `Add “${label}”` }).click()
  await expect.poll(async () => (await read(keys[1])).labels).toEqual(['there', label])
})

test('what somebody else changed since it was seen is kept and named', async ({ as }) => {
  const { word, keys } = await rows(2)
  const page = await as('engineer', {})
  await open(page, word)
  // Deaf to news, as a table is whose stream has just dropped: it does not see that somebody was quicker.
  await page.route('**/table/rows?*', (route) => route.abort())
  for (const key of keys) await box(page, key).click()
  await expect(bar(page).getByRole('button', { name: 'Priority' })).toBeVisible()
  await updateItem(await askerOf('analyst'), { key: keys[0], priority: 'urgent' })
  await page.keyboard.press('p')
  await page.getByRole('option', { name: 'Low' }).click()
  const dialog = page.getByRole('dialog', { name: 'One item was left as it is' })
  await expect(dialog).toContainText(keys[0])
  await expect(dialog).toContainText('Priority was changed by Security analyst')
  await expectAccessible(page)
  expect((await read(keys[0])).priority).toBe('urgent')
  expect((await read(keys[1])).priority).toBe('low')
})

test('one that cannot be changed so is named, nothing is changed, and the others can be without it', async ({
  as,
}) => {
  const { word, keys } = await rows(1)
  const closed = await createItem(await askerOf('engineer'), {
    title: `${word} quiet`,
    origin: 'small',
    audience: 'restricted',
  })
  const page = await as('engineer')
  await open(page, word)
  for (const key of [keys[0], closed.key]) await box(page, key).click()
  await bar(page).getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Audience' }).click()
  await page.getByRole('option', { name: 'Private' }).click()
  const dialog = page.getByRole('dialog', { name: 'Nothing was changed' })
  await expect(dialog).toContainText(closed.key)
  await expect(dialog).toContainText('widened by clearance alone')
  await dialog.getByRole('button', { name: 'Change the other 1' }).click()
  await expect(page.getByText('Everything stood so already.')).toBeVisible()
})

test('the palette does with the selection what the buttons do, by a few letters', async ({ as }) => {
  const { word, keys } = await rows(2)
  const page = await as('engineer')
  await open(page, word)
  for (const key of keys) await box(page, key).click()
  await expect(bar(page).getByRole('button', { name: 'Status' })).toBeVisible()
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Search and do' })
  await expect(palette).toContainText('2 items selected')
  await palette.getByRole('combobox').fill('status in prog')
  await page.getByRole('option', { name: 'In progress' }).click()
  await expect.poll(async () => (await read(keys[1])).status).toBe('in-progress')
  // In two steps: first what, then which; backspace goes back.
  await page.keyboard.press('Control+k')
  await palette.getByRole('combobox').fill('set the prio')
  await page.keyboard.press('Enter')
  await expect(palette.getByRole('option', { name: 'Urgent' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Backspace')
  await expect(palette.getByRole('option', { name: 'Archive' })).toBeVisible()
  await palette.getByRole('combobox').fill('archive')
  await page.keyboard.press('Enter')
  await expect(page.getByText('2 items archived')).toBeVisible()
  await expect(page.getByText('Nothing fits this filter')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(async () => Boolean(await itemForApi(await askerOf('lead'), keys[0]))).toBe(true)
  await expect(box(page, keys[0])).toBeVisible()
})

test('on an item’s page the palette speaks of that item', async ({ as }) => {
  const { keys } = await rows(1)
  const page = await as('engineer')
  await visit(page, `/items/${keys[0]}`)
  await expect
    .poll(async () => {
      await page.keyboard.press('Control+k')
      const there = await page.getByRole('option', { name: 'Set the priority' }).count()
      if (!there) await page.keyboard.press('Escape')
      return there
    })
    .toBe(1)
  await page.getByRole('dialog', { name: 'Search and do' }).getByRole('combobox').fill('priority high')
  await page.getByRole('option', { name: 'High' }).click()
  await expect.poll(async () => (await read(keys[0])).priority).toBe('high')
})

test('on a phone the bar stays within the screen', async ({ as }) => {
  const { word, keys } = await rows(1)
  const page = await as('engineer', { width: 390 })
  await open(page, word)
  await box(page, keys[0]).click()
  await expect(bar(page).getByRole('button', { name: 'Status' })).toBeVisible()
  const edges = (await bar(page).boundingBox())!
  expect(edges.x).toBeGreaterThanOrEqual(0)
  expect(edges.x + edges.width).toBeLessThanOrEqual(390)
  await expectAccessible(page)
})
