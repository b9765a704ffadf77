// A visitor: nobody we know, with or without scripts, who wants to see what is coming.
import { address, expect, expectAccessible, test } from './cast'

const pages = ['/', '/roadmap', '/wishlist', '/open-work', '/how-we-work', '/signin']

test('finds the plans from the first page on, and reads one', async ({ visitor }) => {
  await visitor.goto('/')
  await visitor.getByRole('banner').getByRole('link', { name: 'Roadmap' }).click()
  await expect(visitor.getByRole('heading', { level: 1 })).toBeVisible()
  await visitor.getByRole('link', { name: 'Second factor for everyone' }).first().click()
  await expect(visitor).toHaveURL(/\/roadmap\/second-factor-for-everyone-[a-z0-9]+$/)
  await expect(visitor.getByRole('heading', { level: 1, name: 'Second factor for everyone' })).toBeVisible()
  await expect(visitor.getByText('Passkeys first; codes by message not at all.')).toBeVisible()
})

test('sees status and quarter side by side on the wishlist', async ({ visitor }) => {
  await visitor.goto('/wishlist')
  const wish = visitor
    .getByRole('listitem')
    .or(visitor.getByRole('article'))
    .or(visitor.getByRole('row'))
    .filter({ hasText: 'See and end your own sessions' })
    .first()
  await expect(wish).toContainText('Under consideration')
  await expect(wish).toContainText(/20\d\d/)
})

test('is led from the one address of an idea to the other', async ({ visitor }) => {
  await visitor.goto('/wishlist')
  const link = visitor.getByRole('link', { name: 'Passkeys for customers' }).first()
  const href = (await link.getAttribute('href'))!
  expect(href).toMatch(/^\/wishlist\//)
  await visitor.goto(href.replace('/wishlist/', '/roadmap/'))
  await expect(visitor).toHaveURL(new RegExp(`${href}$`))
})

test('reads what is worked on in the open', async ({ visitor }) => {
  await visitor.goto('/open-work')
  const link = visitor
    .locator('main')
    .getByRole('link', { name: /./ })
    .and(visitor.locator('[href^="/open-work/"]'))
  const title = (await link.first().textContent())!
  await link.first().click()
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(title)
  await expect(visitor.getByText('Where it stands')).toBeVisible()
})

test('reads everything without scripts, and is led on by plain links', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: address(), javaScriptEnabled: false })
  const page = await context.newPage()
  for (const path of pages) {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBe(200)
    await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible()
  }
  await page.goto('/roadmap')
  await page.getByRole('link', { name: 'One library of checked answers' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('One library of checked answers')
  await page
    .getByRole('link', { name: 'Sign in to vote' })
    .or(page.getByText('Voting is over'))
    .first()
    .waitFor()
  await page.goto('/wishlist')
  await page.getByRole('link', { name: 'newest' }).click()
  await expect(page).toHaveURL(/\/wishlist\?sort=new$/)
  await context.close()
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`nothing is in the way of anyone, ${colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({ baseURL: address(), colorScheme })
    const page = await context.newPage()
    const entries: string[] = []
    for (const path of pages) {
      await page.goto(path)
      await expectAccessible(page)
      const entry = page.locator(`main a[href^="${path}/"]`).first()
      if (path.length > 1 && (await entry.count()) > 0) entries.push((await entry.getAttribute('href'))!)
    }
    expect(entries.length).toBeGreaterThanOrEqual(3)
    for (const path of [...entries, '/nothing-here']) {
      await page.goto(path)
      await expectAccessible(page)
    }
    await context.close()
  })

test('the roadmap can be followed as a feed that only changes with a publication', async ({ request }) => {
  const first = await request.get(address('/feeds/roadmap.atom'))
  expect(first.headers()['content-type']).toContain('application/atom+xml')
  const text = await first.text()
  expect(text).toContain('Second factor for everyone')
  expect(text).not.toContain('Revoke the keys')
  expect(await (await request.get(address('/feeds/roadmap.atom'))).text()).toBe(text)
})

test('every public page is kept: the second answer is a 304 for whoever has it', async ({ request }) => {
  for (const path of pages.filter((each) => each !== '/signin')) {
    const first = await request.get(address(path))
    const etag = first.headers().etag
    expect(etag, path).toMatch(/^"/)
    expect(first.headers()['cache-control'], path).toBe('public, max-age=0, must-revalidate')
    const again = await request.get(address(path), { headers: { 'if-none-match': etag! } })
    expect(again.status(), path).toBe(304)
  }
})

test('is asked to sign in at every team address, existing or not, in the same way', async ({ request }) => {
  for (const path of [
    '/board',
    '/items/SEC-1',
    '/items/SEC-999999',
    '/queue',
    '/plan',
    '/admin',
    '/requests',
    '/board/nothing',
  ]) {
    const answer = await request.get(address(path), { maxRedirects: 0 })
    expect(answer.status(), path).toBe(303)
    expect(
      new URL(answer.headers().location!, address()).pathname +
        new URL(answer.headers().location!, address()).search,
      path,
    ).toBe(`/signin?next=${encodeURIComponent(path)}`)
  }
})

test('finds one plain page where nothing is', async ({ visitor }) => {
  for (const path of ['/roadmap/never-was-abcdefgh', '/open-work/never-was-abcdefgh', '/nothing-here']) {
    const answer = await visitor.goto(path)
    expect(answer?.status(), path).toBe(404)
    await expect(visitor.getByRole('heading', { level: 1 })).toBeVisible()
  }
})
