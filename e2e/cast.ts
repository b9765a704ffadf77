// The people of the journeys: the sample workspace's cast, signed in by the operator's link, once each.
import { randomBytes } from 'node:crypto'
import {
  expect,
  request,
  test as base,
  type Browser,
  type BrowserContext,
  type Locator,
  type Page,
} from '@playwright/test'
import AxeBuilder from '@axe-core/playwright'
import '../lib/wiring'
import type { Asker } from '../lib/kernel/audience'
import { asViewer } from '../lib/kernel/db'
import { makeSignInLink } from '../lib/people/commands'
import { cast, castEmail, type CastName } from '../prisma/sample/cast'

export { cast, castEmail, expect, type CastName }

/** Where the workspace under test is. */
export function address(path = ''): string {
  return `${process.env.DAYLIGHT_TEST_URL}${path}`
}

/** A title that no other run and no other journey has used. */
export function fresh(title: string): string {
  return `${title} ${randomBytes(3).toString('hex')}`
}

/** One of the cast as the commands know them, for what must be there before a journey begins. */
export async function askerOf(who: CastName): Promise<Asker> {
  const email = castEmail(who)
  const { id } = await asViewer({ kind: 'system' }, (tx) =>
    tx.person.findUniqueOrThrow({ where: { email }, select: { id: true } }),
  )
  return { kind: 'person', id }
}

type Options = { width?: number; dark?: boolean; scripts?: boolean }
type Stored = Awaited<ReturnType<BrowserContext['storageState']>>
const kept = new Map<CastName, Stored>()

/** A browser in which this person is signed in. */
async function contextOf(
  browser: Browser,
  who: CastName,
  { width, dark, scripts = true }: Options = {},
): Promise<BrowserContext> {
  const known = kept.get(who)
  const storageState = known && (await isOpen(known)) ? known : await signInAs(browser, castEmail(who))
  kept.set(who, storageState)
  return browser.newContext({
    storageState,
    baseURL: address(),
    viewport: width ? { width, height: 844 } : { width: 1440, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: scripts,
  })
}

/** Another journey may have signed them out everywhere. */
async function isOpen(storageState: Stored): Promise<boolean> {
  const asking = await request.newContext({ baseURL: address(), storageState })
  const answer = await asking.get('/settings', { maxRedirects: 0 })
  await asking.dispose()
  return answer.status() === 200
}

/** Goes through the operator's link; answers what the browser remembers afterwards. */
export async function signInAs(browser: Browser, email: string): Promise<Stored> {
  const { secret } = await makeSignInLink({ kind: 'system' }, { email })
  const context = await browser.newContext({ baseURL: address() })
  const page = await context.newPage()
  await page.goto(`/signin/link?token=${secret}`)
  await page.getByRole('button', { name: /sign in/i }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/signin'))
  const state = await context.storageState()
  await context.close()
  return state
}

/** Opens a page and waits until it listens: until every control on it has been taken over by its script. */
export async function visit(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path)
  expect(answer?.status(), path).toBe(200)
  await listens(page.locator('body'))
}

/** Every control in it has been taken over by its script, so that nothing pressed or typed is lost. */
export async function listens(part: Locator): Promise<void> {
  await expect
    .poll(() =>
      part.evaluate((element) =>
        [...element.querySelectorAll('button, select, textarea, input:not([type=hidden])')]
          .filter((control) => !Object.keys(control).some((name) => name.startsWith('__reactProps')))
          .map((control) => control.outerHTML.slice(0, 120)),
      ),
    )
    .toEqual([])
}

/** Nothing for axe to find, in the theme that the page is in. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
    page.url(),
  ).toEqual([])
}

type People = {
  as: (who: CastName, options?: Options) => Promise<Page>
  /** Somebody whom the journey itself brought in, by address. */
  known: (email: string) => Promise<Page>
  visitor: Page
}

type Opened = { contexts: BrowserContext[]; wrong: string[] }

/** A test with people in it. A page that writes an error to its console fails the test. */
export const test = base.extend<People & { opened: Opened }>({
  opened: async ({ browserName: _name }, use) => {
    const opened: Opened = { contexts: [], wrong: [] }
    await use(opened)
    for (const context of opened.contexts) await context.close()
    expect(opened.wrong).toEqual([])
  },
  as: async ({ browser, opened }, use) => {
    await use(async (who, options) => {
      const context = await contextOf(browser, who, options)
      opened.contexts.push(context)
      return listenTo(await context.newPage(), opened.wrong)
    })
  },
  known: async ({ browser, opened }, use) => {
    await use(async (email) => {
      const context = await browser.newContext({
        storageState: await signInAs(browser, email),
        baseURL: address(),
      })
      opened.contexts.push(context)
      return listenTo(await context.newPage(), opened.wrong)
    })
  },
  visitor: async ({ browser, opened }, use) => {
    const context = await browser.newContext({ baseURL: address() })
    opened.contexts.push(context)
    await use(listenTo(await context.newPage(), opened.wrong))
  },
})

function listenTo(page: Page, wrong: string[]): Page {
  page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    // The browser itself reports every 4xx; a journey says where one belongs.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      wrong.push(`${page.url()}: ${message.text()}`)
  })
  return page
}
