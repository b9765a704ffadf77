// What a person at a browser sees, and when.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, BrowserContext } from '@playwright/test'
import { median } from './counting'
import { runs } from './results'

export type Screen = { ms: number; nodes: number }

// These run in the browser.
export function publicReady() {
  return (
    /Entry \d+:/.test(document.body?.innerText.slice(0, 20_000) ?? '') && document.readyState !== 'loading'
  )
}
export function boardDrawn() {
  return document.querySelector('[data-card]') !== null && document.readyState !== 'loading'
}
/** Drawn, and alive: React has taken the card over, so keys and drag work. */
export function boardReady() {
  const card = document.querySelector('[data-card]')
  return card !== null && Object.keys(card).some((name) => name.startsWith('__reactProps'))
}

export type Cookie = { name: string; value: string; url: string }

/** Milliseconds from the navigation to the moment at which it is painted and `ready`; a new browser profile each time. */
export async function onScreen(
  browser: Browser,
  url: string,
  { slowdown = 1, session, ready }: { slowdown?: number; session?: Cookie; ready: () => boolean },
): Promise<Screen> {
  const times: number[] = []
  let nodes = 0
  for (let n = 0; n < runs; n++) {
    const context = await fresh(browser, session)
    try {
      const page = await context.newPage()
      if (slowdown > 1)
        await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slowdown })
      await page.addInitScript(
        `(() => { const ready = ${ready.toString()}; const look = () => ready() ? requestAnimationFrame(() => setTimeout(() => { window.readyAt = performance.now() })) : requestAnimationFrame(look); look() })()`,
      )
      await page.goto(url, { waitUntil: 'commit' })
      await page.waitForFunction(
        () => (window as unknown as { readyAt?: number }).readyAt !== undefined,
        undefined,
        { timeout: 60_000 },
      )
      times.push(
        await page.evaluate(() => {
          const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0
          return Math.max(painted, (window as unknown as { readyAt: number }).readyAt)
        }),
      )
      nodes = await page.evaluate(() => document.querySelectorAll('*').length)
    } finally {
      await context.close()
    }
  }
  return { ms: median(times), nodes }
}

/** Bytes of scripts as they came over the wire, until the page rests. */
export async function scriptBytes(browser: Browser, url: string, session?: Cookie): Promise<number> {
  const context = await fresh(browser, session)
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    const scripts = new Set<string>()
    let bytes = 0
    devtools.on(
      'Network.responseReceived',
      ({ requestId, type }) => void (type === 'Script' && scripts.add(requestId)),
    )
    devtools.on(
      'Network.loadingFinished',
      ({ requestId, encodedDataLength }) => void (scripts.has(requestId) && (bytes += encodedDataLength)),
    )
    await devtools.send('Network.enable')
    await page.goto(url, { waitUntil: 'load' })
    await sleep(1500)
    return bytes
  } finally {
    await context.close()
  }
}

async function fresh(browser: Browser, session?: Cookie): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  if (session) await context.addCookies([session])
  return context
}

export async function html(url: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(url, { headers, redirect: 'manual' })
  const words = await answer.text()
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${words.slice(0, 200)}`)
  return words
}
