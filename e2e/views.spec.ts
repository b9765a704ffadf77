// Views of board and backlog: kept where they are looked at, opened there by a colleague, each with their own eyes.
import type { Page } from '@playwright/test'
import { createItem } from '../lib/items'
import { saveView } from '../lib/views'
import { askerOf, expect, expectAccessible, fresh, test, visit } from './cast'

/** Two items of one journey: one for the team, one for the engineer alone. */
async function things() {
  const word = fresh('Lantern')
  const engineer = await askerOf('engineer')
  const make = (title: string, audience: 'private' | 'restricted') =>
    createItem(engineer, { title, origin: 'small', priority: 'high', audience })
  const open = await make(`${word} open`, 'private')
  const quiet = await make(`${word} quiet`, 'restricted')
  return { word, open: open.key, quiet: quiet.key }
}

/** Keeps what a page shows under a name; answers the name in its address. */
async function keep(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Save as a new view' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: false }).fill(name)
  await dialog.getByLabel('The security team').check()
  await expect(dialog.getByText('Everyone in the security team can read these words')).toBeVisible()
  await dialog.getByRole('button', { name: 'Save the view' }).click()
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible()
  await expect(page).toHaveURL(/[?&]view=/)
  return new URL(page.url()).searchParams.get('view')!
}

test('a view of the board keeps query, filters, lanes and density, and a colleague opens it as themselves', async ({
  as,
}) => {
  const { word } = await things()
  const name = fresh('Lanterns by priority')
  const page = await as('engineer')
  await visit(page, `/board?text=${encodeURIComponent(word)}&lanes=priority&q=priority+%3D+high`)
  await expect(page.locator('main')).toContainText(`${word} quiet`)
  const density = page.getByRole('button', { name: 'Compact cards' })
  if ((await density.getAttribute('aria-pressed')) === 'false') await density.click()
  await expect(density).toHaveAttribute('aria-pressed', 'true')
  const slug = await keep(page, name)

  const colleague = await as('analyst')
  await visit(colleague, `/views/${slug}`)
  await expect(colleague).toHaveURL(/\/board\?.*lanes=priority/)
  await expect(colleague.locator('main')).toContainText(`${word} open`)
  await expect(colleague.locator('main')).not.toContainText(`${word} quiet`)
  await expect(colleague.getByRole('button', { name: 'Compact cards' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await expectAccessible(colleague)
  await colleague.getByRole('button', { name, exact: true }).click()
  await expect(colleague.getByRole('menuitem', { name: `${name} · Security engineer` })).toBeVisible()
  await expect(colleague.getByRole('menuitem', { name: 'Rename or share' })).toHaveCount(0)

  // Asked otherwise it is still that view, changed; its owner makes it what is seen now.
  await page.getByRole('combobox', { name: 'Lanes' }).selectOption('')
  await page.getByRole('button', { name: `${name} changed` }).click()
  await page.getByRole('menuitem', { name: `Update “${name}”` }).click()
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible()
  await density.click()
  await expect(page.getByRole('button', { name: `${name} changed` })).toBeVisible()
})

test('a view of the backlog keeps words and query together, and leads back to the backlog', async ({
  as,
}) => {
  const { word } = await things()
  const name = fresh('Lanterns to do')
  const page = await as('engineer')
  await visit(page, `/backlog?q=priority+%3D+high&text=${encodeURIComponent(word)}`)
  await expect(page.locator('main')).toContainText(`${word} quiet`)
  const slug = await keep(page, name)
  // Other words leave the query and the view where they are.
  await page.getByRole('searchbox', { name: 'Text in title or key' }).fill(`${word} open`)
  await expect(page.getByRole('button', { name: `${name} changed` })).toBeVisible()
  expect(new URL(page.url()).searchParams.get('q')).toBe('priority = high')
  await expect(page.locator('main')).not.toContainText(`${word} quiet`)

  const colleague = await as('analyst')
  await visit(colleague, `/views/${slug}`)
  await expect(colleague).toHaveURL(/\/backlog\?/)
  await expect(colleague.locator('main')).toContainText(`${word} open`)
  await expect(colleague.locator('main')).not.toContainText(`${word} quiet`)
  await expectAccessible(colleague)
})

test('a view stands in the menu of its own place alone, also on a phone', async ({ as }) => {
  const analyst = await askerOf('analyst')
  const name = fresh('Of the board')
  await saveView(analyst, { name, place: 'board' })
  const page = await as('analyst')
  await page.setViewportSize({ width: 390, height: 844 })
  for (const place of ['/board', '/backlog', '/table']) {
    await visit(page, place)
    await page.getByRole('button', { name: 'Views' }).click()
    await expect(page.getByRole('menuitem', { name: 'Save as a new view' })).toBeVisible()
    await expect(page.getByRole('menuitem', { name })).toHaveCount(place === '/board' ? 1 : 0)
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  }
})
