// A vulnerability from its discovery to its end: promises on the page, and risks on which two people decide.
import type { Page } from '@playwright/test'
import { createItem, itemForApi, updateItem, type Severity } from '../lib/items'
import { askerOf, expect, expectAccessible, fresh, listens, test, visit } from './cast'

function promises(page: Page) {
  return page.getByRole('region', { name: 'Promises' })
}

async function found(severity: Severity | null, stage?: string) {
  const { key } = await createItem(await askerOf('analyst'), {
    title: fresh('Token in a log'),
    origin: 'bug',
    type: 'vulnerability',
    severity,
    stage,
  })
  return key
}

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

test('the page says what is promised, and follows what is done', async ({ as }) => {
  const key = await found(null)
  const analyst = await as('analyst')
  await visit(analyst, `/items/${key}`)
  const panel = promises(analyst)
  await expect(panel).toContainText(/Triage .*left/)
  await expect(panel).toContainText('Say how bad it is')
  // Somebody else triages it, and the open page follows.
  await updateItem(await askerOf('engineer'), { key, severity: 'high', stage: 'reported' })
  await expect(panel).toContainText('Triage in time')
  await expect(panel).toContainText(/Estimate .*left/)
  await expect(panel).toContainText(/Fix .*left/)
  await updateItem(await askerOf('engineer'), { key, estimate: 3 })
  await expect(panel).toContainText('Estimate in time')
})

test('a small risk is accepted by somebody else of the team, and nobody accepts their own', async ({
  as,
}) => {
  const key = await found('low', 'reported')
  const analyst = await as('analyst')
  await visit(analyst, `/items/${key}`)
  const own = promises(analyst)
  await own.getByText('Ask to live with it').first().click()
  await own.getByLabel('Why it should stay').fill('The feature goes away in spring.')
  await own.getByLabel('What makes it less bad').fill('It is behind the company’s network.')
  await own.getByLabel('What a real fix would take').fill('Three weeks of two people.')
  await own.getByLabel('Look at it again on').fill(dayFromNow(60))
  await own.getByRole('button', { name: 'Ask to live with it' }).click()
  await expect(own).toContainText('somebody else decides')
  await expect(own.getByRole('button', { name: 'Grant it' })).toBeHidden()

  const engineer = await as('developer')
  expect((await engineer.goto(`/items/${key}`))?.status()).toBe(404)
  const security = await as('engineer')
  await visit(security, `/items/${key}`)
  const theirs = promises(security)
  await theirs.getByLabel('Your words on it').fill('Agreed: it goes away anyway.')
  await theirs.getByRole('button', { name: 'Grant it' }).press('Enter')
  await expect(theirs).toContainText('The risk is accepted')
  await expect(theirs).toContainText('Fix in time')
  await theirs.getByText('Decided').click()
  await expect(theirs).toContainText('“Agreed: it goes away anyway.”')
  // The asker's page, still open, hears of it.
  await expect(own).toContainText('The risk is accepted')
  expect(await itemForApi(await askerOf('analyst'), key)).toMatchObject({
    status: 'done',
    stage: 'risk-accepted',
  })
})

test('more time for a critical one is an admin’s to grant', async ({ as }) => {
  const key = await found('critical', 'reported')
  const analyst = await as('analyst')
  await visit(analyst, `/items/${key}`)
  const own = promises(analyst)
  await own.getByText('Ask for more time').first().click()
  for (const label of [
    'What is affected',
    'How it was found',
    'Why it will be late',
    'What protects us meanwhile',
  ])
    await own.getByLabel(label).fill(`${label}: said.`)
  await own.getByLabel('Until').fill(dayFromNow(50))
  await own.getByRole('button', { name: 'Ask for more time' }).click()
  await expect(own).toContainText('Waits')

  const security = await as('engineer')
  await visit(security, `/items/${key}`)
  await expect(promises(security)).toContainText('for an admin to decide')

  const lead = await as('lead', { dark: true })
  await visit(lead, `/items/${key}`)
  const theirs = promises(lead)
  await theirs.getByText('Ask to live with it').first().click()
  await listens(theirs)
  await expectAccessible(lead)
  await theirs.getByLabel('Your words on it').fill('The vendor says so too.')
  await theirs.getByRole('button', { name: 'Grant it' }).click()
  await expect(theirs.getByText('Decided')).toBeVisible()
  const [year, month, day] = dayFromNow(50).split('-').map(Number)
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
  await expect(theirs).toContainText(`Due ${day} ${months[month! - 1]} ${year}`)
})

test('the promises read well on a phone', async ({ as }) => {
  const key = await found('medium', 'reported')
  const page = await as('analyst', { width: 390 })
  await visit(page, `/items/${key}`)
  await promises(page).getByText('Ask for more time').first().click()
  await listens(promises(page))
  await expectAccessible(page)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  expect(wide).toBe(false)
})
