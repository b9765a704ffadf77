'use server'

import { refresh } from 'next/cache'
import {
  approveFace,
  returnFace,
  submitFace,
  withdrawFace,
  writeFace,
  type FaceSubject,
} from '@/lib/clearance'
import { answerForm, type FormState } from '@/lib/kernel/forms'
import { currentAsker } from '@/lib/people'

export async function writeFaceAction(_: FormState, form: FormData): Promise<FormState> {
  return step(form, async () =>
    writeFace(await currentAsker(), {
      subject: subjectOf(form),
      title: text(form, 'title'),
      summary: text(form, 'summary'),
      body: text(form, 'body'),
      status: text(form, 'status'),
      quarter: text(form, 'quarter'),
      ...(form.get('version') ? { version: Number(form.get('version')) } : {}),
    }),
  )
}

export async function submitFaceAction(_: FormState, form: FormData): Promise<FormState> {
  return step(form, async () => submitFace(await currentAsker(), at(form)))
}

export async function approveFaceAction(_: FormState, form: FormData): Promise<FormState> {
  const reason = text(form, 'reason').trim()
  return step(form, async () =>
    approveFace(await currentAsker(), { ...at(form), ...(reason ? { reason } : {}) }),
  )
}

export async function returnFaceAction(_: FormState, form: FormData): Promise<FormState> {
  return step(form, async () => returnFace(await currentAsker(), { ...at(form), words: text(form, 'words') }))
}

export async function withdrawFaceAction(_: FormState, form: FormData): Promise<FormState> {
  return step(form, async () =>
    withdrawFace(await currentAsker(), { subject: subjectOf(form), reason: text(form, 'reason') }),
  )
}

async function step(form: FormData, work: () => Promise<unknown>): Promise<FormState> {
  const answer = await answerForm(form, work)
  if (answer.done) refresh()
  return answer
}

function at(form: FormData) {
  return { subject: subjectOf(form), version: Number(form.get('version')) }
}

function subjectOf(form: FormData): FaceSubject {
  const name = text(form, 'subject')
  return form.get('kind') === 'item' ? { item: name } : { idea: name }
}

function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
