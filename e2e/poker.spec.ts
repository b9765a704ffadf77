// Planning poker: two browsers at one table. Neither hears of the other's hand in any answer before all are shown.
import type { Page } from '@playwright/test'
import { createItem, findItem } from '../lib/items'
import { createIteration } from '../lib/iterations'
import { askerOf, expect, expectAccessible, fresh, test, visit } from './cast'

async function table(titles: string[], fields: Partial<Parameters<typeof createItem>[1]> = {}) {
  const lead = await askerOf('lead')
  const { number } = await createIteration(lead, { startsOn: '2032-01-05', endsOn: '2032-01-16' })
  const keys: string[] = []
  for (const title of titles)
    keys.push((await createItem(lead, { title, origin: 'small', iteration: number, ...fields })).key)
  return { number, keys, path: `/iterations/${number}/poker` }
}

/** Everything that the server says to this page from now on: answers of every kind, and the stream. */
async function overhear(page: Page): Promise<() => Promise<string>> {
  const said: Promise<string>[] = []
  page.on('response', (response) => {
    if (response.headers()['content-type']?.startsWith('text/event-stream')) return
    said.push(response.text().catch(() => ''))
  })
  await page.addInitScript(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    const { EventSource: Real } = window
    window.EventSource = class extends Real {
      constructor(url: string | URL) {
        super(url)
        this.addEventListener('poker', (event) => heard.push((event as MessageEvent<string>).data))
      }
    }
  })
  return async () =>
    [
      ...(await Promise.all(said)),
      ...(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)),
    ].join('\n')
}

const playHand = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test('two estimate for themselves, show together, talk, vote again and settle', async ({ as }) => {
  const title = fresh('Rotate the lantern keys')
  const { number, keys, path } = await table([title, fresh('Another')])
  const key = keys[0]!
  const one = await as('engineer')
  const two = await as('analyst')
  const [toOne, toTwo] = [await overhear(one), await overhear(two)]
  await visit(one, path)
  await visit(two, path)
  await expect(two.getByText('Nothing is on the table')).toBeVisible()

  // Opened by one, seen by the other at once.
  await one.getByRole('button', { name: `Estimate ${key}` }).click()
  await expect(two.getByRole('heading', { name: title })).toBeVisible({ timeout: 1_000 })
  await expect(two.getByText('put here by Security engineer')).toBeVisible()

  await playHand(one, '8 points')
  await expect(two.getByText('One hand is played, face down.')).toBeVisible({ timeout: 1_000 })
  await expect(one.getByRole('button', { name: '8 points', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await playHand(two, '3 points')
  await expect(one.getByText('2 hands are played, face down.')).toBeVisible({ timeout: 1_000 })
  await expectAccessible(one)

  // What either has been told until now names the own hand alone.
  for (const [told, theirs] of [
    [await toOne(), 3],
    [await toTwo(), 8],
  ] as const) {
    expect(told).toContain(key)
    expect(told).not.toMatch(new RegExp(`"points\\\\?":\\s*${theirs}\\b`))
  }

  await two.getByRole('button', { name: 'Show all hands' }).click()
  for (const page of [one, two]) {
    await expect(page.getByText('From 3 to 8 points')).toBeVisible({ timeout: 1_000 })
    await expect(page.getByText('Security analyst and Security engineer begin to talk')).toBeVisible()
  }
  await expectAccessible(two)

  await one.getByRole('button', { name: 'Vote again' }).click()
  await expect(two.getByText('Nobody has played yet.')).toBeVisible({ timeout: 1_000 })
  // The same by keys.
  await one.keyboard.press('5')
  await expect(two.getByText('One hand is played, face down.')).toBeVisible()
  await two.keyboard.press('5')
  await expect(one.getByText('2 hands are played, face down.')).toBeVisible()
  await one.keyboard.press('r')
  await expect(two.getByText('Agreed: 5 points')).toBeVisible({ timeout: 1_000 })
  await two.getByRole('button', { name: 'Settle on 5 points' }).click()
  await expect(one.getByRole('region', { name: 'Settled here' })).toContainText(key, { timeout: 1_000 })
  expect(await findItem(await askerOf('lead'), key)).toMatchObject({ estimate: 5, iteration: number })
})

test('what is too big for a card is split at the table', async ({ as }) => {
  const title = fresh('Replace every lock')
  const { path, keys } = await table([title])
  const key = keys[0]!
  const page = await as('engineer')
  await visit(page, path)
  await page.getByRole('button', { name: `Estimate ${key}` }).click()
  await playHand(page, '13 points or more')
  await page.getByRole('button', { name: 'Show all hands' }).click()
  await expect(page.getByText('those are several pieces of work')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Settle on/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Split…' }).click()
  const dialog = page.getByRole('dialog', { name: `Split ${key}` })
  await dialog.getByLabel('Title of part 1').fill(`${title}, the second half`)
  await dialog.getByRole('button', { name: 'Split into 2 items' }).click()
  await expect(page.getByText('Nothing is on the table')).toBeVisible()
  await expect(page.getByRole('region', { name: 'In this iteration' })).toContainText('the second half')
})

test('an item that one of the two may not see is for them no round at all', async ({ as }) => {
  const engineer = await askerOf('engineer')
  const { number, path } = await table([])
  const { key } = await createItem(engineer, {
    title: fresh('A hole nobody knows'),
    origin: 'bug',
    audience: 'restricted',
    iteration: number,
  })
  const one = await as('engineer')
  const two = await as('analyst')
  const toTwo = await overhear(two)
  await visit(two, path)
  await visit(one, path)
  await one.getByRole('button', { name: `Estimate ${key}` }).click()
  await playHand(one, '5 points')
  await expect(one.getByText('One hand is played, face down.')).toBeVisible()
  await two.reload()
  await expect(two.getByText('Nothing is on the table')).toBeVisible()
  expect(await toTwo()).not.toContain(key)
})

test('the table is the team’s, and fits a phone', async ({ as }) => {
  const { path, keys } = await table([fresh('A small thing')])
  const sales = await as('sales')
  for (const each of [path, `${path}/table`]) expect((await sales.goto(each))!.status(), each).toBe(404)
  const page = await as('lead', { width: 390, dark: true })
  await visit(page, path)
  await page.getByRole('button', { name: `Estimate ${keys[0]}` }).click()
  await playHand(page, 'cannot tell')
  await expect(page.getByText('One hand is played, face down.')).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await expectAccessible(page)
})
