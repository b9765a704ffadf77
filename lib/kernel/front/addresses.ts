// Which address is what to the front. The table is short on purpose: whatever is not in it is simply handed on.

/** Addresses of teammates. Signed out, each of them and all below them answer alike, existing or not. */
const teamRooms = new Set([
  'board',
  'backlog',
  'items',
  'triage',
  'queue',
  'rotation',
  'iterations',
  'publish',
  'reports',
  'syncs',
  'plan',
  'requests',
  'inbox',
  'settings',
  'questionnaires',
  'library',
  'admin',
])

/** Rooms whose pages are made from `published` alone; each may have pages below it. */
const publicRooms = new Set([
  'roadmap',
  'wishlist',
  'goals',
  'releases',
  'open-work',
  'rfcs',
  'how-we-work',
  'feeds',
])

/** What may be asked of a public page and still be kept, in the spelling of our own links. Anything else is drawn anew. */
const keptQueries: Record<string, Set<string>> = {
  '/roadmap': new Set(['?view=quarters', '?view=horizon', '?view=timeline']),
  '/wishlist': new Set(
    ['', 'view=in+sight', 'view=closed'].flatMap((view) =>
      ['', 'sort=new', 'sort=status'].map((sort) => `?${[view, sort].filter(Boolean).join('&')}`),
    ),
  ),
}

const megabyte = 1024 * 1024

export function pathOf(url: string): string {
  const end = url.indexOf('?')
  return end === -1 ? url : url.slice(0, end)
}

export function isTeamAddress(path: string): boolean {
  return teamRooms.has(firstWord(path).toLowerCase())
}

/** Is it made from `published` alone? */
export function isPublicAddress(path: string): boolean {
  return path === '/' || path === '/sitemap.xml' || publicRooms.has(firstWord(path))
}

/** May the bytes of this very address be kept? Only spellings that we write ourselves, so that there are few of them. */
export function isKeepable(url: string): boolean {
  const path = pathOf(url)
  if (!isPublicAddress(path) || !/^\/(?:[a-z0-9-]+(?:\.[a-z]+)?(?:\/[a-z0-9-]+(?:\.[a-z]+)?)*)?$/.test(path))
    return false
  if (path.length === url.length) return true
  return keptQueries[path]?.has(url.slice(path.length)) ?? false
}

/** Asked by balancers and watchers, who come by whatever name the machine has. */
export function isProbe(path: string): boolean {
  return path === '/api/health' || path === '/api/ready'
}

/** Signed by the sender, or carrying a token of its own; a cookie that comes along counts for nothing. */
export function provesItself(path: string): boolean {
  return path.startsWith('/api/hooks/') || path.startsWith('/api/unsubscribe')
}

/** How many bytes a body may have. Forms that take files hold a few of 25 MB; everything else is words. */
export function mostBytes(path: string): number {
  if (
    path === '/api/v1/files' ||
    path.startsWith('/requests') ||
    path.startsWith('/items') ||
    path.startsWith('/api/v1/imports')
  )
    return 105 * megabyte
  if (path.startsWith('/api/hooks/')) return 26 * megabyte
  return megabyte
}

/** The kind of an answer, for the operator's figures: few words, never an address. */
export function kindOf(path: string): string {
  if (path.startsWith('/_next/')) return 'file'
  if (path === '/api/events') return 'stream'
  if (path.startsWith('/api/')) return 'api'
  if (isPublicAddress(path)) return 'public'
  return 'page'
}

function firstWord(path: string): string {
  const end = path.indexOf('/', 1)
  let word = end === -1 ? path.slice(1) : path.slice(1, end)
  // `/%62oard` is the same address to the pages.
  if (word.includes('%')) {
    try {
      word = decodeURIComponent(word)
    } catch {
      return ''
    }
  }
  return word
}
