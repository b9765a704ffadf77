// Rows 1 to 3: a public page, as it is carried, drawn and asked for.
import type { World } from '../bench-world'
import { portOf, rounds } from '../counting'
import { load } from '../load'
import { html, onScreen, publicReady, scriptBytes } from '../looking'
import { loadSeconds, note, wants } from '../results'

export async function publicPages({ browser, roadmap, bareUrl, publicFloor, product, bare }: World) {
  if (wants(1)) {
    const [own, floor] = [await scriptBytes(browser, roadmap), await scriptBytes(browser, bareUrl)]
    const readable = (await html(roadmap)).match(/Entry \d+:/g)?.length ?? 0
    note({
      row: '1',
      measure: 'public page, 500 entries: JS over the wire',
      product: own / 1000,
      floor: floor / 1000,
      unit: 'kB',
      goal: '≤ 1.1 × bare Next, readable without',
      atMost: 1.1,
      also: readable >= 500,
    })
  }
  if (wants(2))
    for (const slowdown of [1, 4]) {
      const own = await onScreen(browser, roadmap, { slowdown, ready: publicReady })
      const floor = await onScreen(browser, publicFloor, { slowdown, ready: publicReady })
      note({
        row: slowdown === 1 ? '2' : '2b',
        measure: `…on screen, cold${slowdown > 1 ? `, ${slowdown}× slower processor` : ''}`,
        product: own.ms,
        floor: floor.ms,
        unit: 'ms',
        goal: '≤ 1.5 × static',
        atMost: 1.5,
      })
    }
  if (wants(3)) {
    const gzip = { 'Accept-Encoding': 'gzip' }
    const [own, stat, next] = await rounds([
      () => load({ port: product.port, path: '/roadmap', headers: gzip, seconds: loadSeconds }),
      () => load({ port: portOf(publicFloor), path: '/', headers: gzip, seconds: loadSeconds }),
      () => load({ port: bare.port, path: '/', headers: gzip, seconds: loadSeconds }),
    ])
    const clean = own!.serverErrors === 0 && own!.others === 0
    note({
      row: '3',
      measure: '…requests/s, anonymous, against bare Next',
      product: own!.perSecond,
      floor: next!.perSecond,
      unit: '/s',
      goal: '≥ 1.5 × bare Next, no 5xx',
      atLeast: 1.5,
      also: clean,
    })
    note({
      row: '3b',
      measure: '…requests/s, anonymous, against static',
      product: own!.perSecond,
      floor: stat!.perSecond,
      unit: '/s',
      goal: '≥ 0.1 × static, aim 0.25',
      atLeast: 0.1,
      also: clean,
    })
  }
}
