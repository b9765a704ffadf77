'use client'

import { useRouter } from 'next/navigation'
import { useActionState, useTransition, type FormEvent } from 'react'
import { useToast } from '@/components/ui/toast'
import type { FormState } from '@/lib/kernel/forms'

type Action = (state: FormState, form: FormData) => Promise<FormState>

/**
 * A small thing that is done by one press: the page reads itself anew, a refusal is said in a toast. `after` hears of what
 * was done. Without a script the same form is an ordinary one.
 */
export function useAnswer(action: Action, after?: (answer: FormState, form: FormData) => void) {
  const router = useRouter()
  const toast = useToast()
  const [state, send] = useActionState(action, {})
  const [pending, start] = useTransition()

  function submit(form: FormData) {
    start(async () => {
      const answer = await action({}, form)
      if (answer.problem) toast({ text: answer.problem, danger: true })
      after?.(answer, form)
      router.refresh()
    })
  }
  return {
    pending,
    submit,
    /** What a form without a script was answered. */
    problem: state.problem,
    form: {
      action: send,
      onSubmit(event: FormEvent<HTMLFormElement>) {
        event.preventDefault()
        if (pending) return
        const { submitter } = event.nativeEvent as SubmitEvent
        submit(new FormData(event.currentTarget, submitter))
      },
    },
  }
}
