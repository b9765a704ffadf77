// The doors: spending a link, going to a provider, coming back from it, linking one to the own account, leaving.
// Each takes a request and answers a redirect with its cookies, so that all of it works without a script.
import type { Account, Profile } from 'next-auth'
import type { Asker } from '../../kernel/audience'
import { atGate, Prisma } from '../../kernel/db'
import { databaseCode, Refusal } from '../../kernel/errors'
import { anonymous, hashOf, newSecret, opened, sealed } from '../../kernel/secrets'
import { settings } from '../../kernel/settings'
import { askerOfCookie, sessionCookieName } from '../asker'
import { linkIdentity } from '../commands'
import { newTeammateRole, safeNext } from '../rules'
import { line } from '../../kernel/text'
import { emailAddress } from '../schema'
import { attemptCookie, endSession, spendLink, takeTurns } from './links'
import { askNextAuth, sessionDays } from './next-auth'
import { configuredProviders, isCompanyIssuer, providerConfigs, type ProviderId } from './providers'
import { addressOf, provesOrigin } from './where'

const linkingCookie = 'daylight.linking'
const DAY = 86_400_000

type Linking = { session: string; provider: ProviderId; until: number }

/** Why the sign-in page greets with a sentence. */
export const problems = {
  unknown:
    'That account does not lead to anybody here. Ask an admin to invite you, or sign in another way and link it in your settings.',
  provider: 'Signing in there did not work. Please try again.',
  often: 'That was often. Please wait a few minutes and try again.',
} as const

/** POST: spends a link. In a wrong browser without the right digits it leads back to the link's page. */
export async function openLink(request: Request): Promise<Response> {
  if (!provesOrigin(request.headers)) return foreign()
  const form = await formOf(request)
  const token = String(form.get('token') ?? '')
  const code = String(form.get('code') ?? '')
  const next = safeNext(form.get('next'))
  const cookies = cookiesOf(request)
  const back = new URL('/signin/link', settings().publicAddress)
  back.searchParams.set('token', token)
  if (next) back.searchParams.set('next', next)
  if (await isTooOften(request, 'open')) {
    back.searchParams.set('problem', 'often')
    return seeOther(back, [])
  }
  const session = newSecret()
  let person: string | null = null
  const { location, setCookies } = await askNextAuth(
    {
      action: 'callback',
      provider: 'link',
      method: 'POST',
      body: { callbackUrl: next ?? '/signin' },
      cookies: {},
    },
    {
      providers: [
        {
          id: 'link',
          name: 'A link',
          type: 'credentials',
          credentials: {},
          async authorize() {
            person = await spendLink({
              token,
              code,
              attempt: cookies[attemptCookie],
              session,
              until: in30Days(),
            })
            return person ? { id: person } : null
          },
        },
      ],
      signIn: () => true,
      session: () => session,
    },
  )
  if (!person) {
    if (code) back.searchParams.set('problem', 'code')
    return seeOther(back, [])
  }
  await endOldSession(cookies)
  return seeOther(location, setCookies)
}

/** POST: off to a provider, to sign in, or, for somebody who is signed in, to link it (`purpose=link`). */
export async function goToProvider(request: Request, provider: string): Promise<Response> {
  const known = configuredProviders().find(({ id }) => id === provider)
  if (!known) return nothingHere()
  if (!provesOrigin(request.headers)) return foreign()
  if (await isTooOften(request, 'provider')) return seeOther(problemPage('often'), [])
  const form = await formOf(request)
  const cookies = cookiesOf(request)
  const { location, setCookies } = await askNextAuth(
    {
      action: 'signin',
      provider: known.id,
      method: 'POST',
      body: { callbackUrl: safeNext(form.get('next')) ?? '/signin' },
      cookies: {},
    },
    { providers: providerConfigs(), signIn: () => false, session: () => '' },
  )
  if (isOurProblem(location)) return seeOther(problemPage('provider'), [])
  return onwards(location, [...setCookies, await linkingCookieFor(form, known.id, cookies)])
}

/** GET: back from a provider. Signs in, or links when that is what this browser set out for. */
export async function backFromProvider(request: Request, provider: string): Promise<Response> {
  const known = configuredProviders().find(({ id }) => id === provider)
  if (!known) return nothingHere()
  // Each of these asks the provider something, and anybody can make up such a request.
  if (await isTooOften(request, 'back')) return seeOther(problemPage('often'), [])
  const cookies = cookiesOf(request)
  const session = newSecret()
  const linking = await linkingOf(cookies, known.id)
  let entered = false
  const { location, setCookies } = await askNextAuth(
    {
      action: 'callback',
      provider: known.id,
      method: 'GET',
      query: Object.fromEntries(new URL(request.url).searchParams),
      cookies,
    },
    {
      providers: providerConfigs(),
      session: () => session,
      async signIn({ account, profile }) {
        const identity = identityOf(account, profile)
        if (!identity) return '/signin?problem=unknown'
        if (linking) return link(linking, identity)
        entered = await enter(identity, session)
        return entered || '/signin?problem=unknown'
      },
    },
  )
  const cleared = [...setCookies, clear(linkingCookie)]
  if (isOurProblem(location))
    return seeOther(
      linking ? new URL('/settings?problem=provider', settings().publicAddress) : problemPage('provider'),
      cleared,
    )
  if (entered) await endOldSession(cookies)
  return seeOther(location, cleared)
}

/** POST: ends the session of this browser and forgets its cookie. */
export async function leave(request: Request): Promise<Response> {
  if (!provesOrigin(request.headers)) return foreign()
  await endOldSession(cookiesOf(request))
  return seeOther(new URL('/signin?left=yes', settings().publicAddress), [clear(sessionCookieName())])
}

/** Has one address knocked at this door too often lately? Counted whether it leads in or not. */
async function isTooOften(request: Request, door: string): Promise<boolean> {
  try {
    await takeTurns([{ key: anonymous('turns', `${door} from ${addressOf(request.headers)}`), most: 60 }])
    return false
  } catch (error) {
    if (error instanceof Refusal) return true
    throw error
  }
}

/** What was posted; what is no form at all is a form with nothing in it. */
function formOf(request: Request): Promise<FormData> {
  return request.formData().catch(() => new FormData())
}

type Identity = { issuer: string; subject: string; email: string | null; vouched: boolean; name: string }

/** Who came, as far as it may be believed; null when the provider is not the one that we were told of. */
function identityOf(account: Account | null, profile: Profile | undefined): Identity | null {
  if (!account || !profile) return null
  if (account.provider === 'github') {
    const issuer = configuredProviders().find(({ id }) => id === 'github')!.issuer
    return { issuer, subject: account.providerAccountId, email: null, vouched: false, name: '' }
  }
  const claims = profile as {
    iss?: unknown
    sub?: unknown
    email?: unknown
    email_verified?: unknown
    name?: unknown
  }
  if (!isCompanyIssuer(claims.iss) || typeof claims.sub !== 'string') return null
  const email = emailAddress.safeParse(claims.email)
  const name = line(100).safeParse(claims.name)
  return {
    issuer: String(claims.iss),
    subject: claims.sub,
    email: email.success ? email.data : null,
    vouched: email.success && claims.email_verified === true,
    name: name.success ? name.data : email.success ? email.data : 'Somebody new',
  }
}

async function enter(identity: Identity, session: string): Promise<boolean> {
  const role = identity.email ? newTeammateRole(identity.email, settings().allowedDomains) : null
  const ask = () =>
    atGate<{ person: string | null }>(Prisma.sql`
      SELECT gate.enter_with_identity(${identity.issuer}, ${identity.subject}, ${identity.email}, ${identity.vouched}, ${identity.name}, ${role},
        ${hashOf(session)}, ${in30Days()}) AS person`)
  try {
    return Boolean((await ask())[0]?.person)
  } catch (error) {
    // Two first visits at once: the second finds what the first one made.
    if (databaseCode(error) !== '23505') throw error
    return Boolean((await ask())[0]?.person)
  }
}

async function link(asker: Asker, { issuer, subject }: Identity): Promise<string> {
  try {
    await linkIdentity(asker, { issuer, subject })
    return '/settings?linked=yes'
  } catch (error) {
    if (error instanceof Refusal) return '/settings?problem=taken'
    throw error
  }
}

// Bound to the very session that pressed the button: whoever signs in here later must not receive another's account.
async function linkingCookieFor(
  form: FormData,
  provider: ProviderId,
  cookies: Record<string, string>,
): Promise<string> {
  const asker = await askerOfCookie(cookies[sessionCookieName()])
  if (form.get('purpose') !== 'link' || asker.kind !== 'session') return clear(linkingCookie)
  const words: Linking = { session: nameOfSession(asker.secret), provider, until: Date.now() + 600_000 }
  return setCookie(linkingCookie, sealed('linking', words), 600)
}

async function linkingOf(cookies: Record<string, string>, provider: ProviderId): Promise<Asker | null> {
  const words = opened<Linking>('linking', cookies[linkingCookie] ?? '')
  if (!words || words.provider !== provider || words.until < Date.now()) return null
  const asker = await askerOfCookie(cookies[sessionCookieName()])
  return asker.kind === 'session' && nameOfSession(asker.secret) === words.session ? asker : null
}

function nameOfSession(secret: string) {
  return Buffer.from(hashOf(secret)).toString('base64url')
}

// A browser holds one session: the one before does not stay open behind the new one.
async function endOldSession(cookies: Record<string, string>) {
  const asker = await askerOfCookie(cookies[sessionCookieName()])
  if (asker.kind === 'session') await endSession(asker.secret)
}

function in30Days() {
  return new Date(Date.now() + sessionDays * DAY)
}

function isOurProblem(location: URL) {
  return location.origin === settings().publicAddress && location.pathname.startsWith('/api/auth')
}

function problemPage(problem: keyof typeof problems) {
  return new URL(`/signin?problem=${problem}`, settings().publicAddress)
}

function seeOther(location: URL, setCookies: string[]): Response {
  // A path alone: whoever reads us under another name of this machine stays under that name, where the cookie is.
  const here = location.origin === settings().publicAddress
  const target = here ? location.pathname + location.search + location.hash : location.href
  return new Response(null, { status: 303, headers: headersWith({ location: target }, setCookies) })
}

// Browsers hold a redirect after a form to the policy of the form's page, which lets forms go to us alone. So this is a
// page that leads on by itself.
function onwards(location: URL, setCookies: string[]): Response {
  const address = location.href.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${address}"><title>One moment</title><p><a href="${address}">Continue signing in</a></p></html>`
  return new Response(page, {
    headers: headersWith({ 'content-type': 'text/html; charset=utf-8' }, setCookies),
  })
}

function headersWith(own: Record<string, string>, setCookies: string[]): Headers {
  const headers = new Headers({
    ...own,
    'cache-control': 'private, no-store',
    'referrer-policy': 'no-referrer',
  })
  for (const cookie of setCookies) headers.append('set-cookie', cookie)
  return headers
}

function foreign() {
  const body = { type: 'about:blank', title: 'This form was sent from elsewhere.', status: 403 }
  return new Response(JSON.stringify(body), {
    status: 403,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'private, no-store' },
  })
}

function nothingHere() {
  return new Response(null, { status: 404, headers: { 'cache-control': 'private, no-store' } })
}

function cookiesOf(request: Request): Record<string, string> {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim().split(/=(.*)/s, 2))
  return Object.fromEntries(
    pairs.filter(([name]) => name).map(([name, value]) => [name, decoded(value ?? '')]),
  )
}

function decoded(value: string) {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

function setCookie(name: string, value: string, seconds: number) {
  const secure = settings().publicAddress.startsWith('https:') ? '; Secure' : ''
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
}

function clear(name: string) {
  return setCookie(name, '', 0)
}
