// Rows 5 to 7 and 10: the board on a screen and through the API.
import type { World } from '../bench-world'
import { rounds } from '../counting'
import { load } from '../load'
import { boardDrawn, boardReady, onScreen, scriptBytes, type Screen } from '../looking'
import { loadSeconds, note, wants } from '../results'
import { startFloor, startStatic } from '../starting'
import { withClient } from '../workspace'

/** Answers the first screen of 500 cards, for the same with 5,000. */
export async function boardOf500({
  browser,
  boardUrl,
  session,
  bareUrl,
  urls,
  adminUrl,
  product,
  bearer,
}: World): Promise<Screen | undefined> {
  let first: Screen | undefined
  if (wants(5, 6, 7)) {
    const boardFloor = await startStatic('board', boardUrl, { cookie: `${session.name}=${session.value}` })
    const own = await onScreen(browser, boardUrl, { session, ready: boardReady })
    first = own
    const floor = await onScreen(browser, boardFloor, { ready: boardDrawn })
    if (wants(5))
      note({
        row: '5',
        measure: 'board, 500 cards usable, cold',
        product: own.ms,
        floor: floor.ms,
        unit: 'ms',
        goal: '≤ 3 × static',
        atMost: 3,
      })
    if (wants(6)) {
      const [ownBytes, floorBytes] = [
        await scriptBytes(browser, boardUrl, session),
        await scriptBytes(browser, bareUrl),
      ]
      note({
        row: '6',
        measure: 'board: JS over the wire',
        product: ownBytes / 1000,
        floor: floorBytes / 1000,
        unit: 'kB',
        goal: '≤ 2 × bare Next',
        atMost: 2,
      })
    }
  }
  if (wants(10)) {
    const plain = await startFloor('pg.mjs', { args: [urls.owner] })
    const [own, floor] = await rounds([
      () =>
        load({ port: product.port, path: '/api/v1/items?limit=200', headers: bearer, seconds: loadSeconds }),
      () => load({ port: plain, path: '/', seconds: loadSeconds }),
    ])
    const connections = await withClient(
      adminUrl,
      async (client) =>
        (
          await client.query<{ n: number }>(
            `SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = 'daylight_app'`,
          )
        ).rows[0]!.n,
    )
    note({
      row: '10',
      measure: 'items read through the API, 200 of 500, policies on',
      product: own!.perSecond,
      floor: floor!.perSecond,
      unit: '/s',
      goal: '≥ 0.25 × pg, no 5xx, connections ≤ pool',
      atLeast: 0.25,
      also: own!.serverErrors === 0 && own!.others === 0 && connections <= 20,
      words: `${connections} connections`,
    })
  }
  return first
}

export async function boardOf5000({ browser, boardUrl, session }: World, small: Screen | undefined) {
  if (wants(7) && small) {
    const own = await onScreen(browser, boardUrl, { session, ready: boardReady })
    note({
      row: '7',
      measure: 'board of 5,000: first screen',
      product: own.ms,
      floor: small.ms,
      unit: 'ms',
      goal: '≤ 1.3 × our 500',
      atMost: 1.3,
    })
    note({
      row: '7b',
      measure: 'board of 5,000: nodes in the page',
      product: own.nodes,
      floor: small.nodes,
      unit: 'nodes',
      goal: '≤ 1.2 × our 500',
      atMost: 1.2,
    })
  }
}
