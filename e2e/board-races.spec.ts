// Two people, one card: what was put there first is never lost unseen, and neither is what the second one wanted.
import type { Page } from '@playwright/test'
import { archiveItem, createItem, editItem, itemForApi, updateItem } from '../lib/items'
import { card, cards, column, drag, link } from './board-hands'
import { askerOf, expect, expectAccessible, test, visit } from './cast'

const item = async (key: string) => (await itemForApi(await askerOf('lead'), key))!

/** A board that does not hear what others do, as on a bad line: what it shows is what was there when it was opened. */
async function visitDeaf(page: Page, path: string) {
  await page.route('**/api/events*', (route) => route.abort())
  await visit(page, path)
}

test('a choice on a card that somebody else has just made otherwise shows both, and either may stay', async ({
  as,
}) => {
  const { word, keys } = await cards(1)
  const [a] = keys as [string]
  const lead = await askerOf('lead')
  const page = await as('analyst')
  await visitDeaf(page, `/board?text=${encodeURIComponent(word)}`)
  const dialog = page.getByRole('dialog')
  const pick = async (letters: string) => {
    await link(page, a).focus()
    await page.keyboard.press('p')
    await dialog.getByPlaceholder('Find').fill(letters)
    await expect(dialog.getByRole('option', { selected: true })).toContainText(new RegExp(letters, 'i'))
    // What the answer says was read after the change: whoever changes it sooner is seen in it, and nobody loses a race.
    const answered = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.keyboard.press('Enter')
    await answered
  }
  await updateItem(lead, { key: a, priority: 'low', title: `${word} theirs` })
  await pick('urg')
  await expect(dialog.getByText(`${a} was changed meanwhile`)).toBeVisible()
  await expect(dialog.getByRole('alert')).toContainText(/Security lead changed priority.*Low.*Urgent/s)
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save mine' }).click()
  await expect(dialog).toHaveCount(0)
  await expect.poll(() => item(a)).toMatchObject({ priority: 'urgent', title: `${word} theirs` })
  await expect(card(page, a).getByText('Priority: Urgent')).toBeAttached()

  // Others changed something else: nobody is asked.
  await updateItem(lead, { key: a, due: '2027-03-31' })
  await pick('high')
  await expect.poll(() => item(a)).toMatchObject({ priority: 'high', due: '2027-03-31' })

  await updateItem(lead, { key: a, priority: 'medium' })
  await pick('urg')
  await dialog.getByRole('button', { name: 'Keep theirs' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(card(page, a).getByText('Priority: Medium')).toBeAttached()
  expect((await item(a)).priority).toBe('medium')
})

test('two who put one card into two lanes: the second is shown the first, and column and lane stay together', async ({
  as,
}) => {
  const { word, keys } = await cards(1)
  const [a] = keys as [string]
  const page = await as('engineer')
  await visitDeaf(page, `/board?text=${encodeURIComponent(word)}&lanes=priority`)
  const lane = (name: string) => page.getByRole('region', { name: new RegExp(`Priority: ${name}`) })
  await updateItem(await askerOf('analyst'), { key: a, priority: 'high' })
  await drag(page, card(page, a), lane('Urgent').locator('ol[data-column="in-review"]'))
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('alert')).toContainText(/Security analyst changed priority.*High.*Urgent/s)
  expect(await item(a)).toMatchObject({ priority: 'high', status: 'ready' })
  await dialog.getByRole('button', { name: 'Save mine' }).click()
  await expect(lane('Urgent').locator(`[data-column="in-review"] [data-card="${a}"]`)).toBeVisible()
  await expect.poll(() => item(a)).toMatchObject({ priority: 'urgent', status: 'in-review' })
})

test('a card dragged under an epic that is not there any more stays where it was, column and all', async ({
  as,
}) => {
  const { word, keys } = await cards(1)
  const [a] = keys as [string]
  const lead = await askerOf('lead')
  const made = (title: string, parent?: string) =>
    createItem(lead, {
      title: `${word} ${title}`,
      origin: 'small',
      status: 'ready',
      ...(parent ? { parent } : { type: 'epic' }),
    })
  const epic = await made('epic')
  await made('part', epic.key)
  const page = await as('engineer')
  await visitDeaf(page, `/board?text=${encodeURIComponent(word)}&lanes=epic`)
  await archiveItem(lead, { key: epic.key })
  const before = await item(a)
  await drag(
    page,
    card(page, a),
    page.getByRole('region', { name: `${word} epic` }).locator('ol[data-column="in-progress"]'),
  )
  await expect(page.getByText('There is no such item to be a part of.')).toBeVisible()
  await expect(column(page, 'in-progress').locator(`[data-card="${a}"]`)).toHaveCount(0)
  await expect(column(page, 'ready').locator(`[data-card="${a}"]`)).toBeVisible()
  expect(await item(a)).toEqual(before)
})

test('two people who add a label each have both added it, on the board and on the item’s page', async ({
  as,
}) => {
  const { word, keys } = await cards(1, 'ready', () => ({ labels: ['first'] }))
  const [a] = keys as [string]
  const lead = await askerOf('lead')
  const { version } = await item(a)
  const page = await as('analyst')
  await visitDeaf(page, `/board?text=${encodeURIComponent(word)}`)
  await editItem(lead, { key: a, version, addLabels: [`${word} theirs`] })
  await link(page, a).focus()
  await page.keyboard.press('l')
  const dialog = page.getByRole('dialog')
  await dialog.getByPlaceholder('Find one').fill(`${word} mine`)
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await item(a)).labels).toEqual(['first', `${word} theirs`, `${word} mine`])
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  await visitDeaf(page, `/items/${a}`)
  await editItem(lead, { key: a, version, addLabels: ['fourth'], removeLabels: ['first'] })
  await page.getByLabel('Labels', { exact: true }).fill('fifth')
  await page.getByLabel('Labels', { exact: true }).press('Enter')
  await expect(page.getByRole('button', { name: 'Take the label fourth away' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Take the label fifth away' })).toBeVisible()
  await page.getByRole('button', { name: 'Take the label fourth away' }).click()
  await expect.poll(async () => (await item(a)).labels).toEqual([`${word} theirs`, `${word} mine`, 'fifth'])
})

test('the window of a card keeps what was typed when somebody was quicker, and saves place and fields together', async ({
  as,
}) => {
  const { word, keys } = await cards(1)
  const [a] = keys as [string]
  const page = await as('analyst')
  await visitDeaf(page, `/board?text=${encodeURIComponent(word)}`)
  await link(page, a).focus()
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Title').fill(`${word} mine`)
  await dialog.getByLabel('Status').selectOption('in-review')
  await updateItem(await askerOf('lead'), { key: a, title: `${word} theirs` })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('Security lead changed title while you were at it')).toBeVisible()
  await expect(dialog.getByText(`the title is now “${word} theirs”`)).toBeVisible()
  await expect(dialog.getByLabel('Title')).toHaveValue(`${word} mine`)
  const { version } = await item(a)
  expect(await item(a)).toMatchObject({ title: `${word} theirs`, status: 'ready' })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(column(page, 'in-review').locator(`[data-card="${a}"]`)).toBeVisible()
  expect(await item(a)).toMatchObject({ title: `${word} mine`, status: 'in-review', version: version + 1 })
})

test('two reasons why a card is blocked: the second is not written over the first unseen', async ({ as }) => {
  const { word, keys } = await cards(1)
  const [a] = keys as [string]
  const page = await as('engineer')
  await visitDeaf(page, `/board?text=${encodeURIComponent(word)}`)
  await card(page, a).hover()
  await page.getByRole('button', { name: `Move or change ${a}` }).click()
  await page.getByRole('menuitem', { name: 'Mark as blocked' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What does it wait for?').fill('Sales must answer')
  await updateItem(await askerOf('lead'), { key: a, blocked: 'The vendor is silent' })
  await dialog.getByRole('button', { name: 'Mark as blocked' }).click()
  await expect(dialog.getByText('it is blocked: “The vendor is silent”')).toBeVisible()
  await expect(dialog.getByLabel('What does it wait for?')).toHaveValue('Sales must answer')
  expect((await item(a)).blocked).toBe('The vendor is silent')
  await dialog.getByRole('button', { name: 'Mark as blocked' }).click()
  await expect(dialog).toHaveCount(0)
  await expect.poll(async () => (await item(a)).blocked).toBe('Sales must answer')
})
