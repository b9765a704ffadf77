'use server'

import { Refusal, type FieldProblem } from '@/lib/kernel/errors'
import { changeManyItems, undoManyItems, type KeptItem, type ManyChanged } from '@/lib/items'
import { currentAsker } from '@/lib/people'

export type BulkAnswer =
  | {
      ok: true
      /** By which it can be undone. */
      id: string
      changed: { key: string; version: number }[]
      same: string[]
      kept: KeptItem[]
    }
  | { ok: false; problem: string; fields: FieldProblem[] }

export type BulkInput = Parameters<typeof changeManyItems>[1]

export async function changeManyAction(input: BulkInput): Promise<BulkAnswer> {
  return answer(async () => changeManyItems(await currentAsker(), input))
}

export async function undoManyAction(commandId: string): Promise<BulkAnswer> {
  return answer(async () => undoManyItems(await currentAsker(), { commandId }))
}

async function answer(work: () => Promise<ManyChanged>): Promise<BulkAnswer> {
  try {
    const { id, changed, same, kept } = await work()
    return { ok: true, id, changed: changed.map(({ key, version }) => ({ key, version })), same, kept }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { ok: false, problem: error.message, fields: error.fields }
  }
}
