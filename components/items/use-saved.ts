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
