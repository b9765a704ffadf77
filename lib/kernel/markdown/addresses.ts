// Which addresses a text that somebody wrote may lead to. The browser's own parser decides what an address
// means: it drops tabs and line ends, folds case and reads backslashes as slashes, which is where hand-written
// filters are fooled.

// Only there to tell our own addresses from others'; `.invalid` never exists.
const HERE = 'https://daylight.invalid'
const FILES = '/api/v1/files/'
const ALLOWED = new Set(['http:', 'https:', 'mailto:'])

export type Address = { href: string; outside: boolean }

/** The normalised address of a link, or null when a link must not lead there. */
export function safeAddress(written: string): Address | null {
  const text = written.trim()
  const url = parse(text)
  if (!url || !ALLOWED.has(url.protocol)) return null
  if (url.origin === HERE) {
    // Our own pages are written `/items/SEC-1` or `#part`. `a/b` would mean something else on every page.
    if (text.startsWith('#')) return { href: url.hash || '#', outside: false }
    if (!text.startsWith('/') || url.pathname.startsWith('//')) return null
    return { href: url.pathname + url.search + url.hash, outside: false }
  }
  // `//elsewhere.example` looks like a page of ours; whoever means another site says so.
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text)) return null
  // A name in front of the host is how a link pretends to lead elsewhere: https://daylight.example@evil.example
  if (url.username || url.password) return null
  return { href: url.href, outside: true }
}

/** True for pictures that our own file route serves, which asks the viewer; anything else would call out. */
export function isOwnPicture(written: string): boolean {
  const address = safeAddress(written)
  if (!address || address.outside || !address.href.startsWith(FILES)) return false
  // `%2e%2e%2f` survives the parser and might be decoded by something behind it.
  return !/%2e|%2f|%5c/i.test(address.href)
}

function parse(text: string): URL | null {
  try {
    return new URL(text, HERE)
  } catch {
    return null
  }
}
