// Goes through every reading operation of the API with every id there is, as everybody, and listens for canaries.
import { operations } from '../api'
import { ask, askers, earOf, type Heard, type MatrixAsker } from './asking'
import { heardIn, keysIn, leaksIn, type Leak } from './canaries'
import { idsOf, type World } from './world'

export type Crawl = { doors: number; answers: number; leaks: Leak[]; heard: Set<string> }

/** All GET operations × all ids × everybody; or the lists alone, which are the quicker look. */
export async function crawlApi(world: World, { only }: { only?: 'lists' } = {}): Promise<Crawl> {
  const crawl: Crawl = { doors: 0, answers: 0, leaks: [], heard: new Set() }
  for (const { method, path } of operations.filter((operation) => operation.method === 'get')) {
    if (only === 'lists' && path.includes('{')) continue
    const ids = path.includes('{') ? idsOf(world) : ['']
    for (const id of ids) {
      crawl.doors += 1
      for (const asker of askers) {
        const door = `GET ${path.replace(/\{\w+\}/, id)}`
        const heard = await ask(world, asker, {
          method,
          path: path.replace(/\{\w+\}/, encodeURIComponent(id)),
          typed: id ? [id] : [],
        })
        listen(world, crawl, { asker, door, heard })
      }
    }
  }
  return crawl
}

function listen(
  { canaries }: World,
  crawl: Crawl,
  { asker, door, heard }: { asker: MatrixAsker; door: string; heard: Heard },
) {
  const text = `${heard.headers}\n${heard.body}`
  const ear = earOf(asker)
  crawl.answers += 1
  crawl.leaks.push(...leaksIn(text, { canaries, ear, door, form: 'json' }))
  for (const canary of heardIn(text, canaries)) crawl.heard.add(canary.field)
  // Outside stands no key at all: the public projection has slugs.
  if (ear === 'visitor')
    for (const key of keysIn(text)) crawl.leaks.push({ field: `key ${key}`, ear, door, form: 'json' })
}
