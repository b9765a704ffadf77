// Setting up how work goes: limits and stages, the team's own fields, templates.
import type { Locator, Page } from '@playwright/test'
import { createItem, itemForApi } from '../lib/items'
import { askerOf, expect, expectAccessible, fresh, listens, test, visit } from './cast'

/** The part of the page for one type of item. */
function partOf(page: Page, type: string): Locator {
  return page.getByRole('region', { name: type, exact: true })
}

/** Adds a stage by the form; answers its row. */
async function addStage(page: Page, type: string, label: string, column: string): Promise<Locator> {
  const part = partOf(page, type)
  await part.getByText('Add a stage').click()
  await part.getByRole('textbox', { name: 'Name' }).last().fill(label)
  await part.getByLabel('In the column').last().selectOption(column)
  await part.getByRole('button', { name: 'Add it' }).click()
  const row = part.getByRole('listitem').filter({ hasText: label })
  await expect(row).toBeVisible()
  await part.getByText('Add a stage').click()
  return row
}

test('an admin limits what is under way, and says so in one save', async ({ as }) => {
  const admin = await as('lead')
  await visit(admin, '/admin/workflow')
  const limit = admin.getByLabel('In progress').first()
  await limit.fill('7')
  await admin.getByRole('button', { name: 'Save the limits' }).click()
  await expect(admin.getByText('Saved.')).toBeVisible()
  await visit(admin, '/admin/workflow')
  await expect(limit).toHaveValue('7')
  await limit.fill('')
  await admin.getByRole('button', { name: 'Save the limits' }).click()
  await expect(admin.getByText('Saved.')).toBeVisible()
})

test('a stage is taken out while items stand in it, and they go where the admin says', async ({ as }) => {
  const admin = await as('lead')
  const [label, other] = [fresh('With a vendor'), fresh('With us')]
  await visit(admin, '/admin/workflow')
  const row = await addStage(admin, 'Bug', label, 'In progress')
  await addStage(admin, 'Bug', other, 'Ready')
  const slug = label.toLowerCase().replaceAll(' ', '-')
  const analyst = await askerOf('analyst')
  const item = await createItem(analyst, { title: fresh('Stands there'), origin: 'bug', stage: slug })

  await visit(admin, '/admin/workflow')
  await expect(row).toContainText('One item')
  await row.getByText(label).click()
  await row.getByText('Take it out').first().click()
  await row.getByLabel('The item that stands there goes').selectOption({ label: `${other} – Ready` })
  await row.getByRole('button', { name: 'Move them and take it out' }).click()
  await expect(row).toBeHidden()
  const after = (await itemForApi(analyst, item.key))!
  expect(after).toMatchObject({ status: 'ready', stage: other.toLowerCase().replaceAll(' ', '-') })

  const part = partOf(admin, 'Bug')
  await part.getByText('Taken out').click()
  const out = part.getByRole('listitem').filter({ hasText: label })
  await out.getByRole('button', { name: 'Bring it back' }).click()
  await expect(part.getByText('Empty').first()).toBeVisible()
})

test('stages are put in order and renamed by keyboard; who comes second is told', async ({ as }) => {
  const [first, second] = [await as('lead'), await as('lead')]
  const [one, two] = [fresh('Looked at'), fresh('Weighed')]
  await visit(first, '/admin/workflow')
  await addStage(first, 'Ask', one, 'Ready')
  const row = await addStage(first, 'Ask', two, 'Ready')
  await visit(second, '/admin/workflow')

  await first.getByRole('button', { name: `${two}: one place up` }).focus()
  await first.keyboard.press('Enter')
  const names = partOf(first, 'Ask').locator('details bdi')
  await expect
    .poll(async () => (await names.allTextContents()).filter((name) => name === one || name === two))
    .toEqual([two, one])

  const stale = second.getByRole('listitem').filter({ hasText: two })
  await stale.getByText(two).click()
  await stale.getByLabel('Name').fill(`${two} again`)
  await stale.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(stale.getByRole('alert')).toContainText('Security lead changed position')
  await expect(stale.getByLabel('Name')).toHaveValue(`${two} again`)
  await stale.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(stale.getByText('Saved.')).toBeVisible()
  await expect(row).toBeVisible()
})

test('the workflow reads well to everyone, on a phone and in the dark', async ({ as }) => {
  for (const options of [{}, { dark: true }, { width: 390 }]) {
    const page = await as('lead', options)
    await visit(page, '/admin/workflow')
    for (const summary of await page.locator('summary').all()) await summary.click()
    await listens(page.locator('main'))
    await expectAccessible(page)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(wide).toBe(false)
  }
})
