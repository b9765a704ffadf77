// The board cut across: by goal, epic, person, priority or origin. A card that is put into another lane becomes what the
// lane says.
import { createItem, itemChoices, itemForApi } from '../lib/items'
import { card, cards, column, drag, link } from './board-hands'
import { askerOf, expect, test, visit } from './cast'

test('by person: a card put into a colleague’s lane is theirs, by keys and by hand; lanes fold and stay so', async ({
  as,
}) => {
  const analyst = await askerOf('analyst')
  const lead = await askerOf('lead')
  const { word, keys } = await cards(3, 'ready', (n) =>
    n === 3 && analyst.kind === 'person' ? { assignee: analyst.id } : {},
  )
  const [a, b, c] = keys as [string, string, string]
  const assignee = async (key: string) => (await itemForApi(lead, key))!.assignee?.name ?? null
  const page = await as('engineer')
  const path = `/board?text=${encodeURIComponent(word)}&lanes=person`
  await visit(page, path)
  const theirs = page.getByRole('region', { name: /Security analyst/ })
  const nobodys = page.getByRole('region', { name: /Nobody yet/ })
  await expect(theirs.locator('[data-card]')).toHaveCount(1)
  await expect(nobodys.locator('[data-card]')).toHaveCount(2)
  await expect(nobodys.getByRole('heading')).toContainText('2 cards')

  await link(page, a).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Space')
  await expect(theirs.locator(`[data-card="${a}"]`)).toBeVisible()
  await expect.poll(() => assignee(a)).toBe('Security analyst')
  await expect(nobodys.getByRole('heading')).toContainText('1 card')

  await drag(page, card(page, c), nobodys.locator('ol[data-column="in-review"]'))
  await expect(nobodys.locator(`[data-column="in-review"] [data-card="${c}"]`)).toBeVisible()
  await expect.poll(() => assignee(c)).toBeNull()
  await expect.poll(async () => (await itemForApi(lead, c))!.status).toBe('in-review')
  await link(page, b).focus()
  await page.keyboard.press('ArrowUp')
  await expect(link(page, a)).toBeFocused()

  await theirs.getByRole('heading').getByRole('button').click()
  await expect(card(page, a)).toHaveCount(0)
  // Drawn folded by the server: no lane opens and closes before one's eyes.
  expect(await (await page.request.get(path)).text()).toMatch(
    /aria-expanded="false"[^>]*>(?:(?!<\/h2>).)*Security analyst/s,
  )
  await visit(page, path)
  await expect(card(page, a)).toHaveCount(0)
  await theirs.getByRole('heading').getByRole('button').click()
  await expect(card(page, a)).toBeVisible()
})

test('by origin: nothing becomes big work by being dragged, and the board says why', async ({ as }) => {
  const { word, keys } = await cards(1)
  const [a] = keys as [string]
  const page = await as('engineer')
  await visit(page, `/board?text=${encodeURIComponent(word)}&lanes=origin`)
  const lane = (name: string) => page.getByRole('region', { name: new RegExp(name) })
  await drag(page, card(page, a), lane('From the wishlist').locator('ol[data-column="ready"]'))
  await expect(page.getByText('Big work comes from the wishlist')).toBeVisible()
  await expect(lane('Small and needed soon').locator(`[data-card="${a}"]`)).toBeVisible()
  await drag(page, card(page, a), lane('Origin: Bug').locator('ol[data-column="ready"]'))
  await expect(lane('Origin: Bug').locator(`[data-card="${a}"]`)).toBeVisible()
  const lead = await askerOf('lead')
  await expect.poll(async () => (await itemForApi(lead, a))!.origin).toBe('bug')
})

test('by goal and by epic: a card gets the lane’s goal, and becomes a part of the lane’s epic', async ({
  as,
}) => {
  const lead = await askerOf('lead')
  const [goal, other] = (await itemChoices(lead)).goals
  const { word, keys } = await cards(3, 'ready', (n) =>
    n === 1 ? { goals: [goal!.slug] } : n === 3 ? { goals: [goal!.slug, other!.slug] } : {},
  )
  const [, b, several] = keys as [string, string, string]
  const page = await as('engineer')
  await visit(page, `/board?text=${encodeURIComponent(word)}&lanes=goal`)
  const theirs = page.getByRole('region', { name: goal!.title })
  await drag(page, card(page, b), theirs.locator('ol[data-column="ready"]'))
  await expect.poll(async () => (await itemForApi(lead, b))!.goals).toEqual([goal!.slug])
  await drag(
    page,
    card(page, several),
    page.getByRole('region', { name: 'No goal' }).locator('ol[data-column="ready"]'),
  )
  await expect(page.getByText(`${several} serves 2 goals`)).toBeVisible()

  const epic = await createItem(lead, {
    title: `${word} epic`,
    origin: 'small',
    type: 'epic',
    status: 'ready',
  })
  const part = await createItem(lead, {
    title: `${word} part`,
    origin: 'small',
    parent: epic.key,
    status: 'ready',
  })
  await visit(page, `/board?text=${encodeURIComponent(word)}&lanes=epic`)
  const below = page.getByRole('region', { name: `${word} epic` })
  await expect(below.locator(`[data-card="${part.key}"]`)).toBeVisible()
  await drag(page, card(page, b), below.locator('ol[data-column="in-progress"]'))
  await expect.poll(async () => (await itemForApi(lead, b))!.parent).toBe(epic.key)
  await expect(column(page, 'in-progress').locator(`[data-card="${b}"]`)).toHaveCount(1)
})
