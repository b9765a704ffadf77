'use server'

import { createElement, type ReactNode } from 'react'
import { PeekBody } from '@/components/board/peek-body'
import type { Fill } from '@/components/board/fill'
import { isTeam } from '@/lib/kernel/audience'
import { Refusal } from '@/lib/kernel/errors'
import { now } from '@/lib/kernel/now'
import {
  askFrom,
  cardsNamed,
  createItem,
  findItem,
  moveItem,
  updateItem,
  type BoardCard,
  type MoveItem,
  type Origin,
  type Status,
  type UpdateItem,
} from '@/lib/items'
import { currentAsker, currentViewer } from '@/lib/people'

type Answer =
  | { ok: true; card: Pick<BoardCard, 'key' | 'version'> & Partial<BoardCard> }
  | { ok: false; problem: string; card?: BoardCard }

/** A card into another place; and where that place is another lane, what the lane makes of it. */
export async function moveCardAction(move: MoveItem, change?: Omit<UpdateItem, 'key'>): Promise<Answer> {
  const asker = await currentAsker()
  return answered(async () => {
    if (change) await updateItem(asker, { ...change, key: move.key })
    const { key, status, rank, iteration, version, statusSince, drawn } = await moveItem(asker, move)
    if (change) return { key, version, ...(await cardNow(key)) }
    return {
      key,
      status,
      rank,
      iteration,
      version,
      statusSince: statusSince.toISOString(),
      stage: drawn.stage,
    }
  }, move.key)
}

export async function changeCardAction(key: string, change: Omit<UpdateItem, 'key'>): Promise<Answer> {
  const asker = await currentAsker()
  return answered(async () => {
    const { version } = await updateItem(asker, { ...change, key })
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
    const made = await createItem(asker, { origin, ...fill, title, status }, { idempotencyKey: once })
    if (top) await moveItem(asker, { key: made.key, before: null })
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
    // Half of it may have been done, or somebody else was first: the board settles with what is there.
    return { ok: false, problem: error.message, card: key ? await cardNow(key) : undefined }
  }
}

async function cardNow(key: string): Promise<BoardCard | undefined> {
  const [card] = await cardsNamed(await currentAsker(), [key], askFrom({}))
  return card
}
