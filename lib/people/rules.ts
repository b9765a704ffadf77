// Small rules about people and about coming in. Pure: whoever needs one brings what it needs.
import { isAdmin, type Role, type Viewer } from '../kernel/audience'

/** May this viewer decide who is in? A token only when it was made for that. */
export function mayAdminister(viewer: Viewer): boolean {
  return isAdmin(viewer) && (viewer.scopes === null || viewer.scopes.includes('admin'))
}

/** The own account is a matter of the person, not of a script that holds a token of theirs. */
export function isPersonThemselves(viewer: Viewer): boolean | string {
  if (viewer.scopes !== null) return 'A token cannot do this; sign in and do it yourself.'
  return viewer.id !== null || viewer.role === 'system'
}

/** Somebody must be left who can let people in. */
export function refuseLastAdmin(people: { id: string }[], leaving: string): string | null {
  return people.some((admin) => admin.id === leaving) && people.length === 1
    ? 'This is the last admin. Make somebody else an admin first.'
    : null
}

const HERE = 'https://daylight.invalid'

/**
 * Where to go after signing in: a path of ours, judged after parsing, because browsers read `/\evil.example`, tabs and
 * `/..//` in ways that hand-written filters do not. Null for anything else.
 */
export function safeNext(wanted: unknown): string | null {
  if (typeof wanted !== 'string' || wanted.length > 2000 || !wanted.startsWith('/')) return null
  let url: URL
  try {
    url = new URL(wanted, HERE)
  } catch {
    return null
  }
  if (url.origin !== HERE || url.username || url.password || url.pathname.startsWith('//')) return null
  // Back to signing in, or into a machine's answer, is nowhere to arrive.
  if (/^\/(signin|api)(\/|$)/.test(url.pathname)) return null
  return url.pathname + url.search + url.hash
}

/** The page that somebody of this role opens first. */
export function landingFor(role: Role | 'system'): string {
  if (role === 'security' || role === 'admin') return '/board'
  return role === 'guest' ? '/wishlist' : '/requests'
}

/** May somebody with this address, vouched for by the company's sign-on, come in as a new teammate? */
export function newTeammateRole(email: string, allowedDomains: readonly string[]): 'employee' | null {
  return allowedDomains.includes(email.slice(email.lastIndexOf('@') + 1).toLowerCase()) ? 'employee' : null
}
