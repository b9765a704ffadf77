// Everything that a visitor can be sent by a server, taken door by door: bytes, headers, status.
import { isPublicAddress } from '../kernel/front/addresses'
import { inNoOrder } from './crawl-pages'
import { addressesOf, further, routesIn } from './doors'
import type { World } from './world'

type Door = { path: string; rsc: boolean }

/**
 * Every address as a visitor asks it: as a document, as the data of a soft navigation, and, where the front keeps finished
 * bytes, with a query that nobody knows, for which a page is drawn anew.
 */
function doorsOf(root: string, world: World): Door[] {
  const routes = routesIn(root).filter((route) => !/^\/api\/(events|metrics|ready|health)/.test(route))
  const paths = [...routes.flatMap((route) => addressesOf(route, world).map(({ path }) => path)), ...further]
  return paths.flatMap((path) => [
    { path, rsc: false },
    ...(path.startsWith('/api/') ? [] : [{ path, rsc: true }]),
    ...(isPublicAddress(path) && !path.includes('?') ? [{ path: `${path}?anew=1`, rsc: false }] : []),
  ])
}

/** What each door of the server at `address` says, by its name. `root` is the folder of the product. */
export async function takeAll(address: string, root: string, world: World): Promise<Map<string, string>> {
  const all = new Map<string, string>()
  for (const { path, rsc } of doorsOf(root, world))
    all.set(`${path}${rsc ? ' (rsc)' : ''}`, await take(address, path, rsc))
  return all
}

/**
 * One answer as text. What the front keeps is compared byte for byte; a page that is drawn for one visitor comes in pieces,
 * whose order is chance.
 */
export async function take(address: string, path: string, rsc = false): Promise<string> {
  const answer = await fetch(address + path, { headers: rsc ? { rsc: '1' } : {}, redirect: 'manual' })
  const nonce = /nonce-([\w+/=]+)/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]
  const plain = (text: string) => (nonce ? text.replaceAll(nonce, '(nonce)') : text)
  const told = [...answer.headers].filter(
    ([name]) => !['date', 'x-request-id', 'keep-alive', 'content-length'].includes(name),
  )
  const text = plain(await answer.text())
  const kept = !rsc && !path.endsWith('?anew=1') && isPublicAddress(path)
  return JSON.stringify([
    answer.status,
    told.map((pair) => plain(pair.join(': '))),
    kept ? text : inNoOrder(text),
  ])
}

/** The doors that said something else, each with the first place where they differ. */
export function differences(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...before]
    .filter(([door, said]) => after.get(door) !== said)
    .map(([door, said]) => `${door}: ${firstDifference(said, after.get(door) ?? '(nothing)')}`)
}

function firstDifference(a: string, b: string): string {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return `…${a.slice(Math.max(0, at - 40), at + 60)}… became …${b.slice(Math.max(0, at - 40), at + 60)}…`
}
