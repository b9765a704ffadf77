// By which names we are called, and from where. Forwarding headers are believed from our own proxies and nobody else.
import type { IncomingMessage } from 'node:http'

export type Ours = { publicAddress: string; addressIsSet: boolean; trustedHops: number }

const loopback = /^(localhost|[a-z0-9-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/

/** Says whether a Host is ours: the one of APP_URL, or, where nobody set it, the names of this machine. */
export function hostCheck({ publicAddress, addressIsSet }: Ours): (host: string | undefined) => boolean {
  const own = new URL(publicAddress).host
  if (addressIsSet) return (host) => host === own || host?.toLowerCase() === own
  let last = own
  return (host) => {
    if (host === last) return true
    if (!host || !loopback.test(host.toLowerCase())) return false
    last = host
    return true
  }
}

/** The Host that was asked for: our proxy may have written its own, and tells the true one. */
export function hostOf({ headers }: IncomingMessage, { trustedHops }: Ours): string | undefined {
  if (trustedHops === 0) return headers.host
  return fromRight(headers['x-forwarded-host'], 1) ?? headers.host
}

/** The address that asks, as far as our own proxies saw it. */
export function peerOf({ headers, socket }: IncomingMessage, { trustedHops }: Ours): string {
  const seen = trustedHops > 0 ? fromRight(headers['x-forwarded-for'], trustedHops) : undefined
  return seen ?? socket.remoteAddress ?? ''
}

/**
 * Did this write come from one of our own pages? A browser says so by Sec-Fetch-Site, older ones by Origin; whoever says
 * neither is no page of ours, and what is said must all be right.
 */
export function comesFromUs(
  { headers }: IncomingMessage,
  { host, ours }: { host: string; ours: Ours },
): boolean {
  const site = headers['sec-fetch-site']
  const { origin } = headers
  if (site === undefined && origin === undefined) return false
  if (site !== undefined && site !== 'same-origin') return false
  return origin === undefined || origin === (ours.addressIsSet ? ours.publicAddress : `http://${host}`)
}

function fromRight(header: string | string[] | undefined, place: number): string | undefined {
  if (!header) return undefined
  const parts = (Array.isArray(header) ? header.join(',') : header).split(',')
  return parts.at(-Math.min(place, parts.length))?.trim() || undefined
}
