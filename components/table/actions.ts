'use server'

import { isTeam } from '@/lib/kernel/audience'
import { Refusal } from '@/lib/kernel/errors'
import { changeManyItems, moreRows, type ManyChanges, type TableRow } from '@/lib/items'
import { currentAsker, currentViewer } from '@/lib/people'

type CellChange = {
  key: string
  version: number
  changes: Partial<ManyChanges>
  /** The address of the table, by which the row is drawn anew. */
  params: Record<string, string>
}

export type CellAnswer =
  | {
      ok: true
      /** By which it can be undone; null when nothing was changed. */
      undo: string | null
      /** Who changed the same field meanwhile; then nothing was. */
      keptFor: string | null
      row: TableRow | null
    }
  | { ok: false; problem: string }

/** Changes one cell, and answers the row as it is now. */
export async function changeCellAction({ key, version, changes, params }: CellChange): Promise<CellAnswer> {
  try {
    const asker = await currentAsker()
    const answer = await changeManyItems(asker, { keys: [key], versions: { [key]: version }, changes })
    const viewer = await currentViewer()
    // It stays where it is, also where it fits the query no more: nobody's row vanishes under their hand.
    const shown =
      viewer && isTeam(viewer)
        ? await moreRows(asker, { params: { ...params, q: '' }, keys: [key], cursor: null })
        : null
    return {
      ok: true,
      undo: answer.changed.length > 0 ? answer.id : null,
      keptFor: answer.kept.length > 0 ? (answer.kept[0]!.by ?? 'Daylight') : null,
      row: shown?.rows[0] ?? null,
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { ok: false, problem: error.fields[0]?.message ?? error.message }
  }
}
