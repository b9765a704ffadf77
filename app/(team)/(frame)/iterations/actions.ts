'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { answerForm, type FormState } from '@/lib/kernel/forms'
import {
  closeIteration,
  createIteration,
  startIteration,
  updateIteration,
  type Decision,
} from '@/lib/iterations'
import { currentAsker } from '@/lib/people'

/** Fields of a form as the commands take them; an empty number is none. */
function fieldsOf(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  return {
    startsOn: text('startsOn'),
    endsOn: text('endsOn'),
    aims: text('aims')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
    capacity: text('capacity') === '' ? null : Number(text('capacity')),
    ...(text('slack') === '' ? {} : { slack: Number(text('slack')) }),
  }
}

function whichOf(form: FormData) {
  const version = form.get('version')
  return { number: Number(form.get('number')), ...(version ? { version: Number(version) } : {}) }
}

export async function createIterationAction(_: FormState, form: FormData): Promise<FormState> {
  let number: number | null = null
  const once = form.get('once')
  const state = await answerForm(form, async () => {
    number = (
      await createIteration(
        await currentAsker(),
        fieldsOf(form),
        once ? { idempotencyKey: String(once) } : {},
      )
    ).number
  })
  if (number !== null) redirect(`/iterations/${number}`)
  return state
}

export async function updateIterationAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await answerForm(form, async () =>
    updateIteration(await currentAsker(), { ...fieldsOf(form), ...whichOf(form) }),
  )
  if (state.done) refresh()
  return state
}

export async function startIterationAction(_: FormState, form: FormData): Promise<FormState> {
  const state = await answerForm(form, async () => startIteration(await currentAsker(), whichOf(form)))
  if (state.done) refresh()
  return state
}

export async function closeIterationAction(_: FormState, form: FormData): Promise<FormState> {
  const keys = form.getAll('key').map(String)
  const { number, version } = whichOf(form)
  const state = await answerForm(form, async () =>
    closeIteration(await currentAsker(), {
      number,
      version,
      decisions: keys.map((key) => {
        const reason = String(form.get(`reason.${key}`) ?? '').trim()
        const decision = String(form.get(`decision.${key}`) ?? '') as Decision
        return { key, decision, ...(decision === 'dropped' && reason ? { reason } : {}) }
      }),
    }),
  )
  if (state.done) redirect(`/iterations/${number}`)
  // A field of the list belongs to the item that stands at its place.
  const fields = Object.entries(state.fields ?? {}).map(([path, words]) => {
    const [, at, field] = /^decisions\.(\d+)\.(\w+)$/.exec(path) ?? []
    return [at && field ? `${field}.${keys[Number(at)]}` : path, words]
  })
  return { ...state, fields: Object.fromEntries(fields) }
}
