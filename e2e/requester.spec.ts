// Somebody who works here and wants something from the security team: a wish, a vote, a request with its thread.
import { truncateSync, writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { createRequest, replyToRequest, takeRequest } from '../lib/requests'
import { address, askerOf, expect, fresh, listens, test, visit } from './cast'

test('is shown wishes that sound alike while typing, and suggests one that is new', async ({ as }) => {
  const page = await as('support')
  await visit(page, '/wishlist/suggest')
  const wish = page.getByLabel('What do you wish for?')
  await wish.fill('See and end your own')
  await expect(page.getByRole('link', { name: 'See and end your own sessions' })).toBeVisible()
  const title = fresh('Windows of maintenance in our calendars')
  await wish.fill(title)
  await page.getByLabel('Why, and for whom?').fill('We promise a customer an hour that you have taken.')
  await page.getByRole('button', { name: 'Send to the security team' }).click()
  await expect(page.getByText('Your suggestion reached the security team.')).toBeVisible()

  const team = await as('engineer')
  await team.goto(`/plan?text=${encodeURIComponent(title)}`)
  await team.getByRole('link', { name: title }).click()
  await expect(team.getByText('We promise a customer an hour that you have taken.').first()).toBeVisible()
  await expect(team.getByText('by Customer support')).toBeVisible()
})

test('has one vote, which counts once and can be taken back', async ({ as, visitor }) => {
  const title = 'See and end your own sessions'
  const page = await as('platform')
  await page.goto('/wishlist')
  const give = page.getByRole('button', { name: `Vote for ${title}` })
  const takeBack = page.getByRole('button', { name: `Take your vote back from ${title}` })
  // The sample may have voted for this person; a journey begins without.
  if (await takeBack.isVisible()) await takeBack.click()
  const before = votesIn(await give.textContent())
  await give.click()
  await expect(takeBack).toContainText(`${before + 1} vote`)

  // Sent a second time, by a form that was still open somewhere else.
  const href = (await page.getByRole('link', { name: title, exact: true }).getAttribute('href'))!
  const again = await page.request.post(`/api/v1/ideas/${href.split('/').at(-1)}/votes`, {
    headers: { origin: address() },
    form: { next: '/wishlist' },
    maxRedirects: 0,
  })
  expect(again.status()).toBe(303)
  await page.reload()
  await expect(takeBack).toContainText(`${before + 1} vote`)
  const seen = visitor.getByRole('listitem').filter({ hasText: title })
  await visitor.goto('/wishlist')
  await expect(seen).toContainText(`${before + 1} vote`)

  await takeBack.click()
  await expect(give).toContainText(`${before} vote`)
})

test('asks for a code review: what is asked depends on what was answered, and urgent needs a reason', async ({
  as,
}) => {
  const title = fresh('Review of the gift shop')
  const page = await as('developer')
  await page.goto('/requests/new')
  await page.getByRole('link', { name: /Secure code review/ }).click()
  await listens(page.locator('main'))
  const document = page.getByLabel('Where is the design written down?')
  await expect(document).toBeHidden()
  await page.getByLabel('A design').check()
  await expect(document).toBeVisible()
  await page.getByLabel('A change').check()
  await expect(document).toBeHidden()

  await page.getByLabel('What shall we look at?').fill(title)
  await page.getByLabel('What does it do?').fill('Sells gifts.')
  await page.getByLabel('This cannot wait').check()
  await send(page)
  const problems = page.locator('main').getByRole('alert')
  await expect(problems).toContainText('Please answer this.')
  await expect(problems).toContainText(/why/i)
  await page.getByLabel(/look hardest/).fill('The voucher codes.')
  await page.getByLabel('Why can it not wait?').fill('It goes out at noon.')
  await send(page)
  await expect(page).toHaveURL(/\/requests\/REQ-\d+\?sent=1/)
  await expect(page.getByText('Your request reached the security team.')).toBeVisible()
  await expect(page.getByText('It goes out at noon.')).toBeVisible()
  await expect(page.getByText('Nobody has it yet')).toBeVisible()
  await expect(page.getByText(/First look/).first()).toBeVisible()

  await page.goto('/requests')
  const mine = page.getByRole('link').filter({ hasText: title })
  await expect(mine).toContainText('New')
  await expect(mine).toContainText('Nobody yet')
  await expect(mine.getByLabel('Urgent')).toBeVisible()
})

test('sends several files; one that is too large is refused by name', async ({ as }, info) => {
  const title = fresh('Something odd in the logs')
  const page = await as('developer')
  await visit(page, '/requests/new/support')
  await page.getByLabel('What do you need?').fill(title)
  const large = info.outputPath('recording.mp4')
  writeFileSync(large, '')
  truncateSync(large, 25 * 1024 * 1024 + 1)
  const files = page.getByLabel('Files')
  await files.setInputFiles(large)
  await expect(page.getByText('“recording.mp4” has 25.0 MB; at most 25.0 MB fit.')).toBeVisible()
  await files.setInputFiles([
    { name: 'first.log', mimeType: 'text/plain', buffer: Buffer.from('a line') },
    { name: 'second.log', mimeType: 'text/plain', buffer: Buffer.from('another line') },
  ])
  await expect(page.getByRole('listitem').filter({ hasText: 'first.log' })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'second.log' })).toContainText('12 B')
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  await page.getByLabel('Something else').check()
  await page.getByLabel('Why do you need it?').fill('It repeats every night.')
  await send(page)
  await expect(page).toHaveURL(/\/requests\/REQ-\d+/)
  const link = page.getByRole('link', { name: /second\.log/ })
  const answer = await page.request.get((await link.getAttribute('href'))!)
  expect(await answer.text()).toBe('another line')
  expect(answer.headers()['content-disposition']).toContain('attachment')

  // It is between the requester and the team: another colleague finds nothing there.
  const other = await as('platform')
  expect((await other.request.get((await link.getAttribute('href'))!)).status()).toBe(404)
  expect((await other.request.get(new URL(page.url()).pathname)).status()).toBe(404)
})

test('finds a half-filled form again after a reload, files and all', async ({ as }) => {
  const page = await as('platform')
  await visit(page, '/requests/new/support')
  await page.getByLabel('What do you need?').fill('Half a thought')
  await page.getByLabel('Something that was blocked').check()
  const blocked = page.getByLabel('When was it blocked, and at which address?')
  await blocked.fill('At nine, on the way to the docs.')
  await page
    .getByLabel('Files')
    .setInputFiles({ name: 'screen.txt', mimeType: 'text/plain', buffer: Buffer.from('403') })
  await expect(page.getByRole('listitem').filter({ hasText: 'screen.txt' })).toBeVisible()
  await page.getByLabel('Why do you need it?').fill('I cannot go on.')
  await page.getByLabel('This cannot wait').check()
  await kept(page, () => page.getByLabel('Why can it not wait?').fill('A customer waits.'))
  await page.reload()
  await expect(page.getByText('Your draft is back')).toBeVisible()
  await expect(page.getByLabel('What do you need?')).toHaveValue('Half a thought')
  await expect(page.getByLabel('Something that was blocked')).toBeChecked()
  await expect(blocked).toHaveValue('At nine, on the way to the docs.')
  await expect(page.getByLabel('Why can it not wait?')).toHaveValue('A customer waits.')
  await expect(page.getByRole('listitem').filter({ hasText: 'screen.txt' })).toBeVisible()
  await page.goto('/requests/new')
  await expect(page.getByRole('link', { name: /Something else/ })).toContainText('Your draft')

  await visit(page, '/requests/new/support')
  await page.getByRole('button', { name: 'Begin again' }).click()
  await expect(page.getByLabel('What do you need?')).toHaveValue('')
  await page.reload()
  await expect(page.getByLabel('What do you need?')).toHaveValue('')
})

test('sends a form without scripts, is told what is missing, and has the words back', async ({ as }) => {
  const title = fresh('A vendor to look at')
  const page = await as('support', { scripts: false })
  await page.goto('/requests/new/support')
  // Without a script every question stands there, with the words that say when it is meant.
  await expect(page.getByLabel('When was it blocked, and at which address?')).toBeVisible()
  await page.getByLabel('What do you need?').fill(title)
  await page
    .getByLabel('Files')
    .setInputFiles({ name: 'offer.txt', mimeType: 'text/plain', buffer: Buffer.from('cheap') })
  await send(page)
  await expect(page.getByText('Please choose one.').first()).toBeVisible()
  await expect(page.getByLabel('What do you need?')).toHaveValue(title)
  await page.getByLabel('A vendor or a tool to look at').check()
  await page.getByLabel('Why do you need it?').fill('They want our data.')
  await send(page)
  await expect(page).toHaveURL(/\/requests\/REQ-\d+/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title)
  await expect(page.getByRole('link', { name: /offer\.txt/ })).toBeVisible()
})

test('sees who has it and when to expect an answer, and answers when asked back', async ({ as }) => {
  const title = fresh('May we send logs abroad?')
  const { key } = await createRequest(await askerOf('developer'), {
    type: 'support',
    answers: { what: title, about: 'question', why: 'A vendor asks.' },
  })
  const team = await askerOf('engineer')
  const page = await as('developer')
  await visit(page, `/requests/${key}`)
  await expect(page.getByText('Nobody has it yet')).toBeVisible()
  await takeRequest(team, { key })
  await page.reload()
  await expect(page.getByText('Security engineer has it')).toBeVisible()
  await expect(page.getByText('Somebody is working on it.')).toBeVisible()
  await replyToRequest(team, { key, body: 'Which country?', askBack: true })
  await visit(page, `/requests/${key}`)
  await expect(page.getByText('It is your turn: the team asked you something.')).toBeVisible()
  await expect(page.getByText('Which country?')).toBeVisible()
  await page.getByLabel('Your answer').fill('The one in the north.')
  await page.getByRole('button', { name: 'Answer the security team' }).click()
  await expect(page.getByText('The one in the north.')).toBeVisible()
  await expect(page.getByText('Somebody is working on it.')).toBeVisible()
  await expect(page.getByLabel('Anything to add?')).toHaveValue('')
})

test('finds what is over under “Closed”, with its words, and may open it again', async ({ as }) => {
  const title = fresh('A door that squeaks')
  const team = await as('engineer')
  const { key } = await createRequest(await askerOf('platform'), {
    type: 'support',
    answers: { what: title, about: 'other', why: 'It squeaks.' },
  })
  await visit(team, `/requests/${key}?do=finish`)
  await team.getByLabel('Words for Platform engineer').fill('Oiled.')
  await team.getByRole('button', { name: 'Done, and tell Platform engineer' }).click()
  await expect(team.getByText('by Security engineer').first()).toBeVisible()

  const page = await as('platform')
  await page.goto('/requests')
  await expect(page.getByRole('link').filter({ hasText: title })).toHaveCount(0)
  await page.getByRole('link', { name: 'Closed' }).click()
  await page.getByRole('link').filter({ hasText: title }).click()
  await expect(page.getByText('Oiled.')).toBeVisible()
  await page.getByText('Open it again').first().click()
  await page.getByLabel('What is missing?').fill('It squeaks again.')
  await page.getByRole('button', { name: 'Open it again' }).click()
  await expect(page.getByText('It squeaks again.')).toBeVisible()
})

async function send(page: Page) {
  await page.getByRole('button', { name: 'Send to the security team' }).click()
}

/** Types, and waits until the server has said that it keeps it. */
async function kept(page: Page, type: () => Promise<void>) {
  const answered = page.waitForResponse(
    (response) =>
      response.request().method() === 'POST' &&
      (response.request().postData() ?? '').includes('A customer waits.'),
  )
  await type()
  expect((await answered).ok()).toBe(true)
}

function votesIn(text: string | null): number {
  return Number(/(\d+) vote/.exec(text ?? '')?.[1])
}
