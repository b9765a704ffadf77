// Rows 8 and 9: a move, answered and seen by somebody else.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { World } from '../bench-world'
import { median } from '../counting'
import { boardReady } from '../looking'
import { moves, note, wants } from '../results'

/** A card that goes to and fro between the heads of two columns, where a window has drawn it. */
const mover = {
  key: 'BEN-1',
  there: { status: 'in-progress', after: 'BEN-2' },
  back: { status: 'ready', after: 'BEN-6' },
}
let isThere = false

/** Always the other side: a move to where it stands already changes nothing, and nobody sees it. */
function otherSide() {
  isThere = !isThere
  return isThere ? mover.there : mover.back
}

export type Small = { answered?: number; seen?: number }

/** Answers both figures at 500 cards, for the same with 5,000. Row 4 needs the second one. */
export async function movesAt500(world: World): Promise<Small> {
  const small: Small = {}
  if (wants(8)) small.answered = await compareMoves(world)
  if (wants(4, 9)) small.seen = await compareSeen(world)
  return small
}

export async function movesAt5000(world: World, small: Small) {
  if (wants(8) && small.answered) {
    const own = median(await moveMany(productMove(world)))
    note({
      row: '8b',
      measure: 'move, answered, at 5,000',
      product: own,
      floor: small.answered,
      unit: 'ms',
      goal: '≤ 1.2 × our 500',
      atMost: 1.2,
    })
  }
  if (wants(9) && small.seen) {
    const own = await seenInSecondBrowser(() => productPage(world), productMove(world))
    note({
      row: '9b',
      measure: 'move, seen in a second browser, at 5,000',
      product: own,
      floor: small.seen,
      unit: 'ms',
      goal: '≤ 1.5 × our 500',
      atMost: 1.5,
    })
  }
}

async function compareMoves(world: World) {
  const floor = median(await moveMany(floorMove(world)))
  const own = median(await moveMany(productMove(world)))
  note({
    row: '8',
    measure: 'move, answered',
    product: own,
    floor,
    unit: 'ms',
    goal: '≤ 2.5 × move floor',
    atMost: 2.5,
  })
  return own
}

async function compareSeen(world: World) {
  const floor = await seenInSecondBrowser(() => floorPage(world), floorMove(world))
  const own = await seenInSecondBrowser(() => productPage(world), productMove(world))
  note({
    row: '9',
    measure: 'move, seen in a second browser',
    product: own,
    floor,
    unit: 'ms',
    goal: '≤ 4 × floor',
    atMost: 4,
  })
  return own
}

/** A move through the API, as a script or a phone would make it. */
export const productMove =
  ({ product, bearer }: Pick<World, 'product' | 'bearer'>): Move =>
  async (key, to) => {
    const answer = await fetch(`http://localhost:${product.port}/api/v1/items/${key}/move`, {
      method: 'POST',
      headers: { ...bearer, 'content-type': 'application/json' },
      body: JSON.stringify(to),
    })
    const words = await answer.text()
    if (!answer.ok) throw new Error(`The move was answered ${answer.status}: ${words.slice(0, 200)}`)
  }

export const floorMove =
  ({ moveFloor }: World): Move =>
  async (key, { status }) => {
    const rank = `z${Date.now().toString(36)}${Math.floor(performance.now() * 1000).toString(36)}V`
    const answer = await fetch(`http://localhost:${moveFloor}/`, {
      method: 'POST',
      body: JSON.stringify({ key, status, rank }),
    })
    const words = await answer.text()
    if (!answer.ok) throw new Error(`The floor's move was answered ${answer.status}: ${words.slice(0, 200)}`)
  }

async function productPage({ browser, session, boardUrl }: World): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await context.addCookies([session])
  const page = await context.newPage()
  await page.goto(boardUrl)
  await page.waitForFunction(boardReady, undefined, { timeout: 60_000 })
  await sleep(1500)
  return page
}

async function floorPage({ browser, moveFloor }: World): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(`http://localhost:${moveFloor}/`)
  await sleep(500)
  return page
}

export type Move = (key: string, to: { status: string; after: string }) => Promise<void>

async function moveMany(move: Move): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < moves + 3; n++) {
    const begun = performance.now()
    await move(mover.key, otherSide())
    // The first ones warm up.
    if (n >= 3) times.push(performance.now() - begun)
    await sleep(20)
  }
  return times
}

async function seenInSecondBrowser(open: () => Promise<Page>, move: Move): Promise<number> {
  const page = await open()
  const times: number[] = []
  try {
    for (let n = 0; n < moves + 2; n++) {
      await page.evaluate(() => {
        const kept = window as unknown as { changedAt: number | null }
        kept.changedAt = null
        const watcher = new MutationObserver(() => {
          kept.changedAt = performance.timeOrigin + performance.now()
          watcher.disconnect()
        })
        watcher.observe(
          document.querySelector('[data-board]') ?? document.querySelector('main') ?? document.body,
          { childList: true, subtree: true },
        )
      })
      // Lest the watcher takes what is still going on for the move.
      const begun = performance.timeOrigin + performance.now()
      await move(mover.key, otherSide())
      await page.waitForFunction(
        () => (window as unknown as { changedAt: number | null }).changedAt !== null,
        undefined,
        { timeout: 10_000, polling: 5 },
      )
      const changedAt = await page.evaluate(() => (window as unknown as { changedAt: number }).changedAt)
      if (n >= 2) times.push(changedAt - begun)
      await sleep(400)
    }
  } finally {
    await page.context().close()
  }
  return median(times)
}
