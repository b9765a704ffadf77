'use server'

import { revalidatePath } from 'next/cache'
import type { Said } from '@/components/workflow/act'
import { answerForm, typedValues, type FormState } from '@/lib/kernel/forms'
import type { ItemType } from '@/lib/items'
import { currentAsker } from '@/lib/people'
import {
  addField,
  changeChoices,
  changeField,
  restoreField,
  retireField,
  shiftField,
  type CustomKind,
} from '@/lib/workflow'

const typesIn = (form: FormData) => form.getAll('types').map(String) as ItemType[]
const lines = (text = '') =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)

export async function addFieldAction(_before: FormState, form: FormData): Promise<FormState> {
  const asker = await currentAsker()
  const { label = '', kind, hint, choices } = typedValues(form)
  const state = await answerForm(form, () =>
    addField(asker, {
      label,
      kind: kind as CustomKind,
      hint,
      types: typesIn(form),
      choices: kind === 'choice' || kind === 'choices' ? lines(choices) : undefined,
    }),
  )
  revalidatePath('/admin/fields')
  return state
}

/** One form a field; its buttons say what to do. */
export async function fieldAction(_before: Said, form: FormData): Promise<Said> {
  const asker = await currentAsker()
  const { id = '', version, label, hint, do: wish } = typedValues(form)
  const field = { id, version: Number(version) }
  const state = await answerForm(form, async () => {
    if (wish === 'change') await changeField(asker, { ...field, label, hint, types: typesIn(form) })
    else if (wish === 'up' || wish === 'down') await shiftField(asker, { ...field, direction: wish })
    else if (wish === 'retire') await retireField(asker, field)
    else if (wish === 'restore') await restoreField(asker, field)
  })
  revalidatePath('/admin/fields')
  return { ...state, said: wish === 'change' ? 'Saved.' : '' }
}

/** The choices in their order, each with what it was, and what becomes of those that are gone. */
export async function choicesAction(_before: Said, form: FormData): Promise<Said> {
  const asker = await currentAsker()
  const { id = '', version } = typedValues(form)
  const texts = form.getAll('text').map(String)
  const was = form.getAll('was').map(String)
  const choices = texts.flatMap((text, n) =>
    text.trim() ? [{ text, ...(was[n] ? { was: was[n] } : {}) }] : [],
  )
  const gone = form.getAll('gone').map(String)
  const becomes = form
    .getAll('becomes')
    .map(String)
    .flatMap((text, n) =>
      text === '' ? [] : [{ was: gone[n]!, text: text === 'nothing' ? null : text.slice(1) }],
    )
  let said = ''
  const state = await answerForm(form, async () => {
    const { items } = await changeChoices(asker, { id, version: Number(version), choices, becomes })
    said =
      items === 0
        ? 'Saved.'
        : items === 1
          ? 'Saved, and one item follows.'
          : `Saved, and ${items} items follow.`
  })
  revalidatePath('/admin/fields')
  return { ...state, said }
}
