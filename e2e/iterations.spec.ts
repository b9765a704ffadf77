// Iterations: planned with room to spare, started with what is in them, ended with a decision about each piece.
import { createItem, findItem, updateItem } from '../lib/items'
import { asViewer } from '../lib/kernel/db'
import { createIteration, closeIteration, listIterations } from '../lib/iterations'
import { askerOf, expect, expectAccessible, fresh, test, visit } from './cast'

async function item(title: string, iteration: number, estimate: number) {
  return (await createItem(await askerOf('engineer'), { title, origin: 'small', iteration, estimate })).key
}

/** One runs at a time; the sample's is ended for the journey that needs the place. */
async function nothingRuns() {
  const lead = await askerOf('lead')
  for (const { number, state } of await listIterations(lead))
    if (state === 'running') await closeIteration(lead, { number, others: 'returned' })
}

test('the next iteration is planned, started, and ended with a decision about each piece', async ({ as }) => {
  await nothingRuns()
  const page = await as('lead')
  await visit(page, '/iterations')
  await page
    .getByText(/^Plan iteration \d+$/)
    .first()
    .click()
  await page.getByLabel('First day').fill('2030-03-04')
  await page.getByLabel('Last day').fill('2030-03-15')
  await page.getByLabel('Aims').fill('Everyone has a second factor\nNo key is older than a year')
  await page.getByLabel('Capacity in points').fill('20')
  await page.getByLabel('Slack in percent').fill('20')
  await page.getByRole('button', { name: /^Plan iteration \d+$/ }).click()
  await expect(page).toHaveURL(/\/iterations\/\d+$/)
  const number = Number(page.url().split('/').at(-1))
  await expect(page.getByText('No key is older than a year').first()).toBeVisible()
  const word = fresh('Buoy')
  const [done, carried, dropped] = [
    await item(`${word} one`, number, 8),
    await item(`${word} two`, number, 5),
    await item(`${word} three`, number, 2),
  ]
  const { number: next } = await createIteration(await askerOf('lead'), {
    startsOn: '2030-03-18',
    endsOn: '2030-03-29',
  })

  await visit(page, `/iterations/${number}`)
  await expect(page.getByText('Room left').locator('..')).toContainText('1')
  await expect(page.getByText('of 16: 20 without 20 % slack')).toBeVisible()
  await page.getByRole('button', { name: `Start iteration ${number}` }).click()
  await expect(page.getByText('Running', { exact: true }).first()).toBeVisible()
  await expect(page.getByText('Planned at the start').locator('..')).toContainText('15')

  const added = await item(`${word} four`, number, 3)
  await updateItem(await askerOf('engineer'), { key: done, status: 'done' })
  await page.reload()
  await expect(page.getByText('Added since').locator('..')).toContainText('3')
  await page.getByRole('link', { name: 'Close…' }).click()
  await expect(page.getByText('3 items are not done')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: `Carry into iteration ${next}` }).click()
  await page.getByLabel(`What becomes of ${added}`).selectOption('returned')
  await page.getByLabel(`What becomes of ${dropped}`).selectOption('dropped')
  await page.getByRole('button', { name: `Close iteration ${number}` }).click()
  await expect(page.getByText('Say why it is dropped: somebody will ask.').last()).toBeVisible()
  await expect(page.getByLabel(`What becomes of ${added}`)).toHaveValue('returned')
  await page.getByLabel(`Why ${dropped} is dropped`).fill('The system is gone')
  await page.getByRole('button', { name: `Close iteration ${number}` }).click()
  await expect(page).toHaveURL(`/iterations/${number}`)
  await expect(page.getByText('Done of the plan').locator('..')).toContainText('8')
  const row = (key: string) => page.getByRole('row').filter({ hasText: key })
  await expect(row(done)).toContainText('Done')
  await expect(row(carried)).toContainText('Carried on')
  await expect(row(dropped)).toContainText(/Planned.*Dropped/)
  await expect(row(added)).toContainText(/Added.*Back in the backlog/)
  const lead = await askerOf('lead')
  expect(await findItem(lead, carried)).toMatchObject({ iteration: next })
  expect(await findItem(lead, dropped)).toMatchObject({ archivedAt: expect.any(Date), iteration: null })
  expect(await findItem(lead, added)).toMatchObject({ iteration: null })
  await asViewer(lead, (tx) =>
    tx.iteration.updateMany({ where: { number: next }, data: { closedAt: new Date() } }),
  )
})

test('past iterations show planned against done, and a range that is no promise, in both themes', async ({
  as,
}) => {
  for (const [dark, width] of [
    [false, undefined],
    [true, undefined],
    [false, 390],
  ] as const) {
    const page = await as('analyst', { dark, width })
    await visit(page, '/iterations')
    await expect(page.getByText('Not a promise')).toBeVisible()
    await expectAccessible(page)
    const running = page
      .getByRole('row')
      .filter({ hasText: /Closed/ })
      .first()
    await running.getByRole('link').first().click()
    await expect(page.getByRole('region', { name: 'Items of the iteration' })).toBeVisible()
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width ?? 1440)
  }
})

test('an iteration that never was, and every iteration for whoever is not of the team, is one plain nothing', async ({
  as,
}) => {
  const lead = await as('lead')
  expect((await lead.goto('/iterations/99999'))!.status()).toBe(404)
  expect((await lead.goto('/iterations/one'))!.status()).toBe(404)
  const sales = await as('sales')
  for (const path of ['/iterations', '/iterations/1', '/iterations/1/close'])
    expect((await sales.goto(path))!.status(), path).toBe(404)
})
