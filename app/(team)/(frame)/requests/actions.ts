'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { answerForm, type FormState } from '@/lib/kernel/forms'
import { currentAsker } from '@/lib/people'
import {
  answerBack,
  createRequest,
  declineRequest,
  dropDraft,
  finishRequest,
  makeItemFromRequest,
  noteOnRequest,
  reopenRequest,
  replyToRequest,
  saveDraft,
  seeRequest,
  takeRequest,
  type Written,
} from '@/lib/requests'
import { readRequestForm, type DraftInput } from '@/components/requests/form-data'

/** Sends a filled form. Files have been uploaded before and come by their ids. */
export async function sendRequest(type: string, _before: FormState, form: FormData): Promise<FormState> {
  const asker = await currentAsker()
  let key = ''
  const state = await answerForm(form, async () => {
    key = (await createRequest(asker, { type, ...readRequestForm(form) })).key
  })
  if (!state.done) return state
  revalidatePath('/requests')
  redirect(`/requests/${key}?sent=1`)
}

/** Keeps what is typed so far; answers when it was kept, or a sentence. */
export async function keepDraft(
  type: string,
  draft: DraftInput,
): Promise<{ savedAt?: string; problem?: string }> {
  const asker = await currentAsker()
  let savedAt = ''
  const state = await answerForm(new FormData(), async () => {
    savedAt = (await saveDraft(asker, { type, ...draft })).savedAt.toISOString()
  })
  return state.done ? { savedAt } : { problem: state.problem }
}

export async function forgetDraft(type: string): Promise<void> {
  await dropDraft(await currentAsker(), { type })
  revalidatePath(`/requests/new/${type}`)
}

/** Every verb of a request, by the button that was pressed; each is one command. */
export async function actOnRequest(_before: FormState, form: FormData): Promise<FormState> {
  const asker = await currentAsker()
  const text = (name: string) => String(form.get(name) ?? '')
  const at = { key: text('key'), version: Number(text('version')) || undefined }
  const files = form.getAll('files').filter((each): each is string => typeof each === 'string' && each !== '')
  const said = { ...at, body: text('body'), files }
  let written: Written | null = null
  const verb = (): Promise<Written> => {
    switch (text('intent')) {
      case 'see':
        return seeRequest(asker, at)
      case 'take':
        return takeRequest(asker, at)
      case 'reply':
        return replyToRequest(asker, { ...said, answers: form.get('answers') === 'on' })
      case 'ask':
        return replyToRequest(asker, { ...said, askBack: true })
      case 'note':
        return noteOnRequest(asker, said)
      case 'answer':
        return answerBack(asker, said)
      case 'item':
        return makeItemFromRequest(asker, {
          ...at,
          title: text('title'),
          origin: text('origin') as 'ask',
          priority: (text('priority') || 'none') as 'none',
          description: text('description'),
        })
      case 'finish':
        return finishRequest(asker, { ...at, words: text('words') })
      case 'decline':
        return declineRequest(asker, { ...at, words: text('words') })
      default:
        return reopenRequest(asker, { ...at, words: text('words') })
    }
  }
  const state = await answerForm(form, async () => {
    written = await verb()
  })
  revalidatePath(`/requests/${at.key}`)
  revalidatePath('/queue')
  return state.done ? { ...state, values: answered(written) } : state
}

/** What a page needs for the next verb, before its new drawing has come. */
function answered(written: Written | null): Record<string, string> | undefined {
  return written ? { version: String(written.version), status: written.status } : undefined
}
