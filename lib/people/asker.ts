// Who is asking, from a request. The cookie is next-auth's signed token; all it holds for us is a random session secret.
// Everything else (person, role, disabled, signed out) is read from the database inside the transaction that follows.
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { decode } from 'next-auth/jwt'
import { cache } from 'react'
import type { Asker, Viewer } from '../kernel/audience'
import { findViewer } from '../kernel/db'
import { settings } from '../kernel/settings'

/** The session cookie's name: with https it is bound to our host. */
export function sessionCookieName(): string {
  return settings().publicAddress.startsWith('https:') ? '__Host-daylight.session' : 'daylight.session'
}

/** The asker behind a session cookie's value; a visitor when it is missing, foreign or old. */
export async function askerOfCookie(value: string | undefined): Promise<Asker> {
  if (!value) return { kind: 'visitor' }
  try {
    const token = await decode({ token: value, secret: settings().nextauthSecret })
    const secret = token?.session
    return typeof secret === 'string' ? { kind: 'session', secret } : { kind: 'visitor' }
  } catch {
    return { kind: 'visitor' }
  }
}

/** The asker of this page or action. */
export const currentAsker = cache(async (): Promise<Asker> =>
  askerOfCookie((await cookies()).get(sessionCookieName())?.value),
)

/** The viewer of this page, or null for a visitor. Once a request. */
export const currentViewer = cache(async (): Promise<Viewer | null> => findViewer(await currentAsker()))

/** For a team page: the asker, who is known, or a redirect to signing in that comes back to `path`. */
export async function teamAsker(path: string): Promise<{ asker: Asker; viewer: Viewer }> {
  const viewer = await currentViewer()
  if (!viewer) redirect(`/signin?next=${encodeURIComponent(path)}`)
  return { asker: await currentAsker(), viewer }
}
