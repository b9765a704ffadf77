// What goes out with every answer, and what of a client's own words never comes in.
import { createHash, randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'

export type Policy = { dev: boolean; https: boolean }

/** A word that only this answer's own scripts know. */
export function newNonce(): string {
  return randomBytes(16).toString('base64')
}

/** `sources` are the nonce or the hashes that let inline scripts and styles in. */
export function contentPolicy({
  dev,
  scripts,
  styles,
}: {
  dev: boolean
  scripts: string
  styles: string
}): string {
  // Live reload evaluates code, puts styles in, and speaks over a socket.
  const script = dev ? `'self' ${scripts} 'unsafe-eval'` : `'self' ${scripts}`
  const style = dev ? `'self' 'unsafe-inline'` : `'self' ${styles}`
  return [
    `default-src 'self'`,
    `script-src ${script.trim()}`,
    `style-src ${style.trim()}`,
    dev ? `connect-src 'self' ws:` : `connect-src 'self'`,
    `img-src 'self'`,
    `font-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

export function noncePolicy(nonce: string, dev: boolean): string {
  return contentPolicy({ dev, scripts: `'nonce-${nonce}'`, styles: `'nonce-${nonce}'` })
}

/** The policy of a page that is kept as finished bytes: it names its inline scripts and styles by what they say. */
export function hashPolicy(html: string, dev: boolean): string {
  return contentPolicy({ dev, scripts: hashes(html, inlineScript), styles: hashes(html, inlineStyle) })
}

const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g
const inlineStyle = /<style[^>]*>([\s\S]*?)<\/style>/g

function hashes(html: string, pattern: RegExp): string {
  const found = new Set<string>()
  for (const [, words] of html.matchAll(pattern))
    if (words) found.add(`'sha256-${createHash('sha256').update(words).digest('base64')}'`)
  return [...found].join(' ')
}

/**
 * One inline script instead of many: the framework writes a page's data piece by piece, and each piece would need a
 * hash in the policy. `</script>` cannot stand inside one of them, because the framework writes `<` there as \u003c.
 */
export function joinData(html: string): string {
  return html.replaceAll('</script><script>self.__next_f.push(', ';self.__next_f.push(')
}

/** Name and value by turns, for answers that are written in one go. */
export function fixedHeaders({ https }: Policy): string[] {
  return [
    'X-Content-Type-Options',
    'nosniff',
    'Referrer-Policy',
    'same-origin',
    'Cross-Origin-Opener-Policy',
    'same-origin',
    ...(https ? ['Strict-Transport-Security', 'max-age=31536000'] : []),
  ]
}

export function setFixedHeaders(response: ServerResponse, headers: readonly string[]) {
  for (let i = 0; i < headers.length; i += 2) response.setHeader(headers[i]!, headers[i + 1]!)
}

/** Names by which the framework and we talk among ourselves. From outside they would be a disguise. */
const inside =
  /^(x-(daylight|middleware|nextjs|next|invoke|vercel|now|matched|prerender|forwarded|real-ip|request-id|original)|forwarded$|next-resume|content-security-policy)/

/** The framework's own live reload asks with these. */
const reload = new Set(['x-nextjs-request-id', 'x-nextjs-html-request-id'])

export function dropInsideHeaders(headers: IncomingHttpHeaders, dev: boolean) {
  for (const name in headers) if (inside.test(name) && !(dev && reload.has(name))) delete headers[name]
}
