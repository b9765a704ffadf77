// What can be spoken of. The language knows no field by itself: whoever offers it says which there are, and may hand the same
// list to a browser, for it is plain data.
import type { Circumstances, Comparison } from './syntax'

export type FieldKind =
  /** Words; equal and containing, without regard to capitals. */
  | 'text'
  /** One of a few closed words. */
  | 'choice'
  | 'number'
  /** Yes or no. */
  | 'flag'
  /** A day of the calendar. */
  | 'day'
  /** An instant. */
  | 'time'
  | 'person'
  /** Something with a name of its own that people made up: a goal, a release, a label, an item's key. */
  | 'name'
  /** Numbered things such as iterations, which can also be spoken of by a function. */
  | 'numbered'

export type Choice = { value: string; label: string }

export type FieldWord = {
  /** As it is written. */
  name: string
  label: string
  aliases?: readonly string[]
  kind: FieldKind
  /** Of the kind `choice`: the closed words. Their order counts where `ordered` is set, the least first. */
  choices?: readonly Choice[]
  ordered?: boolean
  /** The values are many, or are not everybody's to see: they are asked for while typing. */
  asks?: boolean
  /** Several values at once, such as labels. */
  many?: boolean
  /** Its past is kept: WAS and CHANGED. */
  history?: boolean
  /** The past tells of a change and not of values, for these are long texts. */
  historyWithoutValues?: boolean
  /** False: nothing can be ordered by it. */
  sorts?: false
  /** False: it is never empty. */
  empties?: false
  /** For the help: what it holds. */
  says?: string
}

export type FunctionWord = {
  name: string
  aliases?: readonly string[]
  gives: 'person' | 'numbered' | 'time' | 'condition'
  /** Takes a shift such as -1w. */
  shifts?: boolean
  says: string
}

export type Vocabulary = { fields: readonly FieldWord[]; functions: readonly FunctionWord[] }

export const operators = [
  '=',
  '!=',
  '~',
  '!~',
  '>',
  '>=',
  '<',
  '<=',
  'IN',
  'NOT IN',
  'IS EMPTY',
  'IS NOT EMPTY',
  'WAS',
  'WAS NOT',
  'WAS IN',
  'WAS NOT IN',
  'CHANGED',
] as const
export type Operator = (typeof operators)[number]

const equal = ['=', '!=', 'IN', 'NOT IN'] as const
const compared = ['>', '>=', '<', '<='] as const
const holding = ['~', '!~'] as const

const byKind: Record<FieldKind, readonly Operator[]> = {
  text: [...holding, ...equal],
  choice: equal,
  number: [...equal, ...compared],
  flag: ['=', '!='],
  day: [...equal, ...compared],
  time: [...equal, ...compared],
  person: [...equal, ...holding],
  name: [...equal, ...holding],
  numbered: [...equal, ...compared],
}

/** What may follow a field. */
export function operatorsOf(field: FieldWord): Operator[] {
  const all: Operator[] = [...byKind[field.kind]]
  if (field.kind === 'choice' && field.ordered) all.push(...compared)
  if (field.empties !== false && field.kind !== 'flag') all.push('IS EMPTY', 'IS NOT EMPTY')
  if (field.history && !field.historyWithoutValues) all.push('WAS', 'WAS NOT', 'WAS IN', 'WAS NOT IN')
  if (field.history) all.push('CHANGED')
  return operators.filter((operator) => all.includes(operator))
}

/** Can EMPTY stand as a value of this field? */
export function mayBeEmpty(vocabulary: Vocabulary, name: string): boolean {
  const field = findField(vocabulary, name)
  return field !== undefined && operatorsOf(field).includes('IS EMPTY')
}

/** What every operator means, for the help and beside a completion. */
export const operatorMeanings: Record<Operator, string> = {
  '=': 'is; a day means the whole day',
  '!=': 'is not, or is empty',
  '~': 'contains, without regard to capitals',
  '!~': 'does not contain, or is empty',
  '>': 'more than; after',
  '>=': 'at least; from',
  '<': 'less than; before',
  '<=': 'at most; until the end of',
  IN: 'is one of a list',
  'NOT IN': 'is none of a list, or is empty',
  'IS EMPTY': 'has no value',
  'IS NOT EMPTY': 'has a value',
  WAS: 'is now, or was once',
  'WAS NOT': 'is not now, and never was',
  'WAS IN': 'is, or was once, one of a list',
  'WAS NOT IN': 'was never any of a list',
  CHANGED: 'was changed at least once',
}

export const circumstanceMeanings: Record<keyof Circumstances, string> = {
  after: 'only after this moment',
  before: 'only before this moment',
  on: 'only on this day',
  by: 'only by this person',
  from: 'only away from this value',
  to: 'only to this value',
}

/** Without regard to capitals, spaces, hyphens and underscores: "in progress" is In-Progress. */
export function folded(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '')
}

export function findField(vocabulary: Vocabulary, name: string): FieldWord | undefined {
  const wanted = folded(name)
  const { fields } = vocabulary
  return (
    fields.find((field) => field.name === name) ??
    fields.find((field) => folded(field.name) === wanted) ??
    fields.find((field) => field.aliases?.some((alias) => folded(alias) === wanted)) ??
    fields.find((field) => folded(field.label) === wanted)
  )
}

export function findFunction(vocabulary: Vocabulary, name: string): FunctionWord | undefined {
  const wanted = folded(name)
  return vocabulary.functions.find(
    (each) => folded(each.name) === wanted || each.aliases?.some((alias) => folded(alias) === wanted),
  )
}

export function isComparison(operator: Operator | Comparison): operator is Comparison {
  return !/[A-Z]/.test(operator)
}

/** The functions that can stand as a value of this field. */
export function functionsFor(vocabulary: Vocabulary, field: FieldWord): FunctionWord[] {
  const wanted = field.kind === 'day' ? 'time' : field.kind
  return vocabulary.functions.filter((each) => each.gives === wanted)
}
