'use client'

import { useRouter } from 'next/navigation'
import { useActionState, useEffect, useState } from 'react'
import type { FormState } from '@/lib/kernel/forms'

type Action = (state: FormState, form: FormData) => Promise<FormState>

/**
 * A form's action; after each answer the page reads itself anew, so that what others changed is seen beside what was
 * typed. `answers` counts the answers: a form that is keyed by it is drawn afresh with each.
 */
export function useSaved(action: Action) {
  const router = useRouter()
  const [state, send] = useActionState(action, {})
  const [answered, setAnswered] = useState({ state, answers: 0 })
  if (answered.state !== state) setAnswered({ state, answers: answered.answers + 1 })
  useEffect(() => {
    if (state.done || state.problem) router.refresh()
  }, [state, router])
  return { state, send, answers: answered.answers }
}

/**
 * The same for a form that changes a thing with a version. `base` is what the fields were drawn from, and its version is
 * what is sent. News of others redraw an untouched form; once somebody has typed, the base stays, so that nothing typed
 * is lost and a save that comes too late is refused. After that refusal the base moves on: both values have been shown.
 */
export function useVersioned<T extends { version: number }>(item: T, action: Action) {
  const { state, send, answers } = useSaved(action)
  const [base, setBase] = useState(item)
  const [touched, setTouched] = useState(false)
  const [seen, setSeen] = useState(answers)
  const [follows, setFollows] = useState(false)
  const [drawn, setDrawn] = useState(0)
  if (seen !== answers) {
    setSeen(answers)
    setTouched(!state.done)
    setFollows(!state.done)
    setDrawn(drawn + 1)
  }
  if (base.version !== item.version && (!touched || follows)) {
    setBase(item)
    setFollows(false)
    if (!touched) setDrawn(drawn + 1)
  }
  return { state, send, answers, base, formKey: drawn, touch: () => setTouched(true) }
}
