'use server'

import { Refusal } from '@/lib/kernel/errors'
import { answerForm, type FormState } from '@/lib/kernel/forms'
import { groupItems, moveItems, splitItem, type MoveItems, type MovedItems } from '@/lib/items'
import { currentAsker } from '@/lib/people'

export type MoveAnswer =
  { ok: true; undo: string | null; items: MovedItems['items'] } | { ok: false; problem: string }

export async function moveItemsAction(move: MoveItems): Promise<MoveAnswer> {
  try {
    const { id, changed, items } = await moveItems(await currentAsker(), move)
    return { ok: true, undo: changed > 0 ? id : null, items }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.message }
    throw error
  }
}

type MadeState = FormState & { undo?: string }

export async function splitItemAction(_: FormState, form: FormData): Promise<MadeState> {
  const texts = (name: string) => form.getAll(name).map(String)
  const pointsOf = (text: string | undefined) => (text ? Number(text) : null)
  const version = form.get('version')
  return withUndo(form, async () =>
    splitItem(await currentAsker(), {
      key: String(form.get('key')),
      ...(version ? { version: Number(version) } : {}),
      title: texts('rest-title')[0],
      estimate: pointsOf(texts('rest-points')[0]),
      parts: texts('part-title').map((title, n) => ({
        title,
        estimate: pointsOf(texts('part-points')[n]),
      })),
    }),
  )
}

export async function groupItemsAction(_: FormState, form: FormData): Promise<MadeState> {
  const own = (name: string) => (form.has(name) ? String(form.get(name)) : undefined)
  return withUndo(form, async () =>
    groupItems(await currentAsker(), {
      keys: form.getAll('keys').map(String),
      ...(own('how') === 'new' ? { title: own('title') ?? '' } : { epic: own('epic') ?? '' }),
    }),
  )
}

/** The form's answer, and by which what it did can be undone. */
async function withUndo(form: FormData, work: () => Promise<{ undo: string }>): Promise<MadeState> {
  let made: { undo?: string } = {}
  const state = await answerForm(form, async () => (made = await work()))
  return state.done ? { ...state, undo: made.undo } : state
}
