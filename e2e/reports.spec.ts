// Reports: what the team's own past says, as pictures with their numbers.
import { createItem, updateItem } from '../lib/items'
import { askerOf, expect, expectAccessible, fresh, test, visit } from './cast'

const reports = [
  'Cumulative flow',
  'Cycle time',
  'Age of the work under way',
  'Throughput',
  'Forecast',
  'Burn-up',
  'Goals against reactive work',
]

test('the team reads what its work did, in pictures that anybody can read as numbers', async ({ as }) => {
  const page = await as('engineer')
  await visit(page, '/board')
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  await expect(page.getByRole('heading', { name: 'Reports', level: 1 })).toBeVisible()
  for (const name of reports) {
    const picture = page.getByRole('img', { name: new RegExp(`^${name}\\. `) })
    await expect(picture).toHaveCount(1)
    await expect(picture).toBeVisible()
  }
  await expect(page.getByRole('heading', { name: /^\d+ pieces of work open/ })).toBeVisible()

  const flow = page.locator('#flow')
  await flow.locator('summary').click()
  const rows = flow.getByRole('row')
  await expect(rows).toHaveCount(91)
  const last = await rows.last().getByRole('cell').allTextContents()
  const open = last.slice(0, 4).reduce((sum, n) => sum + Number(n), 0)
  await expect(flow.getByRole('heading')).toContainText(`${open} pieces of work open`)

  const file = await page.request.get(
    (await flow.getByRole('link', { name: /CSV/ }).getAttribute('href')) ?? '',
  )
  expect(file.headers()['content-type']).toContain('text/csv')
  expect((await file.text()).trim().split('\n')).toHaveLength(91)
})

test('what was just finished stands in the reports, and a question can be asked of them and sent', async ({
  as,
}) => {
  const engineer = await askerOf('engineer')
  const label = fresh('reported').toLowerCase().replace(' ', '-')
  const make = async (title: string, ...path: ('in-progress' | 'done')[]) => {
    const { key } = await createItem(engineer, { title, origin: 'small', labels: [label] })
    for (const status of path) await updateItem(engineer, { key, status })
    return key
  }
  const done = await make('Reported and done', 'in-progress', 'done')
  await make('Reported and begun', 'in-progress')

  const page = await as('engineer')
  await visit(page, '/reports')
  // The field completes as it does everywhere that the language is typed.
  await page.getByRole('textbox', { name: 'Query' }).focus()
  await expect(page.locator('.cm-content')).toBeFocused()
  await page.keyboard.type('labe')
  await expect(page.getByRole('option').first()).toContainText('label')
  await page.keyboard.press('Escape')
  await page.keyboard.type(`ls = ${label}`)
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL(/q=labels/)
  await expect(
    page.getByRole('heading', { name: '1 piece of work open, 1 more than at the beginning' }),
  ).toBeVisible()
  await expect(
    page.getByRole('heading', { name: 'Half of all work is done within a day of being started' }),
  ).toBeVisible()
  const cycle = page.locator('#cycle-time')
  await cycle.locator('summary').click()
  await cycle.getByRole('link', { name: done }).click()
  await expect(page).toHaveURL(`/items/${done}`)

  await visit(page, `/reports?q=${encodeURIComponent('labels = ')}`)
  await expect(page.getByRole('textbox', { name: 'Query' })).toHaveAccessibleDescription(/At character \d+: /)

  await visit(page, `/reports?q=${encodeURIComponent(`labels = "${label}" AND type = bug`)}`)
  await expect(page.getByText('Nothing to report yet')).toBeVisible()
})

test('a forecast answers by when so many are done, and how many are done by then, the same for everybody', async ({
  as,
}) => {
  const page = await as('engineer')
  await visit(page, '/reports')
  const forecast = page.locator('#forecast')
  await forecast.getByRole('spinbutton', { name: 'Items' }).fill('12')
  const day = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)
  await forecast.getByLabel('by', { exact: true }).fill(day)
  await forecast.getByRole('button', { name: 'Forecast' }).click()
  await expect(page).toHaveURL(/items=12/)
  const title = await forecast.getByRole('heading').textContent()
  expect(title).toMatch(/^12 are done by \d+ \w{3} \d{4}, in 85 of 100 cases$/)
  await expect(forecast.getByText(/at least \d+ are done with 50 %, \d+ with 85 %/)).toBeVisible()
  const other = await as('lead')
  await visit(other, '/reports?items=12')
  await expect(other.locator('#forecast').getByRole('heading')).toHaveText(title!)
})

test('for whoever is not of the team there are no reports, and no files of them', async ({ as, visitor }) => {
  for (const who of ['sales', 'developer'] as const) {
    const page = await as(who)
    expect((await page.goto('/reports'))?.status()).toBe(404)
    const file = await page.request.get('/reports/cycle-time.csv')
    const none = await page.request.get('/reports/never-was.csv')
    expect([file.status(), await file.text()]).toEqual([none.status(), await none.text()])
    expect(file.status()).toBe(404)
  }
  await visitor.goto('/reports')
  await expect(visitor).toHaveURL(/\/signin\?next=%2Freports/)
})

test('reports are for everybody who reads them: axe finds nothing, light and dark, wide and on a phone', async ({
  as,
}) => {
  for (const options of [{}, { dark: true }, { width: 390 }, { width: 390, dark: true }]) {
    const page = await as('engineer', options)
    await visit(page, '/reports')
    await page.locator('#split').locator('summary').click()
    await expectAccessible(page)
    const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
    expect(wide).toBeLessThanOrEqual(screen!)
    await page.close()
  }
})
