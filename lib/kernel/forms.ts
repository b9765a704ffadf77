// Between a form and a command. What was typed is always given back; a refusal says which field, what is wrong, what to do.
import { Refusal, type Clashes } from './errors'

/** What a form is drawn from after it was sent. `values` gives back what was typed. */
export type FormState = {
  done?: boolean
  /** One sentence over the form. */
  problem?: string
  /** A sentence for each field that needs another look, by its name. */
  fields?: Record<string, string>
  values?: Record<string, string>
  /** After a lost race: what others have put where one was writing. */
  clashes?: Clashes
  /** The version that a change has made. */
  version?: number
}

/** Runs a command for a form and answers what to draw. `typed` is what the person sent. */
export async function answerForm(typed: FormData, work: () => Promise<unknown>): Promise<FormState> {
  try {
    await work()
    return { done: true }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return {
      problem: error.message,
      fields: Object.fromEntries(error.fields.map((field) => [field.path, field.message])),
      values: typedValues(typed),
      clashes: error.clashes,
    }
  }
}

/** The words of a form by field name; files and React's own fields are left out. */
export function typedValues(form: FormData): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, value] of form)
    if (typeof value === 'string' && !name.startsWith('$')) values[name] = value
  return values
}
