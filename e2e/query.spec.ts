// The query language as people meet it: typed with completion, wrong with a place, without scripts, and taught by examples.
import type { Page } from '@playwright/test'
import { createItem } from '../lib/items'
import { queryExamples } from '../lib/items/query/examples'
import { askerOf, expect, expectAccessible, fresh, test, visit } from './cast'

/** The editor that the field becomes at the first focus. */
async function typing(page: Page) {
  await page.getByRole('textbox', { name: 'Query' }).focus()
  const editor = page.locator('.cm-content')
  await expect(editor).toBeFocused()
  return editor
}

const choices = (page: Page) => page.getByRole('option')

/** Takes what is offered, once the list is of what was typed: while it is asked for anew it takes no keys. */
async function choose(page: Page, words: string) {
  await expect(choices(page).filter({ hasText: words })).not.toHaveCount(0)
  await expect(choices(page).filter({ hasNotText: words })).toHaveCount(0)
  await expect(async () => {
    await page.keyboard.press('ArrowDown')
    await expect(page.locator('[role=option][aria-selected=true]')).toContainText(words, { timeout: 500 })
  }).toPass({ timeout: 10_000 })
  await page.keyboard.press('Enter')
}

test('a query is written by keyboard alone, from what is offered', async ({ as }) => {
  const title = fresh('Lighthouse')
  const engineer = await askerOf('engineer')
  const { key } = await createItem(engineer, { title, origin: 'small', status: 'in-review' })
  const page = await as('engineer')
  await visit(page, '/help/query')
  const editor = await typing(page)
  await page.keyboard.type('stat')
  await choose(page, 'stat')
  await expect(editor).toHaveText('status ')
  await page.keyboard.type('= "in rev')
  await choose(page, 'In review')
  await expect(editor).toHaveText('status = in-review ')
  await page.keyboard.type(`AND title ~ "${title}"`)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/q=status/)
  await expect(page.getByRole('status').filter({ hasText: 'as you may see' })).toHaveText(
    '1 item, as you may see them',
  )
  await expect(page.getByRole('link', { name: key })).toBeVisible()
})

test('people are offered as the reader knows them, and Tab leaves the field', async ({ as }) => {
  const page = await as('engineer')
  await visit(page, '/help/query')
  const editor = await typing(page)
  await page.keyboard.type('assignee = "Security an')
  await choose(page, 'Security analyst')
  await expect(editor).toHaveText('assignee = "Security analyst" ')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(editor).not.toBeFocused()
  await expect(page.getByRole('button', { name: 'Run' })).toBeFocused()
})

test('what is wrong is marked in its place, with what could stand there', async ({ as }) => {
  const page = await as('engineer')
  await visit(page, '/help/query')
  const editor = await typing(page)
  await page.keyboard.type('priority >= hihg AND status = done')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await expect(page.locator('.cm-query-wrong')).toHaveText('hihg')
  await expect(page.getByText('At character 13: “hihg” is no priority.')).toBeVisible()
  await expect(page.getByText('Possible here: none, low, medium, high, urgent')).toBeVisible()
  await expect(page).toHaveURL(/\/help\/query$/)
  await expectAccessible(page)
  await editor.fill('priority >= high AND status = done')
  await expect(page.locator('.cm-query-wrong')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/q=priority/)
})

test('without scripts it is a field and a button, and the server says the same', async ({ as }) => {
  const page = await as('sales', { scripts: false })
  await page.goto('/help/query')
  await page.getByRole('textbox', { name: 'Query' }).fill('stauts = done')
  await page.getByRole('button', { name: 'Run' }).click()
  await expect(page.getByText('At character 1: There is no field “stauts”. Is “status” meant?')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Query' })).toHaveValue('stauts = done')
  await page.getByRole('textbox', { name: 'Query' }).fill('status = done')
  await page.getByRole('button', { name: 'Run' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'as you may see' })).toContainText(
    'as you may see them',
  )
})

test('each example of the help opens with its answer', async ({ as }) => {
  const page = await as('analyst')
  await visit(page, '/help/query')
  await expectAccessible(page)
  const queries = queryExamples.flatMap(({ examples }) => examples.map(({ query }) => query))
  for (const query of queries) {
    const link = page.getByRole('link', { name: query, exact: true })
    const answer = await page.request.get((await link.getAttribute('href'))!)
    expect(answer.status(), query).toBe(200)
    expect(await answer.text(), query).toContain('as you may see them')
  }
  await page.getByRole('link', { name: queries[0]!, exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: 'as you may see' })).toContainText(
    'as you may see them',
  )
})

test('a script hears the same at the parameter, with place and choices', async ({ as }) => {
  const page = await as('engineer')
  const wrong = await page.request.get(`/api/v1/items?${new URLSearchParams({ q: 'status = finished' })}`)
  expect(wrong.status()).toBe(422)
  const { errors } = (await wrong.json()) as { errors: unknown[] }
  expect(errors).toMatchObject([
    {
      path: 'q',
      position: { from: 9, to: 17 },
      choices: ['backlog', 'ready', 'in-progress', 'in-review', 'done'],
    },
  ])
})
