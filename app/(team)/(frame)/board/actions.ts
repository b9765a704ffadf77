'use server'

import { Refusal } from '@/lib/kernel/errors'
import { moveItem, type MoveItem, type MovedItem } from '@/lib/items'
import { currentAsker } from '@/lib/people'

export type MoveAnswer =
  | { ok: true; item: Omit<MovedItem, 'id' | 'drawn' | 'statusSince'> & { statusSince: string } }
  | { ok: false; problem: string }

export async function moveItemAction(move: MoveItem): Promise<MoveAnswer> {
  try {
    const { id: _, drawn: _drawn, statusSince, ...item } = await moveItem(await currentAsker(), move)
    return { ok: true, item: { ...item, statusSince: statusSince.toISOString() } }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.message }
    throw error
  }
}
