// Planning: an idea inside becomes work with a memory, and a piece of it comes into daylight through two people.
import type { Page } from '@playwright/test'
import { voteForIdea } from '../lib/ideas'
import { asViewer } from '../lib/kernel/db'
import { askerOf, expect, fresh, test, visit } from './cast'

test('an idea gets status and quarter, and becomes an epic that remembers it, its votes and its voters', async ({
  as,
}) => {
  const title = fresh('Keys that expire')
  const page = await as('engineer')
  const slug = await makeIdea(page, title)
  for (const who of ['developer', 'sales'] as const) await voteForIdea(await askerOf(who), { slug })

  await visit(page, `/plan/ideas/${slug}`)
  await page.getByLabel('Status', { exact: true }).first().selectOption('planned')
  await page.getByLabel('Quarter', { exact: true }).first().selectOption({ index: 6 })
  const quarter = await page.getByLabel('Quarter', { exact: true }).first().inputValue()
  await page.getByRole('button', { name: 'Save the plan' }).click()
  await expect(page.getByText('Planned').first()).toBeVisible()
  await page.goto(`/plan?text=${encodeURIComponent(title)}&status=planned&quarter=${quarter}`)
  await expect(page.getByRole('link', { name: title })).toBeVisible()

  await visit(page, `/plan/ideas/${slug}`)
  await page.getByText('We are going to do this').click()
  await page.getByRole('button', { name: 'Promote to an epic' }).click()
  await expect(page).toHaveURL(/\/items\/SEC-\d+$/)
  await expect(page.getByText('Epic', { exact: true }).first()).toBeVisible()
  const cameFrom = page.getByRole('region', { name: 'Where it came from' })
  await expect(cameFrom).toContainText('From the wishlist')
  await cameFrom.getByRole('link', { name: title }).click()
  await expect(page).toHaveURL(new RegExp(`/plan/ideas/${slug}$`))
  await expect(page.getByText('2votes')).toBeVisible()
  await page.getByText('Who voted').click()
  const voters = page.getByRole('group').filter({ hasText: 'Who voted' })
  await expect(voters).toContainText('Engineer')
  await expect(voters).toContainText('Sales')
})

test('a face is written, submitted, approved by somebody else, read by anyone, and taken back', async ({
  as,
  visitor,
}) => {
  const inside = fresh('Rotate what leaked in the spring')
  const outside = fresh('Fresh keys everywhere')
  const writer = await as('engineer')
  const second = await as('analyst')
  const slug = await makeIdea(writer, inside)
  // Kept before: what a visitor sees afterwards cannot be an old copy.
  await visitor.goto('/roadmap')
  await expect(visitor.getByText(outside)).toHaveCount(0)

  await visit(writer, `/plan/ideas/${slug}`)
  const face = writer.getByRole('region', { name: 'What anyone reads' })
  await face.getByText('Write the public text').click()
  await face.getByLabel('Title').fill(outside)
  await face.getByLabel('One sentence').fill('Every key is a new one.')
  await face.getByLabel('Text').fill('By the end of the quarter no old key opens anything.')
  await face.getByLabel('Status outside').selectOption('planned')
  await face.getByLabel('Quarter outside').selectOption({ index: 5 })
  await face.getByRole('button', { name: 'Keep this public text' }).click()
  // Both sides stand beside each other.
  await expect(face.getByText(inside).first()).toBeVisible()
  await expect(face.getByText('Every key is a new one.').first()).toBeVisible()
  await face.getByRole('button', { name: 'Submit to a second person' }).click()
  await expect(face.getByText('Waits for a second person')).toBeVisible()
  await expect(face.getByText('Security engineer submitted this')).toBeVisible()
  await expect(face.getByRole('button', { name: 'Approve: publish for anyone' })).toHaveCount(0)

  await second.goto('/publish')
  await second.getByRole('row').filter({ hasText: outside }).getByRole('link', { name: outside }).click()
  await expect(second).toHaveURL(new RegExp(`/plan/ideas/${slug}`))
  await second.getByRole('button', { name: 'Approve: publish for anyone' }).click()
  await expect(second.getByRole('link', { name: /See it outside/ })).toBeVisible()

  await visitor.reload()
  await visitor.getByRole('link', { name: outside }).first().click()
  await expect(visitor).toHaveURL(/\/roadmap\/fresh-keys-everywhere-/)
  await expect(visitor.getByText('By the end of the quarter no old key opens anything.')).toBeVisible()
  expect(await visitor.content()).not.toContain(inside)
  const path = new URL(visitor.url()).pathname
  const etag = (await visitor.request.get(path)).headers().etag!

  await second.getByText('Withdraw it from the public').click()
  await second.getByLabel('Why?').fill('Too early.')
  await second.getByRole('button', { name: 'Withdraw now' }).click()
  await expect(second.getByText('Withdrawn by Security analyst')).toBeVisible()
  const gone = await visitor.request.get(path, { headers: { 'if-none-match': etag } })
  expect(gone.status()).toBe(404)
  for (const path of ['/', '/roadmap', '/wishlist', '/feeds/roadmap.atom', '/sitemap.xml'])
    expect(await (await visitor.request.get(path)).text(), path).not.toContain(outside)
})

test('the writer cannot approve, whoever submitted it, and not by any other door', async ({ as }) => {
  const title = fresh('One pair of eyes')
  const writer = await as('engineer')
  const slug = await makeIdea(writer, title)
  await visit(writer, `/plan/ideas/${slug}`)
  const face = writer.getByRole('region', { name: 'What anyone reads' })
  await face.getByText('Write the public text').click()
  await face.getByLabel('Title').fill(title)
  await face.getByRole('button', { name: 'Keep this public text' }).click()
  await expect(face.getByRole('button', { name: 'Submit to a second person' })).toBeVisible()
  const second = await as('analyst')
  await visit(second, `/plan/ideas/${slug}`)
  await second.getByRole('button', { name: 'Submit to a second person' }).click()
  await expect(second.getByText('Waits for a second person')).toBeVisible()
  for (const page of [writer, second]) {
    await page.goto(`/plan/ideas/${slug}`)
    await expect(page.getByText('Security analyst submitted this')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Approve: publish for anyone' })).toHaveCount(0)
  }
  const third = await as('operations')
  await visit(third, `/plan/ideas/${slug}`)
  await third.getByLabel('What should be different?').fill('Say for whom.')
  await third.getByRole('button', { name: 'Send it back to the writer' }).click()
  await writer.reload()
  await expect(writer.getByText('Security operations sent it back')).toBeVisible()
  await expect(writer.getByText('Say for whom.')).toBeVisible()
})

/** Makes an idea by the form of Plan; answers its slug. */
async function makeIdea(page: Page, title: string): Promise<string> {
  await visit(page, '/plan?new=idea')
  await page.getByLabel('Title').fill(title)
  await page.getByLabel('The problem').fill('Old keys open new doors.')
  await page.getByRole('button', { name: 'Make the idea' }).click()
  await expect(page.getByRole('heading', { name: title }).first()).toBeVisible()
  const { slug } = await asViewer({ kind: 'system' }, (tx) =>
    tx.idea.findFirstOrThrow({ where: { title }, select: { slug: true } }),
  )
  return slug
}
