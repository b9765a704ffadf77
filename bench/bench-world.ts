// All that the rows measure: the product with its people, its floors, and a browser.
import { join } from 'node:path'
import { chromium, type Browser } from '@playwright/test'
import { root } from '@/scripts/house/setup.mjs'
import { openEmbedded } from '@/scripts/house/workspace'
import { rss } from './counting'
import type { Cookie } from './looking'
import { atEnd, bareNext, startFloor, startProduct, startStatic, type Running } from './starting'
import { makeEntries, makeItems, makePeople, person } from './workspace'

export type World = {
  urls: { owner: string; app: string; public: string; jobs: string }
  adminUrl: string
  product: Running
  bare: Running
  browser: Browser
  session: Cookie
  bearer: Record<string, string>
  roadmap: string
  boardUrl: string
  bareUrl: string
  /** The public page as a file, without a script. */
  publicFloor: string
  /** The port of the handler that does the move's transaction and nothing else. */
  moveFloor: number
  memoryIdle: { product: number; bare: number }
  startAgain: () => Promise<Running>
}

export async function makeWorld(
  workspace: Awaited<ReturnType<typeof openEmbedded>>,
  folder: string,
): Promise<World> {
  const { urls, secret } = workspace
  const people = await makePeople(urls.owner, secret)
  await makeEntries(urls.owner, 500)
  await makeItems(urls.owner, 1, 500)
  const bare = await bareNext()
  const startAgain = () => startProduct(workspace, folder)
  const product = await startAgain()
  const { bringChromium } = (await import(join(root, 'scripts/house/browser.mjs'))) as {
    bringChromium: () => string | undefined
  }
  const browser = await chromium.launch({
    executablePath: bringChromium() || undefined,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  atEnd(() => browser.close())
  const home = `http://localhost:${product.port}`
  const roadmap = `${home}/roadmap`
  return {
    urls,
    adminUrl: workspace.adminUrl!,
    product,
    bare,
    browser,
    session: { name: 'daylight.session', value: people.cookie, url: home },
    bearer: { authorization: `Bearer ${people.token}` },
    roadmap,
    boardUrl: `${home}/board`,
    bareUrl: `http://localhost:${bare.port}/`,
    publicFloor: await startStatic('roadmap', roadmap),
    moveFloor: await startFloor('move.mjs', { args: [urls.owner, person] }),
    memoryIdle: { product: rss(product.pid), bare: rss(bare.pid) },
    startAgain,
  }
}
