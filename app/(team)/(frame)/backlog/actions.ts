'use server'

import { Refusal } from '@/lib/kernel/errors'
import { answerForm, type FormState } from '@/lib/kernel/forms'
import { groupItems, moveItems, splitItem, type MoveItems, type MovedItems } from '@/lib/items'
import { currentAsker } from '@/lib/people'

export type MoveAnswer = { ok: true; items: MovedItems['items'] } | { ok: false; problem: string }

export async function moveItemsAction(move: MoveItems): Promise<MoveAnswer> {
  try {
    return { ok: true, items: (await moveItems(await currentAsker(), move)).items }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.message }
    throw error
  }
}

export async function splitItemAction(_: FormState, form: FormData): Promise<FormState> {
  const texts = (name: string) => form.getAll(name).map(String)
  const pointsOf = (text: string | undefined) => (text ? Number(text) : null)
  const version = form.get('version')
  return answerForm(form, async () =>
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

export async function groupItemsAction(_: FormState, form: FormData): Promise<FormState> {
  const own = (name: string) => (form.has(name) ? String(form.get(name)) : undefined)
  return answerForm(form, async () =>
    groupItems(await currentAsker(), {
      keys: form.getAll('keys').map(String),
      ...(own('how') === 'new' ? { title: own('title') ?? '' } : { epic: own('epic') ?? '' }),
    }),
  )
}
