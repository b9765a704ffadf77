// An item's page: every fact by mouse and by key, alone and with others at it.
import type { Locator, Page } from '@playwright/test'
import {
  commentOnItem,
  createItem,
  findItem,
  itemForApi,
  relateItems,
  updateItem,
  type CreateItem,
} from '../lib/items'
import { askerOf, expect, expectAccessible, fresh, test, visit, type CastName } from './cast'

async function make(more: Partial<CreateItem> = {}, who: CastName = 'analyst') {
  return createItem(await askerOf(who), {
    title: fresh('Rotate the signing key'),
    origin: 'small',
    audience: 'internal',
    ...more,
  })
}

const facts = (page: Page) => page.getByRole('region', { name: 'Facts of this item' })
const checklist = (page: Page) => page.getByRole('region', { name: 'Checklist' })
const talk = (page: Page) => page.getByRole('region', { name: 'Comments' })
const saved = async (key: string) => (await itemForApi(await askerOf('lead'), key))!

/** A press of a key on the page itself, not in a field. */
async function press(page: Page, key: string) {
  await page.locator('body').press(key)
}

test('each fact is changed where it stands, and an undo is at hand', async ({ as }) => {
  const { key } = await make()
  const other = await make({ title: fresh('The whole of it') })
  const page = await as('engineer')
  await visit(page, `/items/${key}`)
  const choose = async (label: string, choice: string) => {
    await facts(page).getByLabel(label, { exact: true }).selectOption(choice)
    await expect(
      page
        .getByRole('status')
        .filter({ hasText: `${label} changed` })
        .first(),
    ).toBeVisible()
  }
  await choose('Status', 'In progress')
  await choose('Assignee', 'Security analyst')
  await choose('Priority', 'High')
  await choose('Points', '5')
  await choose('Type', 'Bug')
  await facts(page).getByLabel('Due').fill('2027-03-31')
  await facts(page).getByLabel('Due').press('Enter')
  await facts(page).getByLabel('Blocked').fill('The vendor is silent.')
  await facts(page).getByLabel('Blocked').press('Enter')
  await expect(page.getByText(/^Blocked since/)).toBeVisible()
  const parent = facts(page).getByRole('combobox', { name: 'Part of' })
  await parent.fill(other.key)
  await page.getByRole('option', { name: new RegExp(other.key) }).click()
  await expect(facts(page).getByRole('link', { name: new RegExp(other.key) })).toBeVisible()
  await facts(page).getByLabel('Labels').fill('keys')
  await facts(page).getByLabel('Labels').press('Enter')
  await expect(facts(page).getByRole('button', { name: 'Take the label keys away' })).toBeVisible()
  await expect
    .poll(() => saved(key))
    .toMatchObject({
      status: 'in-progress',
      assignee: { name: 'Security analyst' },
      priority: 'high',
      estimate: 5,
      type: 'bug',
      due: '2027-03-31',
      blocked: 'The vendor is silent.',
      parent: other.key,
      labels: ['keys'],
    })
  await choose('Priority', 'Low')
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await expect(facts(page).getByLabel('Priority')).toHaveValue('high')
})

test('a vulnerability has its own facts, and stages in place of states', async ({ as }) => {
  const { key } = await make({ type: 'vulnerability', origin: 'bug' })
  const page = await as('engineer')
  await visit(page, `/items/${key}`)
  await facts(page).getByLabel('Severity').selectOption('Medium')
  await facts(page).getByLabel('Source', { exact: true }).selectOption('Scan')
  await facts(page).getByLabel('Source link').fill('https://scanner.example/finding/1')
  await facts(page).getByLabel('Source link').press('Enter')
  await facts(page).getByLabel('Owner team').fill('Platform')
  await facts(page).getByLabel('Owner team').press('Enter')
  await facts(page).getByLabel('Status').selectOption('Validating')
  await expect
    .poll(() => saved(key))
    .toMatchObject({
      severity: 'medium',
      source: 'scan',
      sourceLink: 'https://scanner.example/finding/1',
      ownerTeam: 'Platform',
      status: 'in-review',
      stage: 'validating',
    })
  await facts(page).getByLabel('Source link').fill('no address')
  await facts(page).getByLabel('Source link').press('Enter')
  await expect(facts(page).getByRole('alert')).toContainText('https://')
  await expect(facts(page).getByLabel('Source link')).toHaveValue('no address')
})

test('all of it is done by keys alone', async ({ as }) => {
  const { key } = await make()
  const page = await as('engineer')
  await visit(page, `/items/${key}`)
  await press(page, 'i')
  await expect(facts(page).getByLabel('Assignee')).toHaveValue(/.+/)
  await expect.poll(async () => (await saved(key)).assignee?.name).toBe('Security engineer')
  for (const [pressed, label] of [
    ['s', 'Status'],
    ['a', 'Assignee'],
    ['p', 'Priority'],
    ['d', 'Due'],
    ['l', 'Labels'],
    ['b', 'Blocked'],
  ] as const) {
    await press(page, pressed)
    await expect(facts(page).getByLabel(label, { exact: true })).toBeFocused()
    await page.keyboard.press('Escape')
    await facts(page).getByLabel(label, { exact: true }).blur()
  }
  await press(page, 'e')
  const title = page.getByRole('textbox', { name: 'Title' })
  await expect(title).toBeFocused()
  await title.fill('Rotate both keys')
  await title.press('Enter')
  await expect(page.getByRole('heading', { name: 'Rotate both keys' })).toBeVisible()
  await press(page, 'Shift+E')
  const words = page.getByRole('textbox', { name: 'Description' })
  await words.fill('Because **one** leaked.')
  await words.press('Control+Enter')
  await expect(page.locator('.prose strong', { hasText: 'one' })).toBeVisible()
  await press(page, 'w')
  await expect(page.getByRole('button', { name: 'Watch', exact: true })).toBeVisible()
  await press(page, 'm')
  await expect(page.getByLabel('Say something')).toBeFocused()
  await page.getByLabel('Say something').blur()
  await press(page, '?')
  const sheet = page.getByRole('dialog', { name: 'Keys of this page' })
  for (const line of ['Assign to me', 'Set priority', 'Edit the title', 'Add a label', 'Write a comment'])
    await expect(sheet.getByText(line, { exact: true })).toBeVisible()
})

test('without a script a field is a form with a button', async ({ as }) => {
  const { key } = await make()
  const page = await as('engineer', { scripts: false })
  await page.goto(`/items/${key}`)
  const row = (label: string) =>
    facts(page)
      .locator('form')
      .filter({ has: page.getByLabel(label, { exact: true }) })
  await facts(page).getByLabel('Priority').selectOption('High')
  await row('Priority').getByRole('button', { name: 'Save' }).click()
  await expect.poll(async () => (await saved(key)).priority).toBe('high')
  await page.goto(`/items/${key}?edit=title`)
  await page.getByRole('textbox', { name: 'Title' }).fill('Without a script')
  await page.getByRole('button', { name: 'Save the title' }).click()
  await expect.poll(async () => (await saved(key)).title).toBe('Without a script')
})

test('points are added, ticked by two people at once, reworded, moved and taken away', async ({ as }) => {
  const { key } = await make()
  const one = await as('engineer')
  const two = await as('analyst')
  await visit(one, `/items/${key}`)
  await press(one, 'k')
  for (const text of ['Ask the vendor', 'Install it', 'Revoke the old one']) {
    await one.keyboard.type(text)
    await one.keyboard.press('Enter')
    await expect(checklist(one).getByRole('checkbox', { name: text })).toBeVisible()
    await expect(checklist(one).getByRole('textbox', { name: 'Add a point' })).toHaveValue('')
  }
  await visit(two, `/items/${key}`)
  await Promise.all([
    checklist(one).getByRole('checkbox', { name: 'Ask the vendor' }).click(),
    checklist(two).getByRole('checkbox', { name: 'Install it' }).click(),
  ])
  for (const page of [one, two]) await expect(checklist(page)).toContainText('2 of 3')
  await expect(checklist(two)).toContainText('Security engineer')
  // By keys: the point takes its focus along.
  await checklist(one).getByRole('checkbox', { name: 'Revoke the old one' }).press('Alt+ArrowUp')
  const order = () =>
    checklist(one)
      .getByRole('checkbox')
      .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))
  await expect.poll(order).toEqual(['Ask the vendor', 'Revoke the old one', 'Install it'])
  await expect(checklist(one).getByRole('checkbox', { name: 'Revoke the old one' })).toBeFocused()
  await checklist(one)
    .getByRole('button', { name: /^Install it\s*: say it otherwise/ })
    .click()
  await one.keyboard.press('End')
  await one.keyboard.type(' in both places')
  await one.keyboard.press('Enter')
  await expect(checklist(one).getByRole('checkbox', { name: 'Install it in both places' })).toBeVisible()
  await checklist(one).getByRole('button', { name: 'Take away: Ask the vendor' }).click()
  await expect.poll(order).toEqual(['Revoke the old one', 'Install it in both places'])
  await one.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect.poll(order).toEqual(['Ask the vendor', 'Revoke the old one', 'Install it in both places'])
})

test('two browsers, one item: other fields go by, the same field is shown twice and one is chosen', async ({
  as,
}) => {
  const { key } = await make()
  const one = await as('engineer')
  const two = await as('analyst')
  await visit(one, `/items/${key}`)
  await visit(two, `/items/${key}`)
  // The second one is in the middle of typing when the first one saves two fields.
  const blocked = facts(two).getByLabel('Blocked')
  await blocked.fill('Waits for the audit')
  await facts(one).getByLabel('Priority').selectOption('High')
  await facts(one).getByLabel('Blocked').fill('The vendor is silent')
  await facts(one).getByLabel('Blocked').press('Enter')
  // It is seen without taking focus or words away.
  await expect(facts(two).getByLabel('Priority')).toHaveValue('high', { timeout: 5_000 })
  await expect(blocked).toBeFocused()
  await expect(blocked).toHaveValue('Waits for the audit')
  await expect(two.getByText(/^Blocked since/)).toBeVisible()
  await blocked.press('Enter')
  const panel = facts(two).getByRole('alert')
  await expect(panel).toContainText('Security engineer changed blocked')
  await expect(panel).toContainText('The vendor is silent')
  await expect(blocked).toHaveValue('Waits for the audit')
  await panel.getByRole('button', { name: 'Save mine' }).click()
  await expect(panel).toBeHidden()
  await expect(facts(one).getByLabel('Blocked')).toHaveValue('Waits for the audit')
  await expect.poll(() => saved(key)).toMatchObject({ priority: 'high', blocked: 'Waits for the audit' })

  // The same for a long text; this time theirs stays.
  await two.getByRole('button', { name: 'Write the description' }).click()
  await two.getByRole('textbox', { name: 'Description' }).fill('Mine')
  await updateItem(await askerOf('lead'), { key, description: 'Theirs, in full' })
  await expect(two.getByRole('textbox', { name: 'Description' })).toHaveValue('Mine')
  await two.getByRole('button', { name: 'Save the description' }).click()
  const clash = two.getByRole('region', { name: 'What and why' }).getByRole('alert')
  await expect(clash).toContainText('Security lead changed description')
  await expect(clash).toContainText('Theirs, in full')
  await clash.getByRole('button', { name: 'Keep theirs' }).click()
  await expect(two.locator('.prose', { hasText: 'Theirs, in full' })).toBeVisible()
})

test('history puts the last change of a field back, and refuses in words what was changed again', async ({
  as,
}) => {
  const { key } = await make()
  const lead = await askerOf('lead')
  await updateItem(lead, { key, priority: 'low', labels: ['keys'] })
  const page = await as('engineer')
  await visit(page, `/items/${key}`)
  const history = page.getByRole('region', { name: 'History' })
  await history.getByText('History').click()
  await expect(history).toContainText('Security lead changed priority from “None” to “Low”')
  await history.getByRole('button', { name: 'Undo the change of labels' }).click()
  await expect(page.getByText('Labels is as it was before')).toBeVisible()
  await expect.poll(async () => (await saved(key)).labels).toEqual([])
  // Somebody is quicker than the page.
  await page.route('**/api/events**', (route) => route.abort())
  await page.reload()
  await history.getByText('History').click()
  await updateItem(lead, { key, priority: 'urgent' })
  await history.getByRole('button', { name: 'Undo the change of priority' }).click()
  await expect(page.getByText(/it is “Urgent” now, and undoing would put “None” in its place/)).toBeVisible()
  expect((await saved(key)).priority).toBe('urgent')
})

test('relations are found by words, read from both ends, and taken away with an undo', async ({ as }) => {
  const { key } = await make()
  const title = fresh('Penetration test of spring')
  const found = await make({ title })
  const hidden = await createItem(await askerOf('lead'), {
    title: `${title} hidden`,
    origin: 'small',
    audience: 'restricted',
  })
  const page = await as('engineer')
  await visit(page, `/items/${key}`)
  const belongs = page.getByRole('region', { name: 'What belongs to it' })
  await belongs.getByLabel('How they belong together').selectOption('found by')
  const finder = belongs.getByRole('combobox', { name: 'Key or title of the other item' })
  await finder.pressSequentially(title)
  await expect(page.getByRole('option', { name: new RegExp(found.key) })).toBeVisible()
  await expect(page.getByRole('option', { name: new RegExp(hidden.key) })).toHaveCount(0)
  await finder.press('ArrowDown')
  await finder.press('Enter')
  await expect(finder).toHaveValue(found.key)
  await belongs.getByRole('button', { name: 'Relate' }).click()
  await expect(belongs.getByRole('list', { name: 'Relations' })).toContainText(
    new RegExp(`found by.*${found.key}`),
  )
  // What one may not see answers like what never was.
  const said: (string | null)[] = []
  for (const unknown of [hidden.key, 'SEC-999999']) {
    await finder.fill(unknown)
    await belongs.getByRole('button', { name: 'Relate' }).click()
    said.push(await belongs.getByRole('alert').textContent())
    await expect(finder).toHaveValue(unknown)
  }
  expect(said[0]).toBe(said[1])
  await page.goto(`/items/${found.key}`)
  await expect(belongs.getByRole('list', { name: 'Relations' })).toContainText(new RegExp(`found.*${key}`))
  await visit(page, `/items/${key}`)
  await belongs.getByRole('button', { name: `Take the relation to ${found.key} away` }).click()
  await expect(belongs.getByRole('list', { name: 'Relations' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(belongs.getByRole('list', { name: 'Relations' })).toContainText(found.key)
})

test('a comment names somebody, carries a pasted picture, is mended, and is seen and done in words', async ({
  as,
}) => {
  const { key } = await make()
  const page = await as('engineer')
  await visit(page, `/items/${key}`)
  const field = page.getByLabel('Say something')
  await field.pressSequentially('Please look, @develop')
  await expect(page.getByRole('option', { name: /Engineer/ })).toHaveCount(0)
  await field.fill('')
  await field.pressSequentially('Please look, @engi')
  await expect(page.getByRole('option', { name: /@engineer/ }).first()).toBeVisible()
  await field.press('Enter')
  await expect(field).toHaveValue('Please look, @engineer ')
  await expect(talk(page).getByText('Engineer cannot read a note for the security team')).toBeVisible()
  await paste(field)
  await expect(talk(page).getByRole('button', { name: 'Remove picture.png' })).toBeVisible()
  await page.getByRole('button', { name: 'Comment to everyone here' }).click()
  const comment = talk(page).getByRole('listitem').filter({ hasText: 'Please look' }).first()
  await expect(comment.locator('strong', { hasText: '@Engineer' })).toBeVisible()
  const picture = comment.getByRole('img', { name: 'picture.png' })
  await expect(picture).toBeVisible()
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)

  const colleague = await as('developer')
  await visit(colleague, `/items/${key}`)
  await expect(colleague.getByRole('button', { name: 'Watching' })).toBeVisible()
  await expect(facts(colleague)).toHaveCount(0)
  const theirs = talk(colleague).getByRole('listitem').filter({ hasText: 'Please look' }).first()
  await expect(theirs.getByRole('img', { name: 'picture.png' })).toBeVisible()
  await theirs.getByRole('button', { name: 'Seen' }).click()
  await expect(theirs.getByRole('button', { name: 'Seen' })).toHaveAttribute('aria-pressed', 'true')
  // The other page hears of it.
  await expect(comment).toContainText(/Seenby Engineer/)
  await comment.getByRole('button', { name: 'Edit this comment' }).click()
  await comment.getByLabel('Your comment').fill('Please look again, @engineer')
  await comment.getByRole('button', { name: 'Save the comment' }).click()
  await expect(comment).toContainText('edited')
  await expect(theirs).toContainText('Please look again')
})

test('others’ changes come within a second and leave focus, place and words alone', async ({ as }) => {
  const { key } = await make({ description: Array.from({ length: 60 }, (_, n) => `Line ${n}`).join('\n\n') })
  const page = await as('engineer')
  await visit(page, `/items/${key}`)
  const field = page.getByLabel('Say something')
  await field.fill('Half a thought')
  const before = await page.evaluate(() => document.scrollingElement!.scrollTop)
  const lead = await askerOf('lead')
  await updateItem(lead, { key, title: 'Changed elsewhere', priority: 'urgent' })
  await expect(page.getByRole('heading', { name: 'Changed elsewhere' })).toBeAttached({ timeout: 2_000 })
  await commentOnItem(lead, { key, body: 'Said elsewhere', audience: 'internal' })
  await expect(talk(page).getByText('Said elsewhere')).toBeAttached({ timeout: 2_000 })
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('Half a thought')
  expect(await page.evaluate(() => document.scrollingElement!.scrollTop)).toBe(before)
})

test('the shape of an item is kept as a template, and fills a new one without taking typed words away', async ({
  as,
}) => {
  const { key } = await make({
    priority: 'high',
    description: 'Why it is due',
    checklist: [{ text: 'Ask first' }],
    labels: ['keys'],
  })
  const name = fresh('Rotation')
  const page = await as('engineer')
  await visit(page, `/items/${key}`)
  await page.getByText('Save as template').click()
  await page.getByLabel('Name of the template').fill(name)
  await page.getByRole('button', { name: 'Save the template' }).click()
  await expect(page.getByText('can be chosen for new items')).toBeVisible()
  await visit(page, '/items/new')
  await page.getByLabel('Title').fill('My own title')
  await page.getByLabel('Begin with a template').selectOption(name)
  await expect(page.getByLabel('Title')).toHaveValue('My own title')
  await expect(page.getByLabel('Description')).toHaveValue('Why it is due')
  await page.getByRole('button', { name: 'Make the item' }).click()
  await expect(page).toHaveURL(/\/items\/SEC-\d+$/)
  await expect(checklist(page)).toContainText('0 of 1')
  await expect(facts(page).getByLabel('Priority')).toHaveValue('high')
  await expect(facts(page).getByRole('button', { name: 'Take the label keys away' })).toBeVisible()
})

for (const dark of [false, true])
  for (const width of [undefined, 390])
    test(`an item with much of everything is in nobody's way, ${dark ? 'dark' : 'light'}, ${width ?? 'wide'}`, async ({
      as,
    }) => {
      // Thousands of nodes to look at, one by one.
      test.setTimeout(300_000)
      const key = await plenty()
      const page = await as('engineer', { dark, width })
      await visit(page, `/items/${key}`)
      await expect(page.getByText('מפתח החתימה')).not.toHaveCount(0)
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ).toBe(0)
      await page.getByText('History', { exact: true }).click()
      await page.getByRole('button', { name: 'Edit the title' }).click()
      await expectAccessible(page)
    })

/** A picture of one dot, as a screenshot would come from the clipboard. */
async function paste(field: Locator) {
  await field.evaluate((element) => {
    const dot =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    const bytes = Uint8Array.from(atob(dot), (letter) => letter.charCodeAt(0))
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([bytes], 'picture.png', { type: 'image/png' }))
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
}

let plentiful: Promise<string> | undefined
function plenty(): Promise<string> {
  return (plentiful ??= makePlenty())
}

async function makePlenty(): Promise<string> {
  const lead = await askerOf('lead')
  const { key } = await make({
    title: `${'מפתח החתימה 🔑 '.repeat(6)}${'LongWordWithoutAnyBreak'.repeat(4)}`.slice(0, 200),
    description: `# Why\n\n${'A paragraph of some length. '.repeat(40)}\n\n${'x'.repeat(300)}\n\n| a | b |\n|---|---|\n| 1 | 2 |`,
    type: 'vulnerability',
    origin: 'bug',
    severity: 'high',
    labels: Array.from({ length: 20 }, (_, n) => `a-label-of-some-length-${n}`),
    checklist: Array.from({ length: 100 }, (_, n) => ({
      text: n % 7 === 0 ? `${'Averylongwordinapoint'.repeat(12)} ${n}` : `Point ${n} 🔍`,
      done: n % 3 === 0,
    })),
    blocked: 'ספק שותק — nobody answers 🤷',
  })
  for (let n = 0; n < 200; n++)
    await commentOnItem(lead, {
      key,
      body:
        n % 20 === 0 ? `${'word '.repeat(200)}${'y'.repeat(200)}` : `Comment ${n} for @engineer about ${key}`,
      audience: n % 2 ? 'internal' : 'private',
    })
  for (let n = 0; n < 50; n++) {
    const other = await make({ title: fresh(`Neighbour ${n} ${'with a long title '.repeat(8)}`) })
    await relateItems(lead, { key, to: other.key, kind: n % 2 ? 'blocks' : 'relates to' })
  }
  expect((await findItem(lead, key))?.relations).toHaveLength(50)
  return key
}
