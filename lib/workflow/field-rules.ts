// Which values become which when the choices of a field change. Pure.
import type { ChangeChoices } from './field-schema'

export type ChoicesAfter = {
  choices: string[]
  /** Of a value that items have now to what they have afterwards; null: nothing. */
  becomes: Map<string, string | null>
}

/**
 * The choices afterwards, and what becomes of those that items have now. `used` counts these; a choice that is in use is
 * taken out only with a word on what its items have then.
 */
export function choicesAfter(
  input: Pick<ChangeChoices, 'choices' | 'becomes'>,
  { was, used }: { was: readonly string[]; used: Record<string, number> },
): ChoicesAfter | { path: string; problem: string } {
  const choices = input.choices.map(({ text }) => text)
  if (choices.length === 0) return { path: 'choices', problem: 'Nobody can choose from nothing. Keep one.' }
  const twice = choices.findIndex((text, n) => choices.slice(0, n).some((each) => same(each, text)))
  if (twice >= 0) return { path: `choices.${twice}`, problem: `“${choices[twice]}” is there already.` }
  const becomes = new Map<string, string | null>()
  for (const [n, { was: before, text }] of input.choices.entries()) {
    if (before === undefined) continue
    if (!was.includes(before) || becomes.has(before))
      return { path: `choices.${n}`, problem: 'That choice is not there any more. Look at the list again.' }
    becomes.set(before, text)
  }
  for (const gone of was.filter((each) => !becomes.has(each))) {
    const said = input.becomes?.find((each) => each.was === gone)
    if (!said && (used[gone] ?? 0) > 0)
      return {
        path: `becomes.${was.indexOf(gone)}`,
        problem: `${items(used[gone]!)} “${gone}”. Say what becomes of it there.`,
      }
    if (said?.text && !choices.includes(said.text))
      return { path: `becomes.${was.indexOf(gone)}`, problem: 'Choose one of those that stay.' }
    becomes.set(gone, said?.text ?? null)
  }
  return { choices, becomes: new Map([...becomes].filter(([from, to]) => from !== to)) }
}

function items(n: number): string {
  return n === 1 ? 'One item has' : `${n} items have`
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
