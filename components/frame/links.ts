/** Where one can go and what one can make from anywhere, by role. Whatever is not listed for a role is not there for it. */
export type Role = 'guest' | 'employee' | 'sales' | 'security' | 'admin'

export type Viewer = { name: string; email: string; role: Role }

export type FrameIcon =
  | 'admin'
  | 'backlog'
  | 'board'
  | 'idea'
  | 'item'
  | 'iterations'
  | 'open-work'
  | 'plan'
  | 'publish'
  | 'queue'
  | 'reports'
  | 'request'
  | 'requests'
  | 'roadmap'
  | 'settings'
  | 'table'
  | 'wishlist'

export type FrameLink = {
  href: string
  label: string
  icon: FrameIcon
  group: 'work' | 'ahead' | 'outside' | 'house'
  count?: number | string
  /** Said as in "2 late": drawn in red. */
  hot?: boolean
  keys?: string
}

export type FrameCounts = Partial<Record<FrameIcon, number | { text: string; hot?: boolean }>>

export type CreateEntry = { href: string; label: string; icon: FrameIcon }

export function linksFor(role: Role, counts: FrameCounts = {}): FrameLink[] {
  return places
    .filter(({ roles }) => roles.includes(role))
    .map(({ href, label, icon, group, keys }) => ({
      href,
      label,
      icon,
      group,
      keys,
      ...countOf(counts[icon]),
    }))
}

export function createEntriesFor(role: Role): CreateEntry[] {
  return entries
    .filter(({ roles }) => roles.includes(role))
    .map(({ href, label, icon }) => ({ href, label, icon }))
}

const everyone: Role[] = ['guest', 'employee', 'sales', 'security', 'admin']
const teammates: Role[] = ['employee', 'sales', 'security', 'admin']
const security: Role[] = ['security', 'admin']

const places: (Omit<FrameLink, 'count' | 'hot'> & { roles: Role[] })[] = [
  { href: '/board', label: 'Board', icon: 'board', group: 'work', keys: 'g b', roles: security },
  { href: '/table', label: 'Table', icon: 'table', group: 'work', keys: 'g t', roles: security },
  { href: '/backlog', label: 'Backlog', icon: 'backlog', group: 'work', keys: 'g l', roles: security },
  {
    href: '/iterations',
    label: 'Iterations',
    icon: 'iterations',
    group: 'work',
    keys: 'g i',
    roles: security,
  },
  { href: '/queue', label: 'Queue', icon: 'queue', group: 'work', keys: 'g q', roles: security },
  { href: '/requests', label: 'Requests', icon: 'requests', group: 'work', keys: 'g r', roles: teammates },
  { href: '/plan', label: 'Plan', icon: 'plan', group: 'ahead', keys: 'g p', roles: teammates },
  { href: '/publish', label: 'Publish', icon: 'publish', group: 'ahead', roles: security },
  { href: '/reports', label: 'Reports', icon: 'reports', group: 'ahead', keys: 'g m', roles: security },
  { href: '/roadmap', label: 'Roadmap', icon: 'roadmap', group: 'outside', roles: everyone },
  { href: '/wishlist', label: 'Wishlist', icon: 'wishlist', group: 'outside', keys: 'g w', roles: everyone },
  { href: '/open-work', label: 'Open work', icon: 'open-work', group: 'outside', roles: everyone },
  { href: '/admin', label: 'Admin', icon: 'admin', group: 'house', roles: ['admin'] },
]

const entries: (CreateEntry & { roles: Role[] })[] = [
  { href: '/board?new=item', label: 'Item', icon: 'item', roles: security },
  { href: '/requests/new', label: 'Request', icon: 'request', roles: teammates },
  { href: '/plan?new=idea', label: 'Idea', icon: 'idea', roles: security },
  {
    href: '/wishlist#suggest',
    label: 'Idea for the wishlist',
    icon: 'idea',
    roles: ['guest', 'employee', 'sales'],
  },
]

function countOf(count: FrameCounts[FrameIcon]): Pick<FrameLink, 'count' | 'hot'> {
  if (count === undefined || count === 0) return {}
  return typeof count === 'number' ? { count } : { count: count.text, hot: count.hot }
}
