// The table: any list of items by its columns, changed in its cells, kept as a view, taken along as a file.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { changeManyItems, createItem, itemForApi, updateItem } from '../lib/items'
import { askerOf, expect, expectAccessible, fresh, test, visit } from './cast'

/** Items of one journey, found by the word that only they have. */
async function rows(count: number, fields: Partial<Parameters<typeof createItem>[1]> = {}) {
  const word = fresh('Beacon')
  const engineer = await askerOf('engineer')
  const keys: string[] = []
  for (let n = 1; n <= count; n++)
    keys.push((await createItem(engineer, { title: `${word} ${n}`, origin: 'small', ...fields })).key)
  return { word, keys: keys as [string, ...string[]] }
}

const at = (word: string, more = '') => `/table?text=${encodeURIComponent(word)}${more}`
const cell = (page: Page, key: string, column: string) =>
  page.locator(`tr[data-row="${key}"] > [data-cell="${column}"]`)
const shown = (page: Page) =>
  page.locator('tr[data-row]').evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset.row!))
const read = async (key: string) => (await itemForApi(await askerOf('lead'), key))!

test('a table is sorted by its heads, grouped with counts, and given other columns', async ({ as }) => {
  const { word, keys } = await rows(3)
  const engineer = await askerOf('engineer')
  const [a, b, c] = keys as unknown as [string, string, string]
  await updateItem(engineer, { key: b, priority: 'urgent', status: 'ready' })
  await updateItem(engineer, { key: c, priority: 'low' })
  const page = await as('engineer')
  await visit(page, at(word))
  expect(await shown(page)).toEqual([a, b, c])
  const priority = page.getByRole('columnheader', { name: 'Priority' })
  await priority.getByRole('link').click()
  await expect(priority).toHaveAttribute('aria-sort', 'ascending')
  await expect.poll(() => shown(page)).toEqual([b, c, a])
  await priority.getByRole('link').click()
  await expect(priority).toHaveAttribute('aria-sort', 'descending')
  await expect.poll(() => shown(page)).toEqual([a, c, b])

  await page.getByLabel('Group by').selectOption('status')
  await expect(page.getByRole('rowheader', { name: /Backlog.*2 items/ })).toBeVisible()
  await expect(page.getByRole('rowheader', { name: /Ready.*1 items/ })).toBeVisible()

  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('button', { name: 'With Labels' }).click()
  await expect(page.getByRole('columnheader', { name: 'Labels' })).toBeVisible()
  await page.getByRole('button', { name: 'Without Audience' }).click()
  await expect(page.getByRole('columnheader', { name: 'Audience' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  // All of it stands in the address.
  await page.reload()
  await expect(page.getByRole('columnheader', { name: 'Labels' })).toBeVisible()
  await expect(priority).toHaveAttribute('aria-sort', 'descending')
})

test('cells are changed by keys alone: arrows, Enter, Tab on, Esc back, and undo', async ({ as }) => {
  const { word, keys } = await rows(2)
  const [a, b] = keys as unknown as [string, string]
  const page = await as('engineer')
  await visit(page, at(word))
  await cell(page, a, 'key').focus()
  await page.keyboard.press('ArrowRight')
  await expect(cell(page, a, 'title')).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.type(`${word} renamed`)
  await page.keyboard.press('Tab')
  await expect.poll(async () => (await read(a)).title).toBe(`${word} renamed`)
  // Tab went on into the next cell and began there.
  await expect(page.getByLabel(`Type of ${a}`)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(cell(page, a, 'type')).toBeFocused()

  await page.keyboard.press('j')
  await expect(cell(page, b, 'type')).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await expect(cell(page, b, 'estimate')).toBeFocused()
  await page.keyboard.press('e')
  await page.getByLabel(`Estimate of ${b}`).selectOption('5')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await read(b)).estimate).toBe(5)
  await expect(cell(page, b, 'estimate')).toHaveText('5')
  await expect(cell(page, b, 'estimate')).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await read(b)).estimate).toBeNull()
})

test('a lost race says who was quicker, keeps what was typed, and lets one decide', async ({ as }) => {
  const { word, keys } = await rows(1)
  const [key] = keys
  const page = await as('engineer')
  await visit(page, at(word))
  await cell(page, key, 'title').click()
  const field = page.getByLabel(`Title of ${key}`)
  await field.fill(`${word} mine`)
  await updateItem(await askerOf('analyst'), { key, title: `${word} theirs` })
  await field.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'changed this meanwhile' })).toContainText(
    `Security analyst changed this meanwhile: it is “${word} theirs” now.`,
  )
  await expect(field).toHaveValue(`${word} mine`)
  expect((await read(key)).title).toBe(`${word} theirs`)
  await field.press('Enter')
  await expect.poll(async () => (await read(key)).title).toBe(`${word} mine`)
})

test('what others change is seen in the cells, and what cannot be is said at the cell', async ({ as }) => {
  const { word, keys } = await rows(1)
  const [key] = keys
  const page = await as('engineer')
  await visit(page, at(word, '&columns=title,priority,parent'))
  await expect
    .poll(async () => {
      await updateItem(await askerOf('analyst'), { key, priority: 'none' })
      await updateItem(await askerOf('analyst'), { key, priority: 'urgent' })
      return cell(page, key, 'priority').textContent()
    })
    .toContain('Urgent')
  await cell(page, key, 'parent').click()
  await page.getByLabel(`Parent of ${key}`).fill('SEC-999999')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'no such item' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(cell(page, key, 'parent')).toBeFocused()
})

test('a query is asked of the table, and one that cannot be read says where', async ({ as }) => {
  const { word, keys } = await rows(2)
  await updateItem(await askerOf('engineer'), { key: keys[0], priority: 'urgent' })
  const page = await as('engineer')
  await visit(page, `/table?q=${encodeURIComponent(`title ~ "${word}" AND priority = urgent`)}`)
  expect(await shown(page)).toEqual([keys[0]])
  await visit(page, `/table?q=${encodeURIComponent('prioritty = urgent')}`)
  await expect(page.getByText('At character 1:')).toBeVisible()
  await expect(page.getByText('This query cannot be read')).toBeVisible()
})

test('a view is kept, shared with words of warning, opened by a colleague as themselves, and put away', async ({
  as,
}) => {
  const { word, keys } = await rows(1)
  const hidden = await createItem(await askerOf('engineer'), {
    title: `${word} quiet`,
    origin: 'small',
    audience: 'restricted',
  })
  const name = fresh('Beacons by status')
  const page = await as('engineer')
  await visit(page, at(word, '&group=status'))
  expect((await shown(page)).sort()).toEqual([...keys, hidden.key].sort())
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Save as a new view' }).click()
  await page.getByLabel('Name', { exact: false }).fill(name)
  await page.getByLabel('The security team').check()
  await expect(page.getByText('Everyone in the security team can read these words')).toBeVisible()
  await expect(page.getByRole('dialog')).toContainText(word)
  await page.getByRole('button', { name: 'Save the view' }).click()
  await expect(page.getByRole('button', { name })).toBeVisible()
  const slug = new URL(page.url()).searchParams.get('view')!

  const colleague = await as('analyst')
  await visit(colleague, `/views/${slug}`)
  await expect(colleague).toHaveURL(/\/table\?.*group=status/)
  expect(await shown(colleague)).toEqual(keys)
  await expect(colleague.locator('main')).not.toContainText('quiet')
  await colleague.getByRole('button', { name }).click()
  await expect(colleague.getByRole('menuitem', { name: `${name} · Security engineer` })).toBeVisible()
  await expect(colleague.getByRole('menuitem', { name: 'Rename or share' })).toHaveCount(0)

  // Seen otherwise, it says so, and is updated.
  await page.getByLabel('Group by').selectOption('priority')
  await page.getByRole('button', { name: `${name} changed` }).click()
  await page.getByRole('menuitem', { name: `Update “${name}”` }).click()
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible()
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('menuitem', { name: `Put “${name}” away` }).click()
  await expect(page.getByText(`“${name}” is put away.`)).toBeVisible()
  const outside = await as('sales')
  expect((await outside.goto(`/views/${slug}`))?.status()).toBe(404)
})

test('what is seen comes as a file with its columns, as CSV and as JSON', async ({ as }) => {
  const { word, keys } = await rows(2, { labels: ['=danger'] })
  const page = await as('engineer')
  await visit(page, at(word, '&columns=title,labels&sort=-key'))
  const file = async (name: string) => {
    await page.getByRole('button', { name: 'Export' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^items-\d{4}-\d\d-\d\d\.(csv|json)$/)
    return readFile(await download.path(), 'utf8')
  }
  const newest = [...keys].reverse()
  expect(await file('CSV')).toBe(
    `Key,Title,Labels\n${newest.map((key) => `${key},${word} ${keys.indexOf(key) + 1},'=danger\n`).join('')}`,
  )
  expect(JSON.parse(await file('JSON')).map(({ key }: { key: string }) => key)).toEqual(newest)
})

test('of five hundred rows those in view are drawn; all are reached, selected and changed as one', async ({
  as,
}) => {
  test.slow()
  const { word, keys } = await rows(500, { status: 'done' })
  const engineer = await askerOf('engineer')
  try {
    const page = await as('engineer')
    await visit(page, at(word))
    await expect(page.getByText('500 items').first()).toBeVisible()
    const grid = page.getByRole('grid')
    await expect(grid).toHaveAttribute('aria-rowcount', '501')
    // Down to the end: the rest comes as it is needed.
    await expect
      .poll(async () => {
        await grid.evaluate((table) => (table.parentElement!.scrollTop = table.parentElement!.scrollHeight))
        return cell(page, keys.at(-1)!, 'title').count()
      })
      .toBe(1)
    expect((await shown(page)).length).toBeLessThan(200)
    await page.getByLabel('Select all, at most 500').check()
    await expect(page.getByText('500 items selected')).toBeVisible()
    await page
      .getByRole('region', { name: 'Selected items' })
      .getByRole('button', { name: 'Priority' })
      .click()
    await page.getByRole('option', { name: 'High' }).click()
    await expect(page.getByText('500 items changed. Priority: High')).toBeVisible({ timeout: 30_000 })
    expect((await read(keys[250]!)).priority).toBe('high')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByText('500 items put back as they were')).toBeVisible({ timeout: 30_000 })
    expect((await read(keys[250]!)).priority).toBe('none')
  } finally {
    await changeManyItems(engineer, { keys, changes: { archived: true } })
  }
})

test('it is read by everybody: nothing for axe in either theme, on a phone, and with nothing in it', async ({
  as,
}) => {
  const { word } = await rows(3, { labels: ['one', 'two'], due: '2027-03-31' })
  for (const dark of [false, true]) {
    const page = await as('engineer', { dark })
    await visit(page, at(word, '&group=status'))
    await expectAccessible(page)
    await page.locator('tr[data-row] input[type=checkbox]').first().click()
    await expect(page.getByRole('region', { name: 'Selected items' })).toBeVisible()
    await expectAccessible(page)
  }
  const phone = await as('engineer', { width: 390 })
  await visit(phone, at(word))
  await expectAccessible(phone)
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await visit(phone, at(fresh('Nothing of this name')))
  await expect(phone.getByText('Nothing fits this filter')).toBeVisible()
  await expectAccessible(phone)
})

test('for others there is no table, no view and no file', async ({ as }) => {
  const sales = await as('sales')
  for (const path of [
    '/table',
    '/table?q=x',
    '/table/rows?fresh=SEC-1',
    '/table/choices',
    '/table/export',
    '/views/x',
  ])
    expect((await sales.request.get(path)).status(), path).toBe(404)
})
