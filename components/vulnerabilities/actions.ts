'use server'

import { revalidatePath } from 'next/cache'
import { answerForm, typedValues, type FormState } from '@/lib/kernel/forms'
import { currentAsker } from '@/lib/people'
import { askRisk, decideRisk } from '@/lib/vulnerabilities'

export async function askRiskAction(_before: FormState, form: FormData): Promise<FormState> {
  const asker = await currentAsker()
  const { kind, key = '', why = '', mitigations = '', ...typed } = typedValues(form)
  const { effort = '', affected = '', howFound = '', reviewOn = '', until = '' } = typed
  const shared = { key, why, mitigations }
  const state = await answerForm(form, () =>
    askRisk(
      asker,
      kind === 'extension'
        ? { kind, ...shared, affected, howFound, until }
        : { kind: 'acceptance', ...shared, effort, reviewOn },
    ),
  )
  revalidatePath('/items/[key]', 'page')
  return state
}

export async function decideRiskAction(_before: FormState, form: FormData): Promise<FormState> {
  const asker = await currentAsker()
  const { id = '', version, words = '', decision } = typedValues(form)
  const state = await answerForm(form, () =>
    decideRisk(asker, { id, version: Number(version), words, decision: decision as 'granted' | 'refused' }),
  )
  revalidatePath('/items/[key]', 'page')
  return state
}
