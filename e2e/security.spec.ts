// The security team at its queue and on an item's page: what came in, who says what to whom, and what becomes of it.
import type { Page } from '@playwright/test'
import { createItem } from '../lib/items'
import { createRequest } from '../lib/requests'
import { askerOf, expect, fresh, listens, test, visit, type CastName } from './cast'

async function asked(title: string, by: CastName = 'developer'): Promise<string> {
  const { key } = await createRequest(await askerOf(by), {
    type: 'support',
    answers: { what: title, about: 'question', why: 'So that we can go on.' },
  })
  return key
}

test.describe('the queue', () => {
  test('shows what came in; it is seen, taken, answered, made work and done, with keys alone', async ({
    as,
  }) => {
    const title = fresh('May a bot read our tickets?')
    const key = await asked(title)
    const page = await as('engineer')
    await visit(page, '/queue')
    const row = page.locator(`[data-key="${key}"]`)
    await expect(row).toContainText(title)
    await expect(row).toContainText('First look')
    await expect(page.getByRole('region', { name: /To look at and to take/ })).toContainText(title)

    await row.getByText(key).click()
    await page.keyboard.press('s')
    await expect(page.getByText(`${key} is seen, and Engineer knows it.`)).toBeVisible()
    await expect(row.getByTitle('Seen', { exact: true })).toBeVisible()
    await page.keyboard.press('t')
    await expect(page.getByText(`You have ${key}.`)).toBeVisible()
    await expect(page.getByRole('region', { name: /In hand/ })).toContainText(title)

    await page.keyboard.press('r')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('What you want to say').fill('Yes, with a token that reads.')
    await dialog.getByLabel('This is the full answer').check()
    await dialog.getByRole('button', { name: 'Reply to Engineer' }).click()
    await expect(page.getByText(`Your words are on ${key}.`)).toBeVisible()
    await page.keyboard.press('i')
    await dialog.getByLabel('What is to be done?').fill(`${title}: a token that reads`)
    await dialog.getByRole('button', { name: 'Make the item' }).click()
    await expect(page.getByText(`${key} became an item on the board’s backlog.`)).toBeVisible()
    await page.keyboard.press('f')
    await dialog.getByRole('button', { name: 'Done, and tell Engineer' }).click()
    await expect(page.getByText(`${key} is done, and Engineer knows it.`)).toBeVisible()
    await expect(page.getByRole('region', { name: /Closed in the last two weeks/ })).toContainText(title)

    const requester = await as('developer')
    await requester.goto(`/requests/${key}`)
    await expect(requester.getByText('Yes, with a token that reads.')).toBeVisible()
    await expect(requester.getByText('It is done.')).toBeVisible()
    // The work is private to the team: the requester is not told that it exists.
    await expect(requester.getByText('Work that came of it')).toHaveCount(0)
  })

  test('a decline needs words, and the requester reads them', async ({ as }) => {
    const title = fresh('Switch the scanner off')
    const key = await asked(title)
    const page = await as('analyst')
    await visit(page, '/queue')
    await page.locator(`[data-key="${key}"]`).getByText(key).click()
    await page.keyboard.press('d')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Decline, and tell Engineer' }).click()
    await expect(dialog.getByText(/Say why, so that the requester is not left with a bare no/)).toBeVisible()
    await dialog.getByLabel(/Why not\?/).fill('It finds things every week.')
    await dialog.getByRole('button', { name: 'Decline, and tell Engineer' }).click()
    await expect(page.getByText(`${key} was declined, and Engineer knows why.`)).toBeVisible()
    const requester = await as('developer')
    await requester.goto(`/requests/${key}`)
    await expect(requester.getByText('Why it was declined')).toBeVisible()
    await expect(requester.getByText('It finds things every week.')).toBeVisible()
  })

  test('what two take at once is one person’s, and the other one is told', async ({ as }) => {
    const key = await asked(fresh('Who reads this first?'))
    const one = await as('engineer')
    const two = await as('analyst')
    await visit(one, '/queue')
    await visit(two, '/queue')
    await one.locator(`[data-key="${key}"]`).getByText(key).click()
    await one.keyboard.press('t')
    await expect(one.getByText(`You have ${key}.`)).toBeVisible()
    await two.locator(`[data-key="${key}"]`).getByText(key).click()
    await two.keyboard.press('t')
    await expect(two.getByRole('status').getByText(/Security engineer|changed/)).toBeVisible()
    await one.reload()
    await expect(one.locator(`[data-key="${key}"]`)).toContainText('You')
  })
})

test.describe('a request', () => {
  test('a reply is read by the requester, a note by the team alone', async ({ as }) => {
    const key = await asked(fresh('Where do backups lie?'))
    const team = await as('engineer')
    await visit(team, `/requests/${key}`)
    await team.getByRole('button', { name: /^Take it/ }).click()
    await expect(team.getByText('Security engineer has it')).toBeVisible()
    await say(team, 'In two places.', 'Reply to Engineer')
    await team.getByText('Among the security team').click()
    await say(team, 'The second place is late.', 'Note for the security team')
    const note = team.getByRole('listitem').filter({ hasText: 'The second place is late.' })
    await expect(note).toContainText('Note · security team')

    const colleague = await as('analyst')
    await colleague.goto(`/requests/${key}`)
    await expect(colleague.getByText('The second place is late.')).toBeVisible()
    const requester = await as('developer')
    await requester.goto(`/requests/${key}`)
    await expect(requester.getByText('In two places.')).toBeVisible()
    for (const answer of [
      await requester.content(),
      await (await requester.request.get(`/requests/${key}`, { headers: { rsc: '1' } })).text(),
    ]) {
      expect(answer).toContain('In two places.')
      expect(answer).not.toContain('The second place is late.')
    }
  })

  test('asked back, its clocks stand still until the requester has answered', async ({ as }) => {
    const key = await asked(fresh('Is this address ours?'))
    const team = await as('engineer')
    await visit(team, `/requests/${key}`)
    await say(team, 'Which one?', 'Ask Engineer back · clocks stop')
    await expect(team.getByText(/^Waiting/).first()).toBeVisible()
    const clock = team.getByTitle(/^Answer promised by/)
    await expect(clock).toContainText('stands still')

    const requester = await as('developer')
    await visit(requester, `/requests/${key}`)
    await requester.getByLabel('Your answer').fill('The last one.')
    await requester.getByRole('button', { name: 'Answer the security team' }).click()
    await expect(requester.getByText('Somebody is working on it.')).toBeVisible()
    await team.reload()
    await expect(team.getByText('The last one.')).toBeVisible()
    await expect(clock).not.toContainText('stands still')
  })

  test('becomes an item that remembers it, and the request knows the item', async ({ as }) => {
    const title = fresh('Move the certificates')
    const key = await asked(title)
    const page = await as('engineer')
    await visit(page, `/requests/${key}?do=item`)
    await page.getByLabel('Where it comes from').selectOption('small')
    await page.getByRole('button', { name: 'Make the item' }).click()
    await page.getByRole('link', { name: new RegExp(`SEC-\\d+ ${title}`) }).click()
    await expect(page).toHaveURL(/\/items\/SEC-\d+$/)
    const cameFrom = page.getByRole('region', { name: 'Where it came from' })
    await expect(cameFrom).toContainText('Small and needed soon')
    await cameFrom.getByRole('link', { name: title }).click()
    await expect(page).toHaveURL(new RegExp(`/requests/${key}$`))
  })
})

test.describe('an item', () => {
  test('is not made without saying where it comes from, and “wishlist” cannot be said', async ({ as }) => {
    const title = fresh('Raise the floor of TLS')
    const page = await as('engineer')
    await visit(page, '/items/new')
    await expect(page.getByLabel(/From the wishlist: only by promotion/)).toBeDisabled()
    await page.getByLabel('Title').fill(title)
    await page.getByRole('button', { name: 'Make the item' }).click()
    // The browser itself points at the unanswered question.
    await expect(page.locator('input[name=origin]:invalid').first()).toBeAttached()
    await expect(page).toHaveURL(/\/items\/new$/)
    for (const origin of [undefined, 'wishlist'] as const) {
      const answer = await page.request.post('/api/v1/items', {
        headers: { origin: new URL(page.url()).origin },
        data: { title, ...(origin ? { origin } : {}) },
      })
      expect(answer.status(), String(origin)).toBe(422)
      expect(await answer.text()).toContain('origin')
    }
    await page.getByLabel('Ask from a team').check()
    await page.getByRole('button', { name: 'Make the item' }).click()
    await expect(page).toHaveURL(/\/items\/SEC-\d+$/)
    await expect(page.getByRole('region', { name: 'Where it came from' })).toContainText('Ask from a team')
  })

  test('is spoken about to everyone here or within the team, each for its readers', async ({ as }) => {
    const { key } = await createItem(await askerOf('engineer'), {
      title: fresh('Rotate the signing key'),
      origin: 'small',
      audience: 'internal',
    })
    const page = await as('engineer')
    await visit(page, `/items/${key}`)
    const talk = page.getByRole('region', { name: 'Comments' })
    await page.getByLabel('Say something').fill('It is planned for the night.')
    await page.getByRole('button', { name: 'Comment to everyone here' }).click()
    await expect(talk.getByRole('listitem').filter({ hasText: 'planned for the night' })).toContainText(
      /Internal/,
    )
    await page.getByLabel('Say something').fill('The old key lies in two places.')
    await page.getByRole('button', { name: 'Note for the security team' }).click()
    await expect(talk.getByRole('listitem').filter({ hasText: 'in two places' })).toContainText(/Private/)

    const colleague = await as('developer')
    await colleague.goto(`/items/${key}`)
    await expect(colleague.getByText('It is planned for the night.')).toBeVisible()
    await expect(colleague.getByText('The old key lies in two places.')).toHaveCount(0)
    expect(await colleague.content()).not.toContain('two places')
  })
})

async function say(page: Page, words: string, button: string) {
  const composer = page.getByLabel('What you want to say')
  await composer.fill(words)
  await page.getByRole('button', { name: button }).click()
  await expect(page.getByRole('listitem').filter({ hasText: words })).toBeVisible()
  await expect(composer).toHaveValue('')
  await listens(page.locator('main'))
}
