// The backlog: one order of everything that is open, moved one or many, by hand, by keys and by a menu; and what is too
// big is split, and what belongs together goes under one epic.
import type { Locator, Page } from '@playwright/test'
import { createItem, findItem, moveItems, readBacklog, updateItem } from '../lib/items'
import { createIteration } from '../lib/iterations'
import { asViewer } from '../lib/kernel/db'
import { askerOf, expect, expectAccessible, fresh, test, visit } from './cast'

type Fields = Partial<Parameters<typeof createItem>[1]>

/** Items of one journey, found by the word that only they have; in the order given they stand at the backlog's end. */
async function items(count: number, fields: Fields = {}): Promise<{ word: string; keys: string[] }> {
  const word = fresh('Harbour')
  const engineer = await askerOf('engineer')
  const keys: string[] = []
  for (let n = 1; n <= count; n++)
    keys.push((await createItem(engineer, { title: `${word} ${n}`, origin: 'small', ...fields })).key)
  return { word, keys }
}

/** An iteration of one journey, planned far behind all others. */
async function iteration(fields: Partial<Parameters<typeof createIteration>[1]> = {}): Promise<number> {
  const made = await createIteration(await askerOf('lead'), {
    startsOn: '2031-01-06',
    endsOn: '2031-01-17',
    ...fields,
  })
  return made.number
}

const section = (page: Page, number: number) => page.locator(`section[data-section="${number}"]`)
const row = (page: Page, key: string) => page.locator(`li[data-row="${key}"]`)
const link = (page: Page, key: string) => page.locator(`a[data-row-link="${key}"]`)

/** What the server would draw now, of the rows that the journey made. */
async function stored(number: number | null, keys: readonly string[]): Promise<string[]> {
  const { sections } = await readBacklog(await askerOf('lead'), { filter: {} })
  const own = sections.find(({ iteration: each }) => (each?.number ?? null) === number)
  return own?.rows.map(({ key }) => key).filter((key) => keys.includes(key)) ?? []
}

/** On the screen and in the database, in this order. */
async function settled(page: Page, number: number | null, keys: readonly string[], wanted: string[]) {
  await expect
    .poll(() =>
      section(page, number ?? 0)
        .locator('li[data-row]')
        .evaluateAll(
          (all, ours) =>
            all.map((each) => (each as HTMLElement).dataset.row!).filter((key) => ours.includes(key)),
          keys as string[],
        ),
    )
    .toEqual(wanted)
  await expect.poll(() => stored(number, keys)).toEqual(wanted)
}

/** Drags as a hand does: a press, a few moves, and a look that it is over its place before it is let go. */
async function drag(page: Page, from: Locator, to: Locator, { y = 0.5 } = {}) {
  await from.scrollIntoViewIfNeeded()
  await from.hover()
  await page.mouse.down()
  const start = (await from.boundingBox())!
  await page.mouse.move(start.x + start.width / 2 + 8, start.y + start.height / 2 + 4, { steps: 3 })
  const end = (await to.boundingBox())!
  await page.mouse.move(end.x + end.width / 2, end.y + end.height * y, { steps: 6 })
  await page.mouse.move(end.x + end.width / 2 + 1, end.y + end.height * y, { steps: 2 })
  await page.mouse.up()
}

test('rows are selected, and many go into an iteration together by hand', async ({ as }) => {
  const number = await iteration({ capacity: 20, slack: 0 })
  const { word, keys } = await items(4, { estimate: 3 })
  const [a, b, c, d] = keys as [string, string, string, string]
  const page = await as('engineer')
  await visit(page, `/backlog?text=${encodeURIComponent(word)}`)
  await row(page, a).getByRole('checkbox').check()
  await row(page, c).getByRole('checkbox').check()
  await expect(page.getByRole('region', { name: 'Selected items' })).toContainText('2 selected · 6 points')
  await drag(page, row(page, c), section(page, number).getByRole('heading'))
  await settled(page, number, keys, [a, c])
  await settled(page, null, keys, [b, d])
  await expect(section(page, number)).toContainText('6 of 20 points')
  await expect(section(page, number)).toContainText('14 left')
  // One more, between the two.
  await page.getByRole('button', { name: 'Clear the selection' }).click()
  await drag(page, row(page, d), row(page, a), { y: 0.85 })
  await settled(page, number, keys, [a, d, c])
  await page.reload()
  await settled(page, number, keys, [a, d, c])
})

test('a query narrows the rows, and follows what others do', async ({ as }) => {
  const { word, keys } = await items(2)
  const page = await as('engineer')
  await visit(page, `/backlog?q=${encodeURIComponent(`title ~ "${word}" AND priority = high`)}`)
  await expect(page.getByText('Nothing here fits the filter.').first()).toBeVisible()
  await updateItem(await askerOf('lead'), { key: keys[1]!, priority: 'high' })
  await expect(row(page, keys[1]!)).toBeVisible()
  await expect(row(page, keys[0]!)).toHaveCount(0)
  await visit(page, `/backlog?q=${encodeURIComponent('colour = red')}`)
  await expect(page.getByText(/^At character 1:/)).toBeVisible()
})

test('the same is done by keys: x, shift with arrows, space to lift, and one key for the top', async ({
  as,
}) => {
  const { word, keys } = await items(5)
  const [a, b, c, d, e] = keys as [string, string, string, string, string]
  const page = await as('engineer')
  await visit(page, `/backlog?text=${encodeURIComponent(word)}`)
  await link(page, c).focus()
  await page.keyboard.press('x')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByRole('region', { name: 'Selected items' })).toContainText('2 selected')
  await page.keyboard.press(' ')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press(' ')
  await settled(page, null, keys, [c, d, a, b, e])
  await expect(link(page, c)).toBeFocused()
  await page.keyboard.press('b')
  await settled(page, null, keys, [a, b, e, c, d])
  await page.keyboard.press(' ')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Escape')
  await settled(page, null, keys, [a, b, e, c, d])
  await page.keyboard.press('t')
  await settled(page, null, keys, [c, d, a, b, e])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Selected items' })).toHaveCount(0)
})

test('many that were moved are put back by one undo, by its button or by its key, and never over somebody else', async ({
  as,
}) => {
  const { word, keys } = await items(3)
  const [a, b, c] = keys as [string, string, string]
  const page = await as('engineer')
  await visit(page, `/backlog?text=${encodeURIComponent(word)}`)
  await link(page, b).focus()
  await page.keyboard.press('x')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByRole('region', { name: 'Selected items' })).toContainText('2 selected')
  await page.keyboard.press('t')
  await settled(page, null, keys, [b, c, a])
  await expect(page.getByText('2 items moved', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('2 items put back as they were')).toBeVisible()
  await settled(page, null, keys, [a, b, c])
  await link(page, b).focus()
  await page.keyboard.press('t')
  await settled(page, null, keys, [b, c, a])
  await expect(page.getByText('2 items moved', { exact: true })).toBeVisible()
  await moveItems(await askerOf('analyst'), { keys: [b], after: null })
  await settled(page, null, keys, [c, a, b])
  await page.keyboard.press('ControlOrMeta+z')
  const dialog = page.getByRole('dialog', { name: 'One item was left as it is' })
  await expect(dialog).toContainText(b)
  await expect(dialog).toContainText('Order was changed by Security analyst')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Good' }).click()
  await settled(page, null, [a, c], [a, c])
})

test('the palette does with the selected rows what the bar does', async ({ as }) => {
  const number = await iteration()
  const { word, keys } = await items(3)
  const [a, b, c] = keys as [string, string, string]
  const page = await as('engineer')
  await visit(page, `/backlog?text=${encodeURIComponent(word)}`)
  await link(page, b).focus()
  await page.keyboard.press('x')
  await page.keyboard.press('Shift+ArrowDown')
  const bar = page.getByRole('region', { name: 'Selected items' })
  await expect(bar).toContainText('2 selected')
  const palette = page.getByRole('dialog', { name: 'Search and do' })
  const say = async (text: string) => {
    await page.keyboard.press('Control+k')
    await expect(palette).toContainText(/selected|SEC-/)
    await palette.getByRole('combobox').fill(text)
  }
  await say('to the top')
  await expect(palette).toContainText('2 items selected')
  await palette.getByRole('option', { name: 'To the top of the backlog' }).click()
  await settled(page, null, keys, [b, c, a])
  await say('move to')
  await page.keyboard.press('Enter')
  await palette.getByRole('combobox').fill(`iteration ${number}`)
  await palette.getByRole('option', { name: `Iteration ${number}`, exact: true }).click()
  await settled(page, number, keys, [b, c])
  await expect(page.getByText(`2 items moved to iteration ${number}`, { exact: true })).toBeVisible()
  await say('split')
  await expect(palette.getByRole('option', { name: 'Split…' })).toHaveCount(0)
  await palette.getByRole('combobox').fill('group under')
  await palette.getByRole('option', { name: 'Group under an epic…' }).click()
  const group = page.getByRole('dialog', { name: 'Make 2 items part of an epic' })
  await group.getByRole('button', { name: 'Cancel' }).click()
  await expect(group).toHaveCount(0)
  await say('clear')
  await palette.getByRole('option', { name: 'Clear the selection' }).click()
  await expect(bar).toHaveCount(0)
  // With nothing selected it speaks of the row at which the keys are.
  await link(page, a).focus()
  await say('split')
  await palette.getByRole('option', { name: 'Split…' }).click()
  await expect(page.getByRole('dialog', { name: `Split ${a}` })).toBeVisible()
})

test('and by a menu, which is all that a phone needs', async ({ as }) => {
  const number = await iteration()
  const { word, keys } = await items(3)
  const [a, b, c] = keys as [string, string, string]
  const page = await as('engineer', { width: 390 })
  await visit(page, `/backlog?text=${encodeURIComponent(word)}`)
  await row(page, c)
    .getByRole('button', { name: `Move ${c} to` })
    .click()
  await page.getByRole('menuitem', { name: 'Top of the backlog' }).click()
  await settled(page, null, keys, [c, a, b])
  await row(page, a)
    .getByRole('button', { name: `Move ${a} to` })
    .click()
  await page.getByRole('menuitem', { name: `Iteration ${number}` }).click()
  await settled(page, number, keys, [a])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await expectAccessible(page)
})

test('a line is drawn where the points pass the capacity, and rows go above it', async ({ as }) => {
  const number = await iteration({ capacity: 10, slack: 20 })
  const { keys } = await items(3, { estimate: 3, iteration: number })
  const [a, b, c] = keys as [string, string, string]
  const page = await as('engineer')
  await visit(page, '/backlog')
  const line = section(page, number).locator('li[data-capacity-line]')
  await expect(line).toContainText('Capacity: 10 points, 20 % kept free')
  await expect(section(page, number)).toContainText('1 too many')
  const order = () =>
    section(page, number)
      .locator('li')
      .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.row ?? 'line'))
  await expect.poll(order).toEqual([a, b, 'line', c])
  await link(page, c).focus()
  await page.keyboard.press('f')
  await settled(page, number, keys, [a, c, b])
  await expect.poll(order).toEqual([a, c, 'line', b])
})

test('what others move appears by itself, and an estimate of theirs moves the line', async ({ as }) => {
  const number = await iteration({ capacity: 10, slack: 0 })
  const { keys } = await items(2, { estimate: 3, iteration: number })
  const [a, b] = keys as [string, string]
  const page = await as('analyst')
  await visit(page, '/backlog')
  await expect(section(page, number)).toContainText('6 of 10 points')
  await updateItem(await askerOf('engineer'), { key: a, estimate: 8 })
  await expect(section(page, number)).toContainText('1 too many')
  await expect(section(page, number).locator('li[data-capacity-line]')).toBeVisible()
  await updateItem(await askerOf('engineer'), { key: b, status: 'done' })
  await expect(row(page, b)).toHaveCount(0)
  await expect(section(page, number)).toContainText('11 of 10 points, 3 done')
})

test('one that is too big is split, and its parts say where they came from', async ({ as }) => {
  const { word, keys } = await items(1, { estimate: 8, labels: ['keys'] })
  const [key] = keys as [string]
  const page = await as('engineer')
  await visit(page, `/backlog?text=${encodeURIComponent(word)}`)
  await row(page, key).getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Split…' }).click()
  const dialog = page.getByRole('dialog', { name: `Split ${key}` })
  await expectAccessible(page)
  await dialog.getByLabel(`Points of ${key}`).selectOption('3')
  await dialog.getByLabel('Title of part 1').fill(`${word}, the second half`)
  await dialog.getByLabel('Points of part 1').selectOption('5')
  await dialog.getByRole('button', { name: 'One more part' }).click()
  await dialog.getByLabel('Title of part 2').fill(`${word}, what is written down`)
  await dialog.getByRole('button', { name: 'Split into 3 items' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.locator('li[data-row]')).toHaveCount(3)
  const part = page.getByRole('link', { name: `${word}, the second half` })
  await part.click()
  await expect(page).toHaveURL(/\/items\/SEC-\d+$/)
  await expect(page.getByText('split from').first()).toBeVisible()
  const sheet = (await findItem(await askerOf('lead'), page.url().split('/').at(-1)!))!
  expect(sheet).toMatchObject({ estimate: 5, labels: ['keys'], relations: [{ key, kind: 'split from' }] })
})

test('what belongs together goes under a new epic', async ({ as }) => {
  const { word, keys } = await items(2)
  const page = await as('engineer')
  await visit(page, `/backlog?text=${encodeURIComponent(word)}`)
  for (const key of keys) await row(page, key).getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Group under an epic…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Make 2 items part of an epic' })
  await dialog.getByText('A new one').click()
  await dialog.getByLabel('Title of the new epic').fill(`${word} as a whole`)
  await dialog.getByRole('button', { name: 'Group' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('link', { name: `${word} as a whole` })).toBeVisible()
  const epic = (await findItem(await askerOf('lead'), keys[0]!))!.parent!
  expect(epic).toMatchObject({ title: `${word} as a whole`, type: 'epic' })
  await expect(page.getByText('2 items grouped under an epic')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('link', { name: `${word} as a whole` })).toHaveCount(0)
  expect((await findItem(await askerOf('lead'), keys[0]!))!.parent).toBeNull()
})

test('five hundred rows more are drawn as far as they are seen, and every one is reached', async ({ as }) => {
  const word = fresh('Shingle')
  const lead = await askerOf('lead')
  // Written down at once: the commands would take a minute, and what is tried is the page.
  await asViewer(lead, async (tx) => {
    const last = await tx.item.findFirst({ orderBy: { rank: 'desc' }, select: { rank: true } })
    await tx.item.createMany({
      data: Array.from({ length: 500 }, (_, n) => ({
        key: `SEC-${700_000 + n}`,
        title: `${word} ${n + 1}`,
        origin: 'small',
        rank: `${last!.rank}V${String(n).padStart(4, '0')}V`,
        labels: [],
      })),
    })
  })
  const page = await as('analyst')
  await visit(page, `/backlog?text=${encodeURIComponent(word)}`)
  await expect(section(page, 0)).toContainText('500 items')
  expect(await page.locator('li[data-row]').count()).toBeLessThan(120)
  const scroller = page.locator('[data-fill] > div').last()
  await expect
    .poll(async () => {
      await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight))
      return page.locator('li[data-row="SEC-700499"]').count()
    })
    .toBe(1)
  expect(await page.locator('li[data-row]').count()).toBeLessThan(120)
  await link(page, 'SEC-700499').focus()
  await page.keyboard.press('t')
  await expect(row(page, 'SEC-700499')).toHaveAttribute('aria-posinset', '1')
  await expect(link(page, 'SEC-700499')).toBeFocused()
  await asViewer(lead, (tx) =>
    tx.item.updateMany({ where: { title: { startsWith: word } }, data: { archivedAt: new Date() } }),
  )
})

test('the backlog is the team’s, and pleasant in both themes', async ({ as }) => {
  for (const who of ['sales', 'developer'] as const) {
    const page = await as(who)
    expect((await page.goto('/backlog'))!.status()).toBe(404)
    expect((await page.request.get('/backlog/rows')).status()).toBe(404)
  }
  for (const dark of [false, true]) {
    const page = await as('lead', { dark })
    await visit(page, '/backlog')
    await expect(page.getByRole('heading', { name: /^Iteration \d+$/ }).first()).toBeVisible()
    await expectAccessible(page)
  }
})
