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

test('a field of the team’s own is made, its choices change, and the items that have them follow', async ({
  as,
}) => {
  const admin = await as('lead')
  const label = fresh('System')
  await visit(admin, '/admin/fields')
  await admin.getByText('Add a field').click()
  await admin.getByLabel('Name').first().fill(label)
  await admin.getByLabel('What stands in it').selectOption('choice')
  await admin.getByLabel('Choices').fill('API\nSite\nMail')
  await admin.getByRole('button', { name: 'Add the field' }).click()
  const row = admin.getByRole('listitem').filter({ hasText: label })
  await expect(row).toContainText('Nowhere yet')

  const slug = label.toLowerCase().replaceAll(' ', '-')
  const analyst = await askerOf('analyst')
  const { key } = await createItem(analyst, {
    title: fresh('Affected'),
    origin: 'small',
    custom: { [slug]: 'API' },
  })
  const other = await createItem(analyst, {
    title: fresh('Affected too'),
    origin: 'small',
    custom: { [slug]: 'Site' },
  })
  await visit(admin, '/admin/fields')
  await expect(row).toContainText('In 2 items')
  await row.getByText(label).click()
  await row.getByText('Its choices').click()
  await row.getByLabel('Name of API').fill('Interface')
  await row.getByRole('button', { name: 'Take Site out' }).click()
  await row.getByLabel('One item has it, and then have').selectOption('Interface')
  await row.getByRole('button', { name: 'Interface: one place down' }).press('Enter')
  await row.getByRole('button', { name: 'Another choice' }).click()
  await row.getByLabel('Name of the new choice 3').fill('App')
  await row.getByRole('button', { name: 'Save the choices' }).click()
  await expect(row).toContainText('Saved, and 2 items follow.')
  for (const each of [key, other.key])
    expect((await itemForApi(analyst, each))!.custom).toEqual({ [slug]: 'Interface' })
  await expect(row.getByRole('textbox', { name: /^Name of/ })).toHaveCount(3)

  await row.getByText('Take it out of use').first().click()
  await row.getByRole('button', { name: 'Take it out of use' }).click()
  await admin
    .locator('summary')
    .filter({ hasText: /^Out of use/ })
    .click()
  const out = admin.getByRole('listitem').filter({ hasText: label })
  await out.getByRole('button', { name: 'Bring it back' }).click()
  await expect(row).toContainText('In 2 items')
})

test('the team keeps its templates itself, and a new item is offered those in use', async ({ as }) => {
  const analyst = await as('analyst')
  const name = fresh('Leaver')
  await visit(analyst, '/admin/templates')
  await expect(analyst.getByRole('link', { name: 'Audit log' })).toBeHidden()
  await analyst.getByText('Add a template').click()
  await analyst.getByLabel('Name of the template').first().fill(name)
  await analyst.getByLabel('Title to begin with').first().fill('Somebody leaves')
  await analyst.getByLabel('Checklist').first().fill('Keys\nLaptop')
  await analyst.getByRole('button', { name: 'Add the template' }).click()
  const row = analyst.getByRole('listitem').filter({ hasText: name })
  await expect(row).toContainText('2 points')
  await row.getByText(name).click()
  await row.getByLabel('Checklist').fill('Keys\nLaptop\nAccounts')
  await row.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(row).toContainText('3 points')
  await row.getByRole('button', { name: 'Take it out of use' }).click()
  await analyst
    .locator('summary')
    .filter({ hasText: /^Out of use/ })
    .click()
  await expect(row.getByRole('button', { name: 'Bring it back' })).toBeVisible()
  const engineer = await as('developer')
  expect((await engineer.goto('/admin/templates'))?.status()).toBe(404)
})

test('fields and templates read well to everyone, on a phone and in the dark', async ({ as }) => {
  for (const path of ['/admin/fields', '/admin/templates'])
    for (const options of [{ dark: true }, { width: 390 }]) {
      const page = await as('lead', options)
      await visit(page, path)
      for (const summary of await page.locator('summary').all()) await summary.click()
      await listens(page.locator('main'))
      await expectAccessible(page)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
      expect(wide, path).toBe(false)
    }
})
