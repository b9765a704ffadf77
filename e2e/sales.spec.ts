// A sales colleague: passes on what customers ask, and meets nothing of the team's that is not theirs.
import type { Page } from '@playwright/test'
import { createRequest, findRequest } from '../lib/requests'
import { askerOf, expect, fresh, listens, test, visit } from './cast'

test('passes a questionnaire on: as a file or in a portal, each with its own question', async ({ as }) => {
  const customer = fresh('A bank in the north')
  const page = await as('sales')
  await visit(page, '/requests/new')
  await page.getByRole('link', { name: /Security questionnaire/ }).click()
  await listens(page.locator('main'))
  const file = page.getByLabel('The questionnaire')
  const portal = page.getByLabel('Where is it?')
  await expect(file.or(portal).filter({ visible: true })).toHaveCount(0)
  await page.getByLabel('In a portal or a shared document').check()
  await expect(portal).toBeVisible()
  await expect(file).toBeHidden()
  await portal.fill('https://portal.daylight.example/42')
  await page.getByLabel('As a file').check()
  await expect(file).toBeVisible()
  await expect(portal).toBeHidden()
  await file.setInputFiles([
    { name: 'questions.csv', mimeType: 'text/csv', buffer: Buffer.from('1,Do you encrypt?') },
    { name: 'annex.csv', mimeType: 'text/csv', buffer: Buffer.from('2,Where?') },
  ])
  await expect(page.getByRole('listitem').filter({ hasText: 'annex.csv' })).toBeVisible()
  await page.getByLabel('Which customer?').fill(customer)
  await page.getByLabel('A new customer').check()
  await page.getByLabel('Cloud').check()
  await page.getByLabel('When did it arrive?').fill('2026-11-20')
  await page.getByLabel('When is it due to the customer?').fill('2026-12-18')
  await page.getByRole('button', { name: 'Send to the security team' }).click()
  await expect(page).toHaveURL(/\/requests\/REQ-\d+/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(customer)
  await expect(page.getByRole('link', { name: /questions\.csv/ })).toBeVisible()
  // What is not asked any more is not kept: the portal was given up for the file.
  await expect(page.getByText('https://portal.daylight.example/42')).toHaveCount(0)
  await expect(page.getByText('Needed by')).toBeVisible()

  const team = await as('engineer')
  await team.goto('/queue')
  await expect(team.getByText(customer)).toBeVisible()
})

test('meets the same nothing at a hidden thing as at one that never was', async ({ as }) => {
  const security = await as('engineer')
  const items = (await (await security.request.get('/api/v1/items?limit=200')).json()) as {
    data: { key: string; audience: string }[]
  }
  const hidden = items.data.find((item) => item.audience === 'private')!
  const { key } = await createRequest(await askerOf('developer'), {
    type: 'support',
    answers: { what: fresh('Between us'), about: 'question', why: 'It is ours.' },
  })
  expect(await findRequest(await askerOf('sales'), key)).toBeNull()
  const sales = await as('sales')
  for (const [there, absent] of [
    [`/items/${hidden.key}`, '/items/SEC-999999'],
    [`/requests/${key}`, '/requests/REQ-999999'],
  ] as const) {
    const seen: string[] = []
    for (const path of [there, absent]) {
      expect((await sales.goto(path))?.status(), path).toBe(404)
      seen.push(await said(sales))
    }
    expect(seen[0]).toBe(seen[1])
  }
  // A page that is not of one's role is no page at all: the same words, without a frame around them.
  await sales.goto('/never-was')
  const nothing = await said(sales)
  for (const path of ['/board', '/queue', '/publish', '/admin', '/items/SEC-999999']) {
    expect((await sales.goto(path))?.status(), path).toBe(404)
    expect(await said(sales), path).toBe(nothing)
  }
})

/** What the page says, once its script has taken it over: for a moment in between there may be nothing at all. */
async function said(page: Page): Promise<string> {
  await page.waitForLoadState('networkidle')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  return page.locator('body').innerText()
}
