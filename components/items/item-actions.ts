import type { FormState } from '@/lib/kernel/forms'

export type ItemAction = (state: FormState, form: FormData) => Promise<FormState>

/** Where a key leads, or who it is that a text names with an @, for this reader; null leaves the plain words. */
export type ResolveReference = (reference: {
  kind: string
  text: string
}) => { href: string | null; label: string } | null
