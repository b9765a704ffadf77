// Coming in: by the operator's link, by mail through a real mail server, by the company's account at a real OpenID
// provider. A second Daylight with those settings serves the same database.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Page } from '@playwright/test'
import { simpleParser } from 'mailparser'
import { Provider } from 'oidc-provider'
import { SMTPServer } from 'smtp-server'
import { makeSignInLink } from '../lib/people/commands'
import { freePort } from '../scripts/house/postgres'
import { spawnServer, waitUntilReady, type Server as Daylight } from '../scripts/house/server'
import { address, castEmail, expect, test } from './cast'

const mails: { to: string; text: string }[] = []
const atProvider = { sub: 'n1', email: 'newcomer@daylight.example', email_verified: true, name: 'Newcomer' }
let there: string
let daylight: Daylight
let mailServer: SMTPServer
let issuerServer: Server

test.beforeAll(async () => {
  const port = await freePort()
  there = `http://localhost:${port}`
  mailServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      void simpleParser(stream).then((mail) => {
        mails.push({
          to: session.envelope.rcptTo.map((each) => each.address).join(),
          text: mail.text ?? '',
        })
        done()
      })
    },
  })
  const mailPort = await new Promise<number>((done) => {
    const listening = mailServer.listen(0, '127.0.0.1', () => done((listening.address() as AddressInfo).port))
  })
  const issuer = await startProvider()
  daylight = spawnServer({
    env: {
      ...process.env,
      // The serving process knows neither of these.
      DATABASE_OWNER_URL: '',
      DATABASE_BACKUP_URL: '',
      PORT: String(port),
      NEXTAUTH_URL: there,
      LOG_LEVEL: 'warn',
      SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
      MAIL_FROM: 'Daylight <daylight@daylight.example>',
      AUTH_OIDC_ISSUER: issuer,
      AUTH_OIDC_CLIENT_ID: 'daylight',
      AUTH_OIDC_CLIENT_SECRET: 'a secret between the two',
      AUTH_ALLOWED_DOMAINS: 'daylight.example',
    },
  })
  await waitUntilReady(daylight, port, 60)
})

test.afterAll(async () => {
  await daylight?.stop()
  mailServer?.close(() => undefined)
  issuerServer?.closeAllConnections()
  issuerServer?.close()
})

test('the operator’s link signs in once; looking at it does not spend it', async ({ browser }) => {
  const { secret } = await makeSignInLink({ kind: 'system' }, { email: castEmail('support') })
  const path = address(`/signin/link?token=${secret}&next=${encodeURIComponent('/requests/new')}`)
  const scanner = await browser.newContext()
  for (let n = 0; n < 3; n++) expect((await scanner.request.get(path)).status()).toBe(200)
  const page = await scanner.newPage()
  await page.goto(path)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/requests\/new$/)
  const second = await (await browser.newContext()).newPage()
  await second.goto(path)
  await expect(second.getByText('This link does not open any more')).toBeVisible()
  await second.context().close()

  await page.goto(address('/requests'))
  await page
    .getByRole('button', { name: /Customer support|account/i })
    .first()
    .click()
  await page
    .getByRole('menuitem', { name: /sign out/i })
    .or(page.getByRole('button', { name: /sign out/i }))
    .click()
  await expect(page.getByText('You are signed out on this device.')).toBeVisible()
  await page.goto(address('/requests'))
  await expect(page).toHaveURL(/\/signin\?next=%2Frequests/)
  await scanner.close()
})

test('a link comes by mail, and opens in the browser that asked for it', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: there })
  const { page, link } = await askByMail(context, castEmail('developer'), '/requests/new/support')
  await expect(page.getByText('Look into your mail')).toBeVisible()
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(`${there}/requests/new/support`)
  await context.close()
})

test('in another browser the mailed link wants the digits of the first', async ({ browser }) => {
  const first = await browser.newContext({ baseURL: there })
  const { page, link } = await askByMail(first, castEmail('platform'))
  const digits = (await page.getByText(/^\d{3} \d{3}$/).textContent())!
  const second = await browser.newContext({ baseURL: there })
  const phone = await second.newPage()
  await phone.goto(link)
  await expect(phone.getByText('This link was asked for in another browser.')).toBeVisible()
  await phone.getByLabel('Six digits').fill(digits === '000 000' ? '111 111' : '000 000')
  await phone.getByRole('button', { name: 'Sign in' }).click()
  await expect(phone.getByText('Those are not the digits.')).toBeVisible()
  await phone.getByLabel('Six digits').fill(digits)
  await phone.getByRole('button', { name: 'Sign in' }).click()
  await expect(phone).toHaveURL(/\/requests$/)
  // Spent: also for the browser that asked.
  await page.goto(link)
  await expect(page.getByText('This link does not open any more')).toBeVisible()
  await first.close()
  await second.close()
})

test('whoever asks for an unknown address is told the same, and nothing is mailed', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: there })
  const page = await context.newPage()
  const before = mails.length
  await page.goto('/signin')
  await page.getByLabel('Your mail address').fill('nobody@daylight.example')
  await page.getByRole('button', { name: 'Mail me a link' }).click()
  await expect(page.getByText('Look into your mail')).toBeVisible()
  await expect(page.getByText(/^\d{3} \d{3}$/)).toBeVisible()
  // Mail leaves in order: one that is asked for afterwards is the next to arrive.
  const { link } = await askByMail(context, castEmail('sales'))
  expect(link).toContain('/signin/link?token=')
  expect(mails.slice(before).map(({ to }) => to)).toEqual([castEmail('sales')])
  await context.close()
})

test('the company’s account brings a new colleague in, as an employee, and back to the page wanted', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: there })
  const page = await context.newPage()
  await page.goto('/requests/new')
  await expect(page).toHaveURL(/\/signin\?next=/)
  await page.getByRole('button', { name: 'Continue with your company account' }).click()
  await page.getByRole('button', { name: 'Yes, it is me' }).click()
  await expect(page).toHaveURL(`${there}/requests/new`)
  const me = (await (await page.request.get('/api/v1/me')).json()) as { name: string; role: string }
  expect(me).toMatchObject({ name: 'Newcomer', role: 'employee' })
  expect((await page.request.get('/board')).status()).toBe(404)
  await context.close()
})

test('a session opened at one door is open, and ended, at the other', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: there })
  const { page, link } = await askByMail(context, castEmail('analyst'))
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/board$/)
  await page.goto(address('/settings'))
  await page.getByRole('button', { name: /everywhere/i }).click()
  await expect(page.getByText('You are signed out everywhere.')).toBeVisible()
  await page.goto(`${there}/board`)
  await expect(page).toHaveURL(/\/signin\?next=%2Fboard/)
  await context.close()
})

/** Asks for a link on the sign-in page; answers with the page and the link that arrived. */
async function askByMail(
  context: BrowserContext,
  email: string,
  next?: string,
): Promise<{ page: Page; link: string }> {
  const before = mails.length
  const page = await context.newPage()
  await page.goto(next ? `/signin?next=${encodeURIComponent(next)}` : '/signin')
  await page.getByLabel('Your mail address').fill(email)
  await page.getByRole('button', { name: 'Mail me a link' }).click()
  await expect.poll(() => mails.slice(before).filter(({ to }) => to === email).length).toBe(1)
  return { page, link: /http\S+/.exec(mails.at(-1)!.text)![0] }
}

async function startProvider(): Promise<string> {
  issuerServer = createServer()
  await new Promise<void>((done) => issuerServer.listen(0, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${(issuerServer.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'daylight',
        client_secret: 'a secret between the two',
        redirect_uris: [`${there}/api/auth/callback/oidc`],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['for tests'] },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...atProvider, sub }) }),
  })
  const handle = provider.callback()
  issuerServer.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void handle(request, response)
    if (request.method === 'GET')
      return void response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(
          '<!doctype html><title>Who is it?</title><form method="post"><button>Yes, it is me</button></form>',
        )
    void (async () => {
      const { params } = await provider.interactionDetails(request, response)
      const grant = new provider.Grant({ accountId: atProvider.sub, clientId: String(params.client_id) })
      grant.addOIDCScope('openid email profile')
      await provider.interactionFinished(request, response, {
        login: { accountId: atProvider.sub },
        consent: { grantId: await grant.save() },
      })
    })()
  })
  return issuer
}
