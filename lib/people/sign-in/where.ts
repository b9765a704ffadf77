// What a request proves about where it came from.
import { settings } from '../../kernel/settings'

/**
 * A post that changes something on the strength of a cookie must come from a page of ours: the browser says so itself,
 * or its Origin is our address. The front of our server has asked before; next-auth's own proof is switched off, so the
 * doors ask again.
 */
export function provesOrigin(headers: Headers): boolean {
  const { publicAddress, addressIsSet } = settings()
  const site = headers.get('sec-fetch-site')
  if (site) return site === 'same-origin'
  const origin = headers.get('origin')
  return (
    origin === publicAddress ||
    (!addressIsSet && origin !== null && origin === `http://${headers.get('host')}`)
  )
}

/** Who asks, for counting turns only. The front of our server wrote it down and believes no client's word for it. */
export function addressOf(headers: Headers): string {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown'
}
