// How somebody likes their board: kept in a cookie of their own, so that the server draws it right at once.
import { origins, statuses, type Origin, type Status } from '@/lib/items/labels'

export type Preferences = {
  compact: boolean
  /** Folded lanes, as "goal:slug". */
  folded: string[]
  /** Where the last card that was added here came from. */
  origin: Exclude<Origin, 'wishlist'>
  /** The column that a phone shows. */
  column: Status | null
}

/** A cookie holds four thousand letters at most; the oldest folds go first. */
const mostFolds = 40

export function preferencesCookie(person: string | null): string {
  return `board-${(person ?? 'nobody').slice(0, 8)}`
}

export function readPreferences(cookie: string | undefined): Preferences {
  const params = new URLSearchParams(cookie ? safelyDecoded(cookie) : '')
  const origin = origins.find((each) => each === params.get('origin'))
  return {
    compact: params.get('density') === 'compact',
    folded: params.getAll('folded').slice(-mostFolds),
    origin: origin && origin !== 'wishlist' ? origin : 'small',
    column: statuses.find((each) => each === params.get('column')) ?? null,
  }
}

export function writePreferences(person: string | null, { compact, folded, origin, column }: Preferences) {
  const params = new URLSearchParams()
  if (compact) params.set('density', 'compact')
  for (const lane of folded.slice(-mostFolds)) params.append('folded', lane)
  params.set('origin', origin)
  if (column) params.set('column', column)
  document.cookie = `${preferencesCookie(person)}=${encodeURIComponent(params.toString())}; path=/board; max-age=31536000; samesite=lax`
}

function safelyDecoded(text: string) {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
