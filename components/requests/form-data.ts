// Between the fields of the form and what a command takes. The same for the browser, the action and the plain form.
import type { Answers } from '@/lib/requests/schema'

export type DraftInput = { answers: Answers; urgent: boolean; urgentReason: string }

/** Fields are called `answers.<question>`; several values of one name are a list. Files stay where they are. */
export function readRequestForm(form: FormData): DraftInput {
  const fields = new Map<string, string[]>()
  for (const [name, value] of form)
    if (typeof value === 'string') fields.set(name, [...(fields.get(name) ?? []), value])
  return readRequestFields(fields)
}

export function readRequestFields(fields: ReadonlyMap<string, string[]>): DraftInput {
  const answers: Answers = {}
  for (const [name, values] of fields) {
    if (!name.startsWith('answers.')) continue
    const given = values.filter((value) => value !== '')
    if (given.length > 0) answers[name.slice('answers.'.length)] = given.length === 1 ? given[0]! : given
  }
  const urgent = fields.get('urgent')?.[0] === 'on'
  return { answers, urgent, urgentReason: urgent ? (fields.get('urgentReason')?.[0] ?? '') : '' }
}
