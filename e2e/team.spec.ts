// The main job, from an engineer's question to a piece of work in daylight, with everyone who has a part in it.
import { address, expect, expectAccessible, fresh, listens, test, visit } from './cast'

test('a review is asked for, reaches the team, becomes work, and a part of it comes into daylight', async ({
  as,
  visitor,
}) => {
  const title = fresh('Review of the voucher service')
  const outside = fresh('Vouchers nobody can guess')
  const engineer = await as('developer')
  await visit(engineer, '/requests/new')
  await engineer.getByRole('link', { name: /secure code review/i }).click()
  await listens(engineer.locator('main'))
  await engineer.getByLabel(/what shall we look at/i).fill(title)
  await engineer.getByLabel('A change').check()
  await engineer.getByLabel(/what does it do/i).fill('Sells vouchers to customers.')
  await engineer.getByLabel(/look hardest/i).fill('How the codes are made.')
  await engineer.getByRole('button', { name: 'Send to the security team' }).click()
  await expect(engineer).toHaveURL(/\/requests\/REQ-\d+/)
  const key = /REQ-\d+/.exec(engineer.url())![0]

  const team = await as('engineer')
  await visit(team, '/queue')
  await team.getByRole('link', { name: title }).click()
  await expect(team.getByRole('heading', { level: 1 })).toContainText(title)
  await team.getByRole('button', { name: /^Take it/ }).click()
  await expect(team.getByText('Security engineer has it')).toBeVisible()
  await team.getByText('Make an item', { exact: true }).click()
  await team.getByRole('button', { name: 'Make the item' }).click()
  const work = team.getByRole('link', { name: new RegExp(`SEC-\\d+ ?${title}`) })
  await expect(work).toBeVisible()
  const item = /SEC-\d+/.exec((await work.getAttribute('href'))!)![0]

  // It stands on the board; its page is where the words for outside are written.
  await visit(team, `/board?text=${item}`)
  await team.getByRole('link', { name: title }).click()
  await expect(team).toHaveURL(new RegExp(`/items/${item}$`))
  const face = team.getByRole('region', { name: 'What anyone reads' })
  await face.getByText('Write the public text').click()
  await face.getByLabel('Title').fill(outside)
  await face.getByLabel('One sentence').fill('A code cannot be guessed from another one.')
  await face.getByLabel('Status outside').selectOption('in-progress')
  await face.getByRole('button', { name: 'Keep this public text' }).click()
  await face.getByRole('button', { name: 'Submit to a second person' }).click()
  await expect(face.getByText('Security engineer submitted this')).toBeVisible()

  const second = await as('lead')
  await visit(second, `/items/${item}`)
  await second.getByRole('button', { name: 'Approve: publish for anyone' }).click()
  await expect(second.getByRole('link', { name: /See it outside/ })).toBeVisible()

  await visitor.goto('/open-work')
  await visitor.getByRole('link', { name: outside }).click()
  await expect(visitor.getByText('A code cannot be guessed from another one.')).toBeVisible()
  const page = await visitor.content()
  for (const secret of [title, key, item]) expect(page).not.toContain(secret)

  await engineer.reload()
  await expect(engineer.getByText('Security engineer has it')).toBeVisible()
})

for (const dark of [false, true])
  test(`nothing is in the team's way, ${dark ? 'dark' : 'light'}`, async ({ as }) => {
    test.setTimeout(300_000)
    const page = await as('lead', { dark })
    type Named = { key: string; slug: string }
    const first = async (list: string) =>
      ((await (await page.request.get(`/api/v1/${list}?limit=1`)).json()) as { data: Named[] }).data[0]!
    const [item, request, idea] = await Promise.all([first('items'), first('requests'), first('ideas')])
    for (const path of [
      '/board',
      `/items/${item.key}`,
      '/items/new',
      '/queue',
      `/requests/${request.key}`,
      '/requests',
      '/requests/new',
      '/requests/new/code-review',
      '/requests/new/questionnaire',
      '/requests/new/support',
      '/plan',
      '/plan?new=idea',
      `/plan/ideas/${idea.slug}`,
      '/publish',
      '/settings',
      '/admin',
      '/admin/audit',
      '/admin/tokens',
      '/admin/request-types',
      '/wishlist/suggest',
    ]) {
      const answer = await page.goto(address(path))
      expect(answer?.status(), path).toBe(200)
      await expectAccessible(page)
    }
  })
