// `daylight leak-check`: looks for hidden words in everything that is public, on live data and without changing it, and
// prints what it looked at. It compares fingerprints, so neither this program nor its report knows a hidden word.
import { createHash } from 'node:crypto'
import { answerApi, operations } from '../lib/api'
import { asViewer } from '../lib/kernel/db'
import { settings } from '../lib/kernel/settings'
import {
  findPublished,
  openWork,
  publicAddresses,
  publishedRevision,
  roadmapByQuarter,
  roadmapFeed,
  wishlist,
  wishSorts,
  wishViews,
} from '../lib/published'
import { readRun } from './house/workspace'

export type LeakFinding = {
  door: string
  /** Of which thing the words are, by kind and id; never the hidden words. */
  kind: string
  subjectId: string
  field: string
  /** How many words in a row stand in both. */
  words: number
}
export type LeakCheck = {
  at: string
  revision: string
  doors: number
  audiences: string[]
  /** How many hidden runs of words were looked for. */
  tokens: number
  findings: LeakFinding[]
  doorList: string[]
  /** The address over which pages were fetched, or null when no server was running. */
  server: string | null
  /** True when time ran out before every door was tried. */
  cutShort: boolean
}

const mostTokens = 5000
const mostSlugs = 150
const longestRun = 6
const asSystem = { kind: 'system' } as const
const asVisitor = { kind: 'visitor' } as const

type Hidden = { kind: string; subjectId: string; field: string; words: number }
type Look = { door: string; read: () => Promise<string> }

/** Checks everything public against what is hidden. Prints a certificate, or JSON. */
export async function leakCheck({
  json = false,
  seconds = 60,
  print = console.log,
}: { json?: boolean; seconds?: number; print?: (text: string) => void } = {}): Promise<LeakCheck> {
  const until = Date.now() + seconds * 1000
  const hidden = await hiddenRuns()
  const slugs = (await publicAddresses()).map(({ path }) => path)
  const server = await runningServer()
  const doors = [
    ...insideDoors(slugs.slice(0, mostSlugs)),
    ...apiDoors(slugs.slice(0, mostSlugs)),
    ...(server ? pageDoors(server, slugs.slice(0, mostSlugs)) : []),
  ]
  const findings: LeakFinding[] = []
  const tried: string[] = []
  const bundles = new Set<string>()
  // Doors are added while walking: a page names its scripts.
  for (const look of doors) {
    if (Date.now() > until) break
    const text = await look.read()
    tried.push(look.door)
    findings.push(...findingsIn(text, hidden).map((found) => ({ door: look.door, ...found })))
    if (!server) continue
    for (const [path] of text.matchAll(/\/_next\/static\/[\w./~%()[\]-]+\.js/g)) {
      if (bundles.has(path)) continue
      bundles.add(path)
      doors.push({ door: `GET ${path}`, read: () => fetched(server, path) })
    }
  }
  const check: LeakCheck = {
    at: new Date().toISOString(),
    revision: String((await publishedRevision()).revision),
    doors: tried.length,
    audiences: ['visitor'],
    tokens: hidden.size,
    findings,
    doorList: tried,
    server,
    cutShort: tried.length < doors.length,
  }
  print(json ? JSON.stringify(check, null, 2) : certificate(check))
  return check
}

/** Fingerprints of hidden runs of words, restricted things included; read in a transaction that can write nothing. */
async function hiddenRuns(): Promise<Map<string, Hidden>> {
  const rows = await asViewer(asSystem, async (tx) => {
    await tx.$executeRaw`SET TRANSACTION READ ONLY`
    return tx.$queryRaw<(Hidden & { fingerprint: string })[]>`
      SELECT kind, subject_id AS "subjectId", field, words, encode(fingerprint, 'hex') AS fingerprint FROM work.hidden_fingerprints(${mostTokens}::int)`
  })
  return new Map(rows.map(({ fingerprint, ...row }) => [fingerprint, row]))
}

/** What the pages and feeds are made of. */
function insideDoors(paths: string[]): Look[] {
  const json = (door: string, read: () => Promise<unknown>): Look => ({
    door: `published: ${door}`,
    read: async () => JSON.stringify(await read()),
  })
  return [
    json('roadmap by quarter', roadmapByQuarter),
    json('roadmap feed', roadmapFeed),
    json('open work', openWork),
    json('addresses', publicAddresses),
    ...wishViews.flatMap((view) =>
      wishSorts.map((sort) => json(`wishlist ${view} by ${sort}`, () => wishlist({ view, sort }))),
    ),
    ...paths.map((path) => json(path, () => findPublished(path.split('/').at(-1)!))),
  ]
}

/** Every reading operation, as a visitor; refusals are answers too. */
function apiDoors(paths: string[]): Look[] {
  const slugs = paths.map((path) => path.split('/').at(-1)!)
  return operations
    .filter(({ method }) => method === 'get')
    .flatMap(({ path }) =>
      path.includes('{') ? [...slugs, 'never-was'].map((slug) => path.replace(/\{\w+\}/, slug)) : [path],
    )
    .map((path) => ({
      door: `GET /api/v1${path}`,
      read: async () => {
        const answer = await answerApi(new Request(`${settings().publicAddress}/api/v1${path}`), path, () =>
          Promise.resolve(asVisitor),
        )
        return `${[...answer.headers].join('\n')}\n${await answer.text()}`
      },
    }))
}

/** Pages, feeds and errors as they go out, as documents and as the data of a soft navigation. */
function pageDoors(server: string, paths: string[]): Look[] {
  const fixed = [
    '/',
    '/roadmap',
    '/roadmap?view=horizon',
    '/roadmap?view=timeline',
    '/wishlist',
    '/open-work',
    '/goals',
    '/releases',
    '/how-we-work',
    '/signin',
    '/never-was',
    '/roadmap/never-was',
  ]
  const feeds = [
    '/feeds/roadmap.atom',
    '/feeds/roadmap.json',
    '/feeds/roadmap.ics',
    '/feeds/releases.atom',
    '/sitemap.xml',
    '/robots.txt',
    '/api/v1/openapi.json',
    '/api/v1/docs',
    '/api/health',
  ]
  return [
    ...[...fixed, ...paths].flatMap((path) => [
      { door: `GET ${path}`, read: () => fetched(server, path) },
      { door: `GET ${path} (RSC)`, read: () => fetched(server, path, { rsc: '1' }) },
    ]),
    ...feeds.map((path) => ({ door: `GET ${path}`, read: () => fetched(server, path) })),
  ]
}

async function fetched(server: string, path: string, headers: Record<string, string> = {}): Promise<string> {
  try {
    const answer = await fetch(server + path, {
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(15_000),
    })
    return `${[...answer.headers].join('\n')}\n${await answer.text()}`
  } catch {
    return ''
  }
}

/** A server of this workspace that answers, if there is one. */
async function runningServer(): Promise<string | null> {
  const { dataDir, publicAddress } = settings()
  for (const address of [readRun(dataDir)?.address, publicAddress]) {
    if (!address) continue
    const ready = await fetch(`${address}/api/health`, { signal: AbortSignal.timeout(3000) }).catch(
      () => null,
    )
    if (ready?.ok) return new URL(address).origin
  }
  return null
}

/** The hidden runs that stand in a text. Tags and escapes are taken away first, as a reader would not see them. */
export function findingsIn(text: string, hidden: ReadonlyMap<string, Hidden>): Hidden[] {
  const found = new Map<string, Hidden>()
  for (const spelled of new Set([text, readable(text)])) {
    const words = plainWords(spelled)
    for (let n = 0; n < words.length; n += 1)
      for (let length = 1; length <= longestRun && n + length <= words.length; length += 1) {
        const run = words.slice(n, n + length).join(' ')
        if (run.length < 5) continue
        const fingerprint = createHash('sha256').update(run).digest('hex')
        const there = hidden.get(fingerprint)
        if (there && there.words === length) found.set(fingerprint, there)
      }
  }
  return [...found.values()]
}

/** The same words as `work.plain_words` makes. */
function plainWords(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
}

function readable(text: string): string {
  return text
    .replace(/\\u003c/g, '<')
    .replace(/\\[nrt]/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#?\w+;/g, ' ')
}

/** The dated certificate, for whoever asks how we know. */
export function certificate(check: LeakCheck): string {
  const clean = check.findings.length === 0
  return [
    `Leak check of ${check.at}, at public revision ${check.revision}`,
    `${check.tokens} hidden runs of words were looked for behind ${check.doors} doors, as a visitor.`,
    check.server
      ? `Pages, feeds and scripts were fetched from ${check.server}.`
      : 'No server was running, so pages were not fetched; what they are made of was read.',
    ...(check.cutShort ? ['Time ran out before every door was tried.'] : []),
    clean ? 'Nothing hidden was found.' : `${check.findings.length} findings:`,
    ...check.findings.map(
      (found) => `  ${found.door}: ${found.words} words of ${found.kind} ${found.subjectId}, ${found.field}`,
    ),
    'Doors:',
    ...check.doorList.map((door) => `  ${door}`),
  ].join('\n')
}
