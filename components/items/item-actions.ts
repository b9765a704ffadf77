import type { FormState } from '@/lib/kernel/forms'

export type ItemAction = (state: FormState, form: FormData) => Promise<FormState>
export type ItemActions = Record<'update' | 'comment' | 'relate' | 'archive', ItemAction>

/** Where a key or a mention in a text leads for this reader. */
export type ResolveReference = (reference: {
  kind: string
  text: string
}) => { href: string; label: string } | null
