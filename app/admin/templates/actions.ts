'use server'

import { revalidatePath } from 'next/cache'
import type { Said } from '@/components/workflow/act'
import { answerForm, typedValues, type FormState } from '@/lib/kernel/forms'
import { currentAsker } from '@/lib/people'
import {
  addTemplate,
  changeTemplate,
  restoreTemplate,
  retireTemplate,
  type TemplateFields,
} from '@/lib/workflow'

/** What the form says; the command's own schema says what is wrong with it. */
function fieldsIn(form: FormData): TemplateFields {
  const { name = '', type, origin, title = '', description = '', priority, ...typed } = typedValues(form)
  const parts = (text = '', by: RegExp) =>
    text
      .split(by)
      .map((part) => part.trim())
      .filter(Boolean)
  return {
    name,
    type: type as TemplateFields['type'],
    origin: origin as TemplateFields['origin'],
    title,
    description,
    priority: priority as TemplateFields['priority'],
    labels: parts(typed.labels, /,/),
    checklist: parts(typed.checklist, /\r?\n/),
  }
}

export async function addTemplateAction(_before: FormState, form: FormData): Promise<FormState> {
  const asker = await currentAsker()
  const state = await answerForm(form, () => addTemplate(asker, fieldsIn(form)))
  revalidatePath('/admin/templates')
  return state
}

/** One form a template; its buttons say what to do. */
export async function templateAction(_before: Said, form: FormData): Promise<Said> {
  const asker = await currentAsker()
  const { id = '', version, do: wish } = typedValues(form)
  const template = { id, version: Number(version) }
  const state = await answerForm(form, async () => {
    if (wish === 'retire') await retireTemplate(asker, template)
    else if (wish === 'restore') await restoreTemplate(asker, template)
    else await changeTemplate(asker, { ...template, ...fieldsIn(form) })
  })
  revalidatePath('/admin/templates')
  return { ...state, said: wish === 'change' ? 'Saved.' : '' }
}
