// Where a browser's cookie matters: a form of ours may write, one of anybody else's may not, and no other name is ours.
import { request as ask } from 'node:http'
import type { Page } from '@playwright/test'
import { address, expect, test } from './cast'

const wish = 'Passkeys for customers'

async function slugOf(page: Page): Promise<string> {
  await page.goto('/wishlist')
  const href = await page.getByRole('link', { name: wish, exact: true }).getAttribute('href')
  return href!.split('/').at(-1)!
}

test('a form of ours posts with the cookie and leads back by a 303', async ({ as }) => {
  const page = await as('guest')
  const slug = await slugOf(page)
  const post = (fields: Record<string, string>) =>
    page.request.post(`/api/v1/ideas/${slug}/votes`, {
      headers: { origin: address() },
      form: fields,
      maxRedirects: 0,
    })
  for (const [fields, button] of [
    [{}, `Take your vote back from ${wish}`],
    [{ _method: 'delete' }, `Vote for ${wish}`],
  ] as const) {
    const answer = await post({ next: '/wishlist?sort=new', ...fields })
    expect(answer.status()).toBe(303)
    expect(answer.headers().location).toBe('/wishlist?sort=new')
    await page.goto('/wishlist?sort=new')
    await expect(page.getByRole('button', { name: button })).toBeVisible()
  }
  // It leads to no other place than ours.
  expect((await post({ next: '//elsewhere.example/', _method: 'delete' })).headers().location).toBe('/')
})

test('a form of somebody else’s page changes nothing, in a real browser', async ({ as }) => {
  const page = await as('developer')
  const slug = await slugOf(page)
  const button = page.getByRole('button', { name: wish })
  const before = await button.textContent()
  await page.route('http://elsewhere.localhost/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${address(`/api/v1/ideas/${slug}/votes`)}"><button>Win a prize</button></form>`,
    }),
  )
  await page.goto('http://elsewhere.localhost/')
  const answered = page.waitForResponse((response) => response.url().includes('/votes'))
  await page.getByRole('button', { name: 'Win a prize' }).click()
  expect((await answered).status()).toBe(403)
  const claims: Record<string, string>[] = [
    { origin: 'https://elsewhere.example' },
    { 'sec-fetch-site': 'cross-site' },
    {},
  ]
  for (const headers of claims) {
    const answer = await page.request.post(`/api/v1/ideas/${slug}/votes`, { headers, form: {} })
    expect(answer.status()).toBe(403)
  }
  await page.goto('/wishlist')
  await expect(button).toHaveText(before!)
})

test('a name that is not ours is told so', async () => {
  const status = await new Promise<number | undefined>((done, fail) => {
    const { hostname, port } = new URL(address())
    ask({ hostname, port, path: '/', headers: { host: 'elsewhere.example' } }, (answer) => {
      answer.resume()
      done(answer.statusCode)
    })
      .once('error', fail)
      .end()
  })
  expect(status).toBe(421)
})
