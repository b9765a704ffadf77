'use server'

import { cookies, headers } from 'next/headers'
import { after } from 'next/server'
import type { AskedState } from '@/components/people/ask-for-link'
import { Refusal } from '@/lib/kernel/errors'
import { typedValues } from '@/lib/kernel/forms'
import { addressOf, askForLink, attemptCookie, attemptCookieOptions, safeNext } from '@/lib/people'

/** Whoever asks is told the same, and as fast: the mail leaves after the answer. */
export async function askForLinkAction(_before: AskedState, form: FormData): Promise<AskedState> {
  const jar = await cookies()
  const email = String(form.get('email') ?? '')
  try {
    const { code, attempt, sending } = await askForLink({
      email,
      attempt: jar.get(attemptCookie)?.value,
      next: safeNext(form.get('next')),
      address: addressOf(await headers()),
    })
    jar.set(attemptCookie, attempt, attemptCookieOptions())
    after(() => sending)
    return { done: true, code, email }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const fields = Object.fromEntries(error.fields.map(({ path, message }) => [path, message]))
    return { problem: error.message, fields, values: typedValues(form) }
  }
}
