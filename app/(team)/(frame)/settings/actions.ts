'use server'

import { revalidatePath } from 'next/cache'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import type { TokenState } from '@/components/people/make-token'
import { answerForm, type FormState } from '@/lib/kernel/forms'
import {
  currentAsker,
  makeToken,
  renameSelf,
  revokeToken,
  sessionCookieName,
  signOutEverywhere,
  unlinkIdentity,
} from '@/lib/people'
import type { Scope } from '@/lib/people/schema'

export async function renameAction(_before: FormState, form: FormData): Promise<FormState> {
  const asker = await currentAsker()
  const state = await answerForm(form, () => renameSelf(asker, { name: String(form.get('name') ?? '') }))
  if (state.done) revalidatePath('/', 'layout')
  return state
}

export async function themeAction(form: FormData) {
  const theme = form.get('theme')
  const jar = await cookies()
  // The frame's own menu sets the same cookie, so a script may read it.
  if (theme === 'light' || theme === 'dark')
    jar.set('theme', theme, { path: '/', maxAge: 31_536_000, sameSite: 'lax' })
  else jar.delete('theme')
  revalidatePath('/settings')
}

export async function makeTokenAction(_before: TokenState, form: FormData): Promise<TokenState> {
  const asker = await currentAsker()
  let secret: string | undefined
  const state = await answerForm(form, async () => {
    const made = await makeToken(asker, {
      name: String(form.get('name') ?? ''),
      // Which of them are scopes is the schema's to say.
      scopes: form.getAll('scopes').map(String) as Scope[],
      days: Number(form.get('days')),
    })
    secret = made.secret
  })
  if (!state.done) return state
  revalidatePath('/settings')
  return { ...state, secret }
}

export async function revokeTokenAction(_before: FormState, form: FormData): Promise<FormState> {
  const asker = await currentAsker()
  const state = await answerForm(form, () => revokeToken(asker, { id: String(form.get('id') ?? '') }))
  revalidatePath('/settings')
  return state
}

export async function unlinkAction(_before: FormState, form: FormData): Promise<FormState> {
  const asker = await currentAsker()
  const state = await answerForm(form, () =>
    unlinkIdentity(asker, { issuer: String(form.get('issuer') ?? '') }),
  )
  revalidatePath('/settings')
  return state
}

export async function signOutEverywhereAction(_before: FormState, form: FormData): Promise<FormState> {
  const asker = await currentAsker()
  const state = await answerForm(form, () => signOutEverywhere(asker, {}))
  if (state.done) {
    // Its session has ended; without it, public pages come from what is kept for visitors again.
    ;(await cookies()).delete({
      name: sessionCookieName(),
      path: '/',
      secure: sessionCookieName().startsWith('__Host-'),
    })
    redirect('/signin?left=everywhere')
  }
  return state
}
