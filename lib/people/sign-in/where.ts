// What a request proves about where it came from.
import { settings } from '../../kernel/settings'

/**
 * A post that changes something on the strength of a cookie must come from a page of ours: the browser says so itself,
 * or its Origin is our address. Our sign-in page sends no referrer, so its Origin may be `null`; then only the browser's
 * own word counts.
 */
export function provesOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  if (site) return site === 'same-origin'
  return headers.get('origin') === settings().publicAddress
}

/** Who asks, for counting turns only: what the front of our server wrote down, else the last hop. */
export function addressOf(headers: Headers): string {
  const told = headers.get('x-daylight-address')
  if (told) return told
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  return hops.at(-Math.max(1, settings().trustedHops)) || 'unknown'
}
