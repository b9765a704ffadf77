// next-auth does what is common to everyone: talking to providers, and making and reading the signed cookie. What it is
// not asked for: who somebody is (gate.* decides), and what the cookie means (a random secret of a session row).
// It is called as a function, with a request that we made ourselves, so that none of its own pages and doors stand open.
import { createHash, randomBytes } from 'node:crypto'
import type { NextApiRequest, NextApiResponse } from 'next'
import type { AuthOptions } from 'next-auth'
import { log } from '../../kernel/log'
import { keyFor } from '../../kernel/secrets'
import { settings } from '../../kernel/settings'
import { sessionCookieName } from '../asker'
import { safeNext } from '../rules'

/** How long somebody stays signed in. */
export const sessionDays = 30

export type Question = {
  action: 'signin' | 'callback'
  provider: 'link' | 'oidc' | 'github'
  method: 'GET' | 'POST'
  query?: Record<string, string>
  body?: Record<string, string>
  cookies: Record<string, string>
}

type Deciding = Pick<AuthOptions, 'providers'> & {
  signIn: NonNullable<NonNullable<AuthOptions['callbacks']>['signIn']>
  /** The secret of the session that the decision opened. */
  session(): string
}

/** Asks next-auth, and answers where it leads and which cookies it sets. */
export async function askNextAuth(
  question: Question,
  deciding: Deciding,
): Promise<{ location: URL; setCookies: string[] }> {
  const { publicAddress } = settings()
  // The library reads the address of its callbacks here and nowhere else.
  process.env.NEXTAUTH_URL = publicAddress
  const answer = new Recorder()
  const proof = question.method === 'POST' ? proofOfPost() : null
  const request = {
    method: question.method,
    headers: {},
    query: { ...question.query, nextauth: [question.action, question.provider] },
    body: { ...question.body, ...(proof ? { csrfToken: proof.token, json: 'false' } : {}) },
    cookies: { ...question.cookies, ...(proof ? { [proof.cookieName]: proof.cookie } : {}) },
  }
  const nextAuth = await loadNextAuth()
  await nextAuth(
    request as unknown as NextApiRequest,
    answer as unknown as NextApiResponse,
    optionsOf(deciding),
  )
  return {
    location: new URL(String(answer.getHeader('location') ?? '/api/auth/error'), publicAddress),
    setCookies: [answer.getHeader('set-cookie') ?? []].flat().map(String),
  }
}

// Loaded only when somebody signs in: every page knows this room, and few ask for this library. As a CommonJS module its
// function may stand one step further in.
async function loadNextAuth() {
  const { default: found } = await import('next-auth/next')
  return (found as unknown as { default?: typeof found }).default ?? found
}

// Our routes have seen for themselves that the post came from a page of ours, so the library's own proof is filled in.
function proofOfPost() {
  const token = randomBytes(32).toString('hex')
  const hash = createHash('sha256').update(`${token}${postSecret()}`).digest('hex')
  const cookieName = `${settings().publicAddress.startsWith('https:') ? '__Host-' : ''}next-auth.csrf-token`
  return { token, cookieName, cookie: `${token}|${hash}` }
}

function postSecret() {
  return keyFor('sign-in posts').toString('base64url')
}

function optionsOf({ providers, signIn, session }: Deciding): AuthOptions {
  const { publicAddress, nextauthSecret } = settings()
  const secure = publicAddress.startsWith('https:')
  return {
    providers,
    secret: postSecret(),
    jwt: { secret: nextauthSecret },
    session: { strategy: 'jwt', maxAge: sessionDays * 86_400 },
    pages: { signIn: '/signin', error: '/signin' },
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
      },
    },
    callbacks: {
      signIn,
      // Nothing of the person goes into the cookie: a role in it would outlive the role.
      jwt: () => ({ session: session() }),
      redirect: ({ url }) => {
        const path = url.startsWith(publicAddress) ? url.slice(publicAddress.length) : url
        return new URL(safeNext(path) ?? '/signin', publicAddress).href
      },
    },
    // Its own words hold tokens and profiles; the kind of trouble is enough.
    logger: {
      error: (code) => log().warn({ outcome: code }, 'signing in met a problem'),
      warn: (code) => log().debug({ outcome: code }, 'signing in met an oddity'),
      debug: () => {},
    },
  }
}

/** Just enough of a response for next-auth to write on. */
class Recorder {
  statusCode = 200
  private headers = new Map<string, number | string | readonly string[]>()
  status(code: number) {
    this.statusCode = code
    return this
  }
  getHeader(name: string) {
    return this.headers.get(name.toLowerCase())
  }
  setHeader(name: string, value: number | string | readonly string[]) {
    this.headers.set(name.toLowerCase(), value)
    return this
  }
  send() {}
  json() {}
  end() {}
}
