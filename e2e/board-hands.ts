// The hands of the board's journeys: cards of their own, and the ways to move them.
import type { Locator, Page } from '@playwright/test'
import { createItem } from '../lib/items'
import { statusLabels, type Status } from '../lib/items/labels'
import type { CreateItem } from '../lib/items/schema'
import { askerOf, expect, fresh, visit } from './cast'

/** Cards of one journey, found by the word that only they have; in the order given they stand at a column's end. */
export async function cards(
  count: number,
  status: Status = 'ready',
  fields: (n: number) => Partial<CreateItem> = () => ({}),
): Promise<{ word: string; keys: string[] }> {
  const word = fresh('Lantern')
  const engineer = await askerOf('engineer')
  const keys: string[] = []
  for (let n = 1; n <= count; n++)
    keys.push(
      (await createItem(engineer, { title: `${word} ${n}`, origin: 'small', status, ...fields(n) })).key,
    )
  return { word, keys }
}

export const column = (page: Page, status: Status) => page.locator(`ol[data-column="${status}"]`)
export const card = (page: Page, key: string) => page.locator(`li[data-card="${key}"]`)
export const link = (page: Page, key: string) => page.locator(`a[data-card-link="${key}"]`)

/** The keys of a column, top to bottom, of those that the journey made. */
export function order(page: Page, status: Status, keys: readonly string[]): Promise<string[]> {
  return column(page, status)
    .locator('li[data-card]')
    .evaluateAll(
      (all, ours) =>
        all.map((each) => (each as HTMLElement).dataset.card!).filter((key) => ours.includes(key)),
      keys as string[],
    )
}

export async function count(page: Page, status: Status): Promise<number> {
  const region = page.getByRole('region', { name: statusLabels[status], exact: true })
  return Number(await region.locator('[data-count]').getAttribute('data-count'))
}

/** What this page asks for, without the lanes. */
async function asked(page: Page): Promise<string> {
  const params = new URL(page.url()).searchParams
  params.delete('lanes')
  return params.toString()
}

/** What the server would draw now: the answer to a move has come when this agrees. */
export async function settled(page: Page, status: Status, keys: readonly string[], wanted: string[]) {
  await expect.poll(() => order(page, status, keys)).toEqual(wanted)
  await expect
    .poll(async () => {
      const answer = await page.request.get(`/board/cards?${await asked(page)}`)
      const { cells } = (await answer.json()) as { cells: { status: string; cards: { key: string }[] }[] }
      const own = cells.find((each) => each.status === status)!.cards.map(({ key }) => key)
      return own.filter((key) => keys.includes(key))
    })
    .toEqual(wanted)
}

/** Drags as a hand does: a press, a few moves, and a look that it is over its place before it is let go. */
export async function drag(page: Page, from: Locator, to: Locator, { y = 0.5 } = {}) {
  await from.scrollIntoViewIfNeeded()
  await from.hover()
  await page.mouse.down()
  const start = (await from.boundingBox())!
  await page.mouse.move(start.x + start.width / 2 + 8, start.y + start.height / 2 + 8, { steps: 3 })
  const end = (await to.boundingBox())!
  await page.mouse.move(end.x + end.width / 2, end.y + end.height * y, { steps: 6 })
  await page.mouse.move(end.x + end.width / 2 + 1, end.y + end.height * y, { steps: 2 })
  await page.mouse.up()
}

/** Opens the board and waits until it has begun to listen to what others do. */
export async function listening(page: Page, path: string) {
  const stream = page.waitForResponse((response) => response.url().includes('/api/events'))
  await visit(page, path)
  expect((await stream).status()).toBe(200)
}

export async function moveTo(page: Page, key: string, place: string) {
  await card(page, key).hover()
  await page.getByRole('button', { name: `Move or change ${key}` }).click()
  await page.getByRole('menuitem', { name: place, exact: true }).click()
}
