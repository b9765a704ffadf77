// Row 4: from the moment at which something is made private until nobody is shown it any more.
import { setTimeout as sleep } from 'node:timers/promises'
import type { World } from '../bench-world'
import { median } from '../counting'
import { figure, note, quick } from '../results'
import { makeLiveFace } from '../workspace'

/** Published by two, looked at everywhere, withdrawn: until it is in no page, feed and process. */
export async function goneEverywhere({ product, urls, startAgain }: World, seen: number) {
  const second = await startAgain()
  const fresh: number[] = []
  const stale: number[] = []
  for (let n = 0; n < (quick ? 3 : 7); n++) {
    const face = await makeLiveFace(urls.app, urls.owner, n)
    const places = [product.port, second.port].flatMap((port) =>
      [`/roadmap/${face.slug}`, '/roadmap', '/', '/feeds/roadmap.atom'].map(
        (path) => `http://localhost:${port}${path}`,
      ),
    )
    const stands = async (url: string) => (await (await fetch(url)).text()).includes(`Leaving ${n}`)
    // The first look fills what each process keeps.
    for (const url of places) await stands(url)
    const until = Date.now() + 5000
    while (!(await stands(places[1]!)) && Date.now() < until) await sleep(20)
    const begun = performance.now()
    let lastStale = 0
    const looking = places.map(async (url) => {
      while (await stands(url)) {
        lastStale = Math.max(lastStale, performance.now() - begun)
        await sleep(5)
      }
    })
    await face.withdraw()
    lastStale = Math.max(lastStale, performance.now() - begun)
    await Promise.all(looking)
    await face.end()
    stale.push(lastStale)
    fresh.push(performance.now() - begun)
  }
  await second.stop()
  const words = (times: number[]) => `slowest ${figure(Math.max(...times))} ms`
  note({
    row: '4',
    measure: 'withdrawn → the last answer anywhere that still had it',
    product: median(stale),
    floor: seen,
    unit: 'ms',
    goal: '≤ 2 × row 9, always under 1 s',
    atMost: 2,
    also: Math.max(...stale) < 1000,
    words: words(stale),
  })
  note({
    row: '4b',
    measure: 'withdrawn → every page, feed and process drawn anew',
    product: median(fresh),
    floor: seen,
    unit: 'ms',
    goal: '≤ 2 × row 9, always under 1 s',
    atMost: 2,
    also: Math.max(...fresh) < 1000,
    words: words(fresh),
  })
}
