// Coming in by the real doors: a real mail server, a real OpenID provider on loopback, next-auth in between.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decode } from 'next-auth/jwt'
import { Provider } from 'oidc-provider'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Asker } from '../../kernel/audience'
import { asViewer, atGate, findViewer, Prisma } from '../../kernel/db'
import { closeMail } from '../../kernel/mail'
import { forgetSettings } from '../../kernel/settings'
import {
  askForLink,
  askerOfCookie,
  backFromProvider,
  disablePerson,
  goToProvider,
  invitePerson,
  leave,
  makeSignInLink,
  openLink,
} from '..'
import { linkState } from './links'

const APP = 'http://localhost:3987'
const system: Asker = { kind: 'system' }

type Received = { to: string; subject: string; text: string }
const received: Received[] = []
let mailServer: SMTPServer
let issuer: string
let issuerServer: Server
/** Who is signed in at the provider, as it would tell it. */
let atProvider: { sub: string; email: string; email_verified: boolean; name: string }
let github: Server
let githubUser = {
  id: 42,
  login: 'octo',
  name: 'Somebody at GitHub',
  email: 'security-lead@daylight.example',
}

beforeAll(async () => {
  mailServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      void simpleParser(stream).then((mail) => {
        received.push({
          to: session.envelope.rcptTo.map(({ address }) => address).join(),
          subject: mail.subject ?? '',
          text: mail.text ?? '',
        })
        done()
      })
    },
  })
  const mailPort = await new Promise<number>((done) => {
    const listening = mailServer.listen(0, '127.0.0.1', () => done((listening.address() as AddressInfo).port))
  })
  ;({ issuer, server: issuerServer } = await startProvider())
  github = createServer(answerLikeGithub)
  const githubAddress = await listen(github)
  Object.assign(process.env, {
    APP_URL: APP,
    SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
    MAIL_FROM: 'Daylight <daylight@daylight.example>',
    AUTH_OIDC_ISSUER: issuer,
    AUTH_OIDC_CLIENT_ID: 'daylight',
    AUTH_OIDC_CLIENT_SECRET: 'a secret between the two',
    AUTH_ALLOWED_DOMAINS: 'daylight.example',
    AUTH_GITHUB_ID: 'daylight',
    AUTH_GITHUB_SECRET: 'another secret',
    GITHUB_API_URL: githubAddress,
  })
  forgetSettings()
  for (const [name, role] of [
    ['Security lead', 'admin'],
    ['Engineer', 'employee'],
    ['Sales', 'sales'],
  ] as const)
    await invitePerson(system, {
      email: `${name.toLowerCase().replace(' ', '-')}@daylight.example`,
      name,
      role,
    })
})

afterAll(async () => {
  closeMail()
  await new Promise<void>((done) => mailServer.close(() => done()))
  issuerServer.close()
  github.close()
})

beforeEach(() => {
  received.length = 0
})

describe('a link by mail', () => {
  test('comes to the stored address, signs in the browser that asked, once, and leads where one wanted to go @asvs 6.3.8', async () => {
    const browser = new Browser()
    const link = await browser.askForLink('Engineer@Daylight.Example', '/requests/new')
    expect(received).toEqual([expect.objectContaining({ to: 'engineer@daylight.example' })])
    const spent = await browser.open(link)
    expect(spent.headers.get('location')).toBe(`/requests/new`)
    expect(await browser.viewer()).toMatchObject({ name: 'Engineer', role: 'employee' })
    const again = await new Browser(browser.attempt).open(link)
    expect(again.headers.get('location')).toContain('/signin/link?')
    expect(again.headers.getSetCookie()).toEqual([])
  })

  test('in another browser it wants the digits that were shown where it was asked for', async () => {
    const [desk, phone] = [new Browser(), new Browser()]
    const link = await desk.askForLink('engineer@daylight.example')
    const stopped = await phone.open(link)
    expect(stopped.headers.get('location')).toContain('/signin/link?token=')
    expect(await phone.viewer()).toBeNull()
    await phone.open(link, '000000')
    expect(await phone.viewer()).toBeNull()
    await phone.open(link, desk.code)
    expect(await phone.viewer()).toMatchObject({ name: 'Engineer' })
  })

  test('a stranger, somebody put out and a colleague are answered alike, and only the colleague is mailed @asvs 6.3.8', async () => {
    const gone = await invitePerson(system, {
      email: 'gone@daylight.example',
      name: 'Gone',
      role: 'employee',
    })
    await disablePerson(system, { id: gone.id })
    for (const email of ['nobody@daylight.example', 'gone@daylight.example', 'sales@daylight.example']) {
      const asked = await askForLink({
        email,
        attempt: undefined,
        next: null,
        address: `192.0.2.${email.length}`,
      })
      expect({ ...asked, code: asked.code.length, attempt: asked.attempt.length }).toEqual({
        code: 6,
        attempt: 43,
        sending: expect.any(Promise),
      })
      await asked.sending
    }
    expect(received.map(({ to }) => to)).toEqual(['sales@daylight.example'])
    expect(await findByEmail('nobody@daylight.example')).toBeNull()
  })

  test('with guests let in, an address that nobody knows becomes a guest, and one only', async () => {
    set({ AUTH_GUESTS: 'on' })
    const asked = await Promise.all(
      Array.from({ length: 4 }, (_, n) =>
        askForLink({
          email: 'visitor@elsewhere.example',
          attempt: undefined,
          next: null,
          address: `192.0.2.${n}`,
        }),
      ),
    )
    await Promise.all(asked.map(({ sending }) => sending))
    expect(await findByEmail('visitor@elsewhere.example')).toMatchObject({ role: 'guest' })
    set({ AUTH_GUESTS: 'off' })
  })

  test('asking again and again is stopped, per mailbox and per address, whoever is behind them @asvs 6.3.1', async () => {
    const ask = (email: string, address: string) =>
      askForLink({ email, attempt: undefined, next: null, address })
    for (const email of ['flooded@daylight.example', 'security-lead@daylight.example']) {
      for (let n = 0; n < 5; n++) await (await ask(email, `198.51.100.${n}`)).sending
      await expect(ask(email, '198.51.100.99')).rejects.toMatchObject({ code: 'too-many' })
    }
    for (let n = 0; n < 20; n++) await ask(`somebody-${n}@daylight.example`, '203.0.113.1')
    await expect(ask('one-more@daylight.example', '203.0.113.1')).rejects.toMatchObject({ code: 'too-many' })
  })

  test('neither token nor address is in what is kept', async () => {
    const browser = new Browser()
    const token = new URL(await browser.askForLink('sales@daylight.example')).searchParams.get('token')!
    const [row] = await atGate<{ state: string }>(
      Prisma.sql`SELECT gate.link_state(${new TextEncoder().encode(token)}, NULL) AS state`,
    )
    expect(row?.state).toBe('gone')
    expect(await linkState(token, browser.attempt)).toBe('ready')
  })
})

describe('the operator’s link', () => {
  test('opens in any browser, and the session cookie holds nothing of the person @asvs 7.2.3', async () => {
    const { secret } = await makeSignInLink(system, { email: 'security-lead@daylight.example' })
    const browser = new Browser()
    const answer = await browser.open(`${APP}/signin/link?token=${secret}`)
    expect(answer.headers.get('location')).toBe(`/signin`)
    const cookie = answer.headers.getSetCookie().find((each) => each.startsWith('daylight.session='))
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(
      Object.keys((await decode({ token: browser.session!, secret: process.env.NEXTAUTH_SECRET! }))!).sort(),
    ).toEqual(['exp', 'iat', 'jti', 'session'])
    expect(await browser.viewer()).toMatchObject({ role: 'admin' })
  })

  test('a second sign-in in the same browser ends the first session; signing out ends the second @asvs 7.2.4', async () => {
    const browser = new Browser()
    const comeIn = async () =>
      browser.open(
        `${APP}/signin/link?token=${(await makeSignInLink(system, { email: 'sales@daylight.example' })).secret}`,
      )
    await comeIn()
    const first = browser.session
    await comeIn()
    const second = browser.session
    expect(await findViewer(await askerOfCookie(first))).toBeNull()
    expect(await findViewer(await askerOfCookie(second))).not.toBeNull()
    browser.take(await leave(browser.post('/signin/out')))
    expect(browser.session).toBeUndefined()
    expect(await findViewer(await askerOfCookie(second))).toBeNull()
  })

  test('a form that another site sends opens and ends nothing @asvs 3.5.1', async () => {
    const { secret } = await makeSignInLink(system, { email: 'sales@daylight.example' })
    const headers = { 'sec-fetch-site': 'cross-site', origin: APP }
    for (const answer of [
      await openLink(
        new Request(`${APP}/signin/link/open`, {
          method: 'POST',
          headers,
          body: new URLSearchParams({ token: secret }),
        }),
      ),
      await goToProvider(new Request(`${APP}/signin/with/oidc`, { method: 'POST', headers }), 'oidc'),
      await leave(new Request(`${APP}/signin/out`, { method: 'POST', headers: { origin: 'null' } })),
    ])
      expect(answer.status).toBe(403)
    expect(await linkState(secret, undefined)).toBe('ready')
  })
})

describe('the company’s sign-on', () => {
  test('brings in a new colleague of a listed domain as an employee, and knows them again @asvs 10.5.2', async () => {
    atProvider = { sub: 'n1', email: 'Newcomer@daylight.example', email_verified: true, name: 'Newcomer' }
    const browser = new Browser()
    expect((await browser.throughProvider('oidc', '/requests')).headers.get('location')).toBe('/requests')
    expect(await browser.viewer()).toMatchObject({ email: 'newcomer@daylight.example', role: 'employee' })
    const person = await browser.viewer()
    atProvider = { ...atProvider, email: 'renamed@daylight.example' }
    const later = new Browser()
    await later.throughProvider('oidc')
    expect((await later.viewer())?.id).toBe(person?.id)
  })

  test('leads to the account of that address only when it says that the address was verified', async () => {
    atProvider = { sub: 'e1', email: 'engineer@daylight.example', email_verified: false, name: 'Engineer' }
    const browser = new Browser()
    expect((await browser.throughProvider('oidc')).headers.get('location')).toContain(
      '/signin?problem=unknown',
    )
    expect(await browser.viewer()).toBeNull()
    atProvider = { ...atProvider, email_verified: true }
    await browser.throughProvider('oidc')
    expect(await browser.viewer()).toMatchObject({ email: 'engineer@daylight.example' })
  })

  test('an address of another domain makes nobody', async () => {
    atProvider = { sub: 'x1', email: 'somebody@elsewhere.example', email_verified: true, name: 'Somebody' }
    const browser = new Browser()
    await browser.throughProvider('oidc')
    expect(await browser.viewer()).toBeNull()
    expect(await findByEmail('somebody@elsewhere.example')).toBeNull()
  })

  test('an answer for another browser, or one that was never asked for, signs nobody in @asvs 10.1.2', async () => {
    atProvider = { sub: 'n1', email: 'newcomer@daylight.example', email_verified: true, name: 'Newcomer' }
    const victim = new Browser()
    const answer = await new Browser().askProvider('oidc')
    const came = await victim.comeBack('oidc', answer)
    expect(came.headers.get('location')).toContain('/signin?problem=provider')
    expect(await victim.viewer()).toBeNull()
  })

  test('whoever was put out stays out', async () => {
    atProvider = { sub: 'n2', email: 'leaver@daylight.example', email_verified: true, name: 'Leaver' }
    const browser = new Browser()
    await browser.throughProvider('oidc')
    await disablePerson(system, { id: (await browser.viewer())!.id! })
    const later = new Browser()
    expect((await later.throughProvider('oidc')).headers.get('location')).toContain('problem=unknown')
    expect(await later.viewer()).toBeNull()
  })
})

describe('GitHub', () => {
  test('signs in nobody by address; once linked in the settings it signs in its person', async () => {
    const stranger = new Browser()
    expect((await stranger.throughProvider('github')).headers.get('location')).toContain('problem=unknown')
    expect(await stranger.viewer()).toBeNull()

    const browser = new Browser()
    await browser.open(
      `${APP}/signin/link?token=${(await makeSignInLink(system, { email: 'sales@daylight.example' })).secret}`,
    )
    expect((await browser.throughProvider('github', '/settings', 'link')).headers.get('location')).toBe(
      '/settings?linked=yes',
    )

    await stranger.throughProvider('github')
    expect(await stranger.viewer()).toMatchObject({ email: 'sales@daylight.example' })
  })

  test('what was set out as linking by one person is not finished by the next at the same browser', async () => {
    githubUser = { ...githubUser, id: 77 }
    const browser = new Browser()
    const comeInAs = async (email: string) =>
      browser.open(`${APP}/signin/link?token=${(await makeSignInLink(system, { email })).secret}`)
    await comeInAs('sales@daylight.example')
    const answer = await browser.askProvider('github', '/settings', 'link')
    await comeInAs('engineer@daylight.example')
    expect((await browser.comeBack('github', answer)).headers.get('location')).toContain('problem=unknown')
  })
})

test('a provider that nobody set up is not there', async () => {
  expect((await goToProvider(new Browser().post('/signin/with/other'), 'other')).status).toBe(404)
  expect((await backFromProvider(new Request(`${APP}/api/auth/callback/other`), 'other')).status).toBe(404)
})

/** Keeps cookies and follows what it is told, like the real one. */
class Browser {
  private cookies = new Map<string, string>()
  code = ''

  constructor(attempt?: string) {
    if (attempt) this.cookies.set('daylight.attempt', attempt)
  }

  get attempt() {
    return this.cookies.get('daylight.attempt')
  }

  get session() {
    return this.cookies.get('daylight.session')
  }

  async viewer() {
    return findViewer(await askerOfCookie(this.session))
  }

  async askForLink(email: string, next: string | null = null): Promise<string> {
    const asked = await askForLink({
      email,
      attempt: this.attempt,
      next,
      address: `192.0.2.${Math.ceil(Math.random() * 250)}`,
    })
    this.cookies.set('daylight.attempt', asked.attempt)
    this.code = asked.code
    await asked.sending
    return /http\S+/.exec(received.at(-1)!.text)![0]
  }

  async open(link: string, code = '') {
    const { searchParams } = new URL(link)
    const fields = { token: searchParams.get('token') ?? '', next: searchParams.get('next') ?? '', code }
    return this.take(await openLink(this.post('/signin/link/open', fields)))
  }

  async throughProvider(provider: string, next = '', purpose = '') {
    return this.comeBack(provider, await this.askProvider(provider, next, purpose))
  }

  /** Goes to the provider and answers the address that it sends back to. */
  async askProvider(provider: string, next = '', purpose = '') {
    const gone = this.take(
      await goToProvider(this.post(`/signin/with/${provider}`, { next, purpose }), provider),
    )
    let location = /content="0;url=([^"]+)"/.exec(await gone.text())![1]!.replaceAll('&amp;', '&')
    const jar = new Map<string, string>()
    while (!location.startsWith(APP)) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await fetch(location, { redirect: 'manual', headers: { cookie } })
      for (const each of answer.headers.getSetCookie())
        jar.set(...(each.split(';')[0]!.split(/=(.*)/s, 2) as [string, string]))
      expect(answer.headers.get('location'), await answer.text()).not.toBeNull()
      location = new URL(answer.headers.get('location')!, location).href
    }
    return location
  }

  async comeBack(provider: string, location: string) {
    return this.take(
      await backFromProvider(new Request(location, { headers: { cookie: this.cookieHeader() } }), provider),
    )
  }

  post(path: string, fields: Record<string, string> = {}) {
    return new Request(APP + path, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin', cookie: this.cookieHeader() },
      body: new URLSearchParams(fields),
    })
  }

  take(answer: Response) {
    for (const each of answer.headers.getSetCookie()) {
      const [name, value] = each.split(';')[0]!.split(/=(.*)/s, 2) as [string, string]
      if (value === '' || /Max-Age=0/i.test(each)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return answer
  }

  private cookieHeader() {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }
}

async function startProvider() {
  const server = createServer()
  const address = await listen(server)
  const provider = new Provider(address, {
    clients: [
      {
        client_id: 'daylight',
        client_secret: 'a secret between the two',
        redirect_uris: [`${APP}/api/auth/callback/oidc`],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['for tests'] },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...atProvider, sub }) }),
  })
  const handle = provider.callback()
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/')) void consent(provider, request, response)
    else void handle(request, response)
  })
  return { issuer: address, server }
}

// Somebody who presses "yes" to everything.
async function consent(provider: Provider, request: IncomingMessage, response: ServerResponse) {
  const { params } = await provider.interactionDetails(request, response)
  const grant = new provider.Grant({ accountId: atProvider.sub, clientId: String(params.client_id) })
  grant.addOIDCScope('openid email profile')
  await provider.interactionFinished(request, response, {
    login: { accountId: atProvider.sub },
    consent: { grantId: await grant.save() },
  })
}

function answerLikeGithub(request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', 'http://github.local')
  const json = (body: object) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  if (url.pathname === '/login/oauth/authorize') {
    const back = new URL(url.searchParams.get('redirect_uri')!)
    back.searchParams.set('code', 'once')
    back.searchParams.set('state', url.searchParams.get('state')!)
    response.writeHead(302, { location: back.href }).end()
  } else if (url.pathname === '/login/oauth/access_token')
    json({ access_token: 'theirs', token_type: 'bearer', scope: 'read:user' })
  else json(githubUser)
}

function listen(server: Server): Promise<string> {
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () => done(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  )
}

function set(env: Record<string, string>) {
  Object.assign(process.env, env)
  forgetSettings()
}

async function findByEmail(email: string) {
  return asViewer(system, (tx) => tx.person.findUnique({ where: { email }, select: { role: true } }))
}
