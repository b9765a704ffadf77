'use client'

import { useRouter } from 'next/navigation'
import { useActionState, useEffect } from 'react'
import type { FormState } from '@/lib/kernel/forms'

/** A form's action; after each answer the page reads itself anew, so that what others changed is seen beside what was typed. */
export function useSaved(action: (state: FormState, form: FormData) => Promise<FormState>) {
  const router = useRouter()
  const [state, send, pending] = useActionState(action, {})
  useEffect(() => {
    if (state.done || state.problem) router.refresh()
  }, [state, router])
  return { state, send, pending }
}
