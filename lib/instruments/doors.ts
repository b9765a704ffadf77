// Every address that the pages answer: read from the folders themselves, so that a new page is crawled from its first day.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { World } from './world'

/** The routes of `app/`, as `/items/[key]`. */
export function routesIn(root: string): string[] {
  const files = readdirSync(join(root, 'app'), { recursive: true, encoding: 'utf8' })
  const routes = files
    .filter((file) => /(^|\/)(page\.tsx|route\.tsx?)$/.test(file))
    .map((file) => `/${file.replace(/(^|\/)(page|route)\.tsx?$/, '')}`)
    .filter((route) => !/\/_/.test(route))
    .map((route) => route.replace(/\/\([^)]+\)/g, '') || '/')
  return [...new Set(routes)].sort()
}

/** Addresses that no folder names. */
export const further = [
  '/sitemap.xml',
  '/robots.txt',
  '/favicon.ico',
  '/never-was',
  '/roadmap/never-was',
  '/items/never-was',
  '/%00',
  '/%E0%A4%A',
  '/_next/data/x/index.json',
  '/_next/image?url=%2Ficon.svg&w=64&q=75',
]

/** A route with each id that it could be asked for: its own kind, and one of another. `typed` is the id in it. */
export function addressesOf(route: string, { things }: World): { path: string; typed: string }[] {
  if (!route.includes('[')) return [{ path: route, typed: '' }]
  const absent = ['SEC-999999', 'never-was-aaaaaaaa']
  const ideas = [...Object.values(things.ideas), ...Object.values(things.slugs)]
  const kinds: [RegExp, string[]][] = [
    [/^\/items\//, Object.values(things.items)],
    [/^\/requests\/new\//, ['support', 'code-review', 'questionnaire']],
    [/^\/requests\/|^\/queue\//, Object.values(things.requests)],
    [/^\/iterations\//, ['1', '999999']],
    [/\/files\//, Object.values(things.files)],
    [/\/goals\//, Object.values(things.goals)],
    [/\/releases\//, Object.values(things.releases)],
    [/^\/reports\//, ['flow.csv', 'cycle-time.csv', 'ageing.csv', 'burn-up.csv']],
    [/^\/publish\//, [...ideas, ...Object.values(things.items)]],
    [
      /^\/api\/v1\/\[\.\.\.path\]/,
      [
        'me',
        'roadmap',
        'ideas',
        'items',
        'iterations',
        'iterations/1',
        'requests',
        'request-types',
        'search?q=Qx',
        'nothing',
        `items/${things.items.restricted}`,
        `items/${things.slugs.item}`,
      ],
    ],
    [/./, ideas],
  ]
  const own = kinds.find(([pattern]) => pattern.test(route))![1]
  const ids = [...own, things.requests.own, things.items.restricted, ...absent]
  return [...new Set(ids)].map((id) => ({ path: route.replace(/\[[^/]+\](\/\[[^/]+\])*/, id), typed: id }))
}
