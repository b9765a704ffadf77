// Goes through every page, feed, file, stream and script of a running server, as everybody, in every form, and listens.
import { audience, heardIn, keysIn, leaksIn, type Ear, type Leak } from './canaries'
import { addressesOf, further, routesIn } from './doors'
import { idsOf, type World } from './world'

export type PageCrawl = {
  doors: Set<string>
  answers: number
  leaks: Leak[]
  heard: Map<string, Set<Ear>>
  broken: string[]
}

type Visit = { path: string; typed: string }

/** The most links of one page that are followed per ear; what a list repeats teaches nothing new. */
const mostLinks = 250
const atOnce = 4

export async function crawlPages({
  address,
  root,
  world,
  cookies,
  only,
}: {
  address: string
  root: string
  world: World
  cookies: Partial<Record<Ear, string>>
  /** These addresses alone, and no links: for a quick look. */
  only?: string[]
}): Promise<PageCrawl> {
  const crawl: PageCrawl = { doors: new Set(), answers: 0, leaks: [], heard: new Map(), broken: [] }
  const routes = routesIn(root).filter((route) => route !== '/api/events')
  const first = only?.map((path) => ({ path, typed: '' })) ?? [
    ...routes.flatMap((route) => addressesOf(route, world)),
    ...further.map((path) => ({ path, typed: path })),
  ]
  const scripts = new Set<string>()
  for (const ear of audience) {
    const waiting = [...first]
    const seen = new Set(waiting.map(({ path }) => path))
    let links = 0
    while (waiting.length > 0) {
      const texts = await Promise.all(
        waiting
          .splice(0, atOnce)
          .map((visit) => listen({ address, world, cookie: cookies[ear], ear, visit, crawl })),
      )
      for (const text of texts) {
        for (const [script] of text.matchAll(/\/_next\/static\/[\w./~%()[\]-]+\.js/g)) scripts.add(script)
        for (const path of linksIn(text, address)) {
          if (only || seen.has(path) || links >= mostLinks) continue
          seen.add(path)
          links += 1
          waiting.push({ path, typed: '' })
        }
      }
    }
  }
  for (const path of scripts)
    await listen({ address, world, ear: 'visitor', visit: { path, typed: '' }, crawl, forms: ['html'] })
  return crawl
}

async function listen({
  address,
  world,
  cookie,
  ear,
  visit,
  crawl,
  forms = ['html', 'rsc'],
}: {
  address: string
  world: World
  cookie?: string
  ear: Ear
  visit: Visit
  crawl: PageCrawl
  forms?: ('html' | 'rsc')[]
}): Promise<string> {
  let all = ''
  for (const form of forms) {
    const headers: Record<string, string> = form === 'rsc' ? { rsc: '1' } : {}
    if (cookie) headers.cookie = cookie
    const answer = await fetch(address + visit.path, {
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(60_000),
    })
    const said = `${[...answer.headers].map((pair) => pair.join(': ')).join('\n')}\n${await answer.text()}`
    const text = withoutEcho(said, [visit.typed, ...idsOf(world).filter((id) => visit.path.includes(id))])
    const door = `GET ${visit.path}`
    crawl.doors.add(visit.path)
    crawl.answers += 1
    if (answer.status >= 500) crawl.broken.push(`${answer.status} ${door} as ${ear} (${form})`)
    crawl.leaks.push(...leaksIn(text, { canaries: world.canaries, ear, door, form }))
    for (const { field } of heardIn(text, world.canaries))
      crawl.heard.set(field, (crawl.heard.get(field) ?? new Set<Ear>()).add(ear))
    if (ear === 'visitor')
      for (const key of keysOf(world))
        if (keysIn(text).includes(key)) crawl.leaks.push({ field: `key ${key}`, ear, door, form })
    all += said
  }
  return all
}

/** What was typed into the address comes back in it; that tells nobody anything. */
function withoutEcho(text: string, typed: readonly string[]): string {
  return typed
    .filter(Boolean)
    .reduce((rest, word) => rest.replaceAll(word, '…').replaceAll(encodeURIComponent(word), '…'), text)
}

function keysOf({ things }: World): string[] {
  return [...Object.values(things.items), ...Object.values(things.requests)]
}

function linksIn(text: string, address: string): string[] {
  const paths: string[] = []
  for (const [, link] of text.matchAll(/(?:href="|^location: )([^"\n]+)/gm)) {
    const url = parsed(link!.replaceAll('&amp;', '&'), address)
    if (
      !url ||
      url.origin !== new URL(address).origin ||
      url.pathname.startsWith('/_next/') ||
      url.pathname.startsWith('/api/auth')
    )
      continue
    paths.push(url.pathname + url.search)
  }
  return paths
}

function parsed(link: string, address: string): URL | null {
  try {
    return new URL(link, address)
  } catch {
    return null
  }
}

/**
 * The words of a drawn answer, each once and in no order. Whether the framework sends a piece at its place or later under
 * a number is a matter of moments, and differs between two drawings of one and the same page; what is said does not.
 */
export function inNoOrder(text: string): string {
  const words = text.replaceAll(/\\+n/g, ' ').split(/[\s"'<>[\]{}(),:;=\\]+/)
  // Numbers of pieces ("1a", "$L2b") and the marks of React's own notation say nothing.
  return [...new Set(words.filter((word) => !/^(\$.*|[0-9a-f]{0,3})$/.test(word)))].sort().join('\n')
}

/** What a live stream says to somebody while `work` is done. */
export async function overhear({
  address,
  cookie,
  work,
}: {
  address: string
  cookie?: string
  work: () => Promise<unknown>
}): Promise<string> {
  const stop = new AbortController()
  const answer = await fetch(`${address}/api/events`, {
    headers: cookie ? { cookie } : {},
    redirect: 'manual',
    signal: stop.signal,
  })
  let said = `${answer.status}\n`
  const reading = (async () => {
    if (!answer.body) return
    const decoder = new TextDecoder()
    try {
      for await (const piece of answer.body) said += decoder.decode(piece as Uint8Array, { stream: true })
    } catch {
      // Ended by us.
    }
  })()
  await work()
  await new Promise((done) => setTimeout(done, 1500))
  stop.abort()
  await reading
  return said
}
