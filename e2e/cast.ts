// The people of the journeys: the sample workspace's cast, signed in by the operator's link, once each.
import { expect, test as base, type Browser, type BrowserContext, type Page } from '@playwright/test'
import AxeBuilder from '@axe-core/playwright'
import { cast, castEmail, type CastName } from '../prisma/sample/cast'
import { makeSignInLink } from '../lib/people/commands'

export { cast, expect, type CastName }

/** Where the workspace under test is. */
export function address(path = ''): string {
  return `${process.env.DAYLIGHT_TEST_URL}${path}`
}

type Stored = Awaited<ReturnType<BrowserContext['storageState']>>
const kept = new Map<CastName, Stored>()

/** A browser in which this person is signed in. */
export async function contextOf(
  browser: Browser,
  who: CastName,
  options: { width?: number; dark?: boolean } = {},
): Promise<BrowserContext> {
  const storageState = kept.get(who) ?? (await signIn(browser, who))
  kept.set(who, storageState)
  return browser.newContext({
    storageState,
    baseURL: address(),
    viewport: options.width ? { width: options.width, height: 844 } : { width: 1440, height: 900 },
    colorScheme: options.dark ? 'dark' : 'light',
  })
}

async function signIn(browser: Browser, who: CastName): Promise<Stored> {
  const { secret } = await makeSignInLink({ kind: 'system' }, { email: castEmail(who) })
  const context = await browser.newContext({ baseURL: address() })
  const page = await context.newPage()
  await page.goto(`/signin/link?token=${secret}`)
  await page.getByRole('button', { name: /sign in/i }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/signin'))
  const state = await context.storageState()
  await context.close()
  return state
}

/** Nothing for axe to find, in the theme that the page is in. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
  ).toEqual([])
}

type People = {
  as: (who: CastName, options?: { width?: number; dark?: boolean }) => Promise<Page>
  visitor: Page
}

/** A test with people in it. A page that writes an error to its console fails the test. */
export const test = base.extend<People>({
  as: async ({ browser }, use) => {
    const open: BrowserContext[] = []
    const wrong: string[] = []
    await use(async (who, options) => {
      const context = await contextOf(browser, who, options)
      open.push(context)
      const page = await context.newPage()
      listen(page, wrong)
      return page
    })
    for (const context of open) await context.close()
    expect(wrong).toEqual([])
  },
  visitor: async ({ browser }, use) => {
    const wrong: string[] = []
    const context = await browser.newContext({ baseURL: address() })
    const page = await context.newPage()
    listen(page, wrong)
    await use(page)
    await context.close()
    expect(wrong).toEqual([])
  },
})

function listen(page: Page, wrong: string[]): void {
  page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    // The browser itself reports every 4xx; a journey says where one belongs.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      wrong.push(`${page.url()}: ${message.text()}`)
  })
}
