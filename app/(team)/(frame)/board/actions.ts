'use server'

import { createElement, type ReactNode } from 'react'
import { PeekBody } from '@/components/board/peek-body'
import type { Fill } from '@/components/board/fill'
import { isTeam } from '@/lib/kernel/audience'
import { Refusal, type Clashes } from '@/lib/kernel/errors'
import { now } from '@/lib/kernel/now'
import {
  askFrom,
  cardsNamed,
  createItem,
  editItem,
  findItem,
  moveItem,
  type BoardCard,
  type EditItem,
  type Origin,
  type PlaceItem,
  type Status,
} from '@/lib/items'
import { currentAsker, currentViewer } from '@/lib/people'

type Answer =
  | { ok: true; card: Pick<BoardCard, 'key' | 'version'> & Partial<BoardCard> }
  | { ok: false; problem: string; card?: BoardCard; clashes?: Clashes }

/** A card into another place; where that place is another lane, with what the lane makes of it, in one change. */
export async function moveCardAction(move: PlaceItem): Promise<Answer> {
  const asker = await currentAsker()
  return answered(async () => {
    const { key, status, rank, iteration, version, statusSince, drawn } = await moveItem(asker, move)
    const moved = {
      key,
      status,
      rank,
      iteration,
      version,
      statusSince: statusSince.toISOString(),
      stage: drawn.stage,
    }
    return move.fields ? { ...moved, ...(await cardNow(key)) } : moved
  }, move.key)
}

/** Fields of a card, as they were seen in version `seen`. */
export async function changeCardAction(
  key: string,
  seen: number,
  change: Omit<EditItem, 'key' | 'version'>,
): Promise<Answer> {
  const asker = await currentAsker()
  return answered(async () => {
    const { version } = await editItem(asker, { ...change, key, version: seen })
    return { key, version, ...(await cardNow(key)) }
  }, key)
}

type NewCard = {
  title: string
  status: Status
  origin: Exclude<Origin, 'wishlist'>
  fill: Fill
  top: boolean
  once: string
  /** What the board shows, as its address says it. */
  shown: string
}

/** A card at the foot of a column or at its top. Without a place in the answer it is one that the board leaves out. */
export async function addCardAction({
  title,
  status,
  origin,
  fill,
  top,
  once,
  shown,
}: NewCard): Promise<Answer> {
  const asker = await currentAsker()
  return answered(async () => {
    const place = top ? { before: null } : {}
    const made = await createItem(
      asker,
      { origin, ...fill, ...place, title, status },
      { idempotencyKey: once },
    )
    const ask = askFrom(Object.fromEntries(new URLSearchParams(shown)))
    const [card] = await cardsNamed(asker, [made.key], ask)
    return card ?? { key: made.key, version: made.version }
  })
}

/** The quick look at an item, drawn here; what is not there for this viewer says so. */
export async function peekAction(key: string): Promise<ReactNode> {
  const viewer = await currentViewer()
  const item = viewer && isTeam(viewer) ? await findItem(await currentAsker(), key) : null
  return item ? createElement(PeekBody, { item, now: now() }) : 'There is nothing here any more.'
}

async function answered(
  work: () => Promise<Pick<BoardCard, 'key' | 'version'> & Partial<BoardCard>>,
  key?: string,
): Promise<Answer> {
  try {
    return { ok: true, card: await work() }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // Nothing of it was done; somebody else may have been first, and the board settles with what is there.
    const card = key ? await cardNow(key) : undefined
    return { ok: false, problem: error.message, card, clashes: error.clashes }
  }
}

async function cardNow(key: string): Promise<BoardCard | undefined> {
  const [card] = await cardsNamed(await currentAsker(), [key], askFrom({}))
  return card
}
