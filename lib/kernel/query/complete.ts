// What could be written at the cursor. There is no second grammar: the text before the cursor is read by the parser, and what
// it looked for at the end is what is offered.
import { lex } from './lexer'
import { expectedAfter, type Expectation } from './parser'
import { quoted } from './quoted'
import {
  circumstanceMeanings,
  findField,
  folded,
  functionsFor,
  mayBeEmpty,
  operatorMeanings,
  operatorsOf,
  type FunctionWord,
  type Vocabulary,
} from './vocabulary'

export type Suggestion = {
  kind: 'field' | 'operator' | 'value' | 'function' | 'keyword'
  /** As it is shown. */
  label: string
  /** As it is written. */
  insert: string
  says?: string
}

export type Completion = {
  /** What is replaced. */
  from: number
  to: number
  suggestions: Suggestion[]
  /** Values that only the server knows, as this reader may see them. */
  ask: { field: string; prefix: string } | null
}

const most = 60

export function complete(text: string, cursor: number, vocabulary: Vocabulary): Completion {
  const { from, to, prefix } = wordAt(text, cursor)
  const expected = expectedAfter(text.slice(0, from))
  const wanted = folded(prefix)
  const all = expected.flatMap((each) => suggestionsFor(each, vocabulary))
  const rated = all
    .map((suggestion) => ({ suggestion, rank: rankOf(suggestion, wanted) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
  const seen = new Set<string>()
  const suggestions = rated.flatMap(({ suggestion }) =>
    seen.has(suggestion.insert) || !seen.add(suggestion.insert) ? [] : [suggestion],
  )
  return { from, to, suggestions: suggestions.slice(0, most), ask: askFor(expected, prefix, vocabulary) }
}

/** A value that the server knows, as it is offered. */
export function suggestedValue(value: { value: string; label: string }): Suggestion {
  return {
    kind: 'value',
    label: value.label,
    insert: quoted(value.value),
    ...(value.label === value.value ? {} : { says: value.value }),
  }
}

/** The word or open text that the cursor stands in or behind, and how much of it stands before the cursor. */
function wordAt(text: string, cursor: number): { from: number; to: number; prefix: string } {
  const before = text.slice(0, cursor)
  const tokens = lex(before)
  const bad = tokens.at(-1)!.kind === 'bad' ? tokens.at(-1)! : null
  if (bad && /^["']/.test(before.slice(bad.from))) {
    const whole = lex(text).find((token) => token.from === bad.from)
    const to = whole?.kind === 'string' ? whole.to : cursor
    return { from: bad.from, to, prefix: before.slice(bad.from + 1) }
  }
  if (bad?.to === cursor) return { from: bad.from, to: cursor, prefix: before.slice(bad.from) }
  const last = tokens.findLast(({ kind }) => kind !== 'end' && kind !== 'bad')
  if (last?.to !== cursor || last.kind === 'symbol') return { from: cursor, to: cursor, prefix: '' }
  const whole = lex(text).find((token) => token.from === last.from)
  return { from: last.from, to: Math.max(cursor, whole?.to ?? cursor), prefix: last.text }
}

function rankOf({ label, insert }: Suggestion, wanted: string): number {
  if (wanted === '') return 0
  const names = [folded(label), folded(insert).replaceAll('"', '')]
  if (names.some((name) => name === wanted)) return 0
  if (names.some((name) => name.startsWith(wanted))) return 1
  return names.some((name) => name.includes(wanted)) ? 2 : 3
}

function suggestionsFor(expected: Expectation, vocabulary: Vocabulary): Suggestion[] {
  switch (expected.what) {
    case 'field':
      return vocabulary.fields
        .filter((field) => expected.purpose === 'condition' || field.sorts !== false)
        .map((field) => ({
          kind: 'field',
          label: field.name,
          insert: quoted(field.name),
          says: field.says ?? field.label,
        }))
    case 'condition function':
      return functions(vocabulary.functions.filter((each) => each.gives === 'condition'))
    case 'operator': {
      const field = findField(vocabulary, expected.field)
      return (field ? operatorsOf(field) : []).map((operator) => ({
        kind: 'operator',
        label: operator,
        insert: operator,
        says: operatorMeanings[operator],
      }))
    }
    case 'value': {
      const field = findField(vocabulary, expected.field)
      if (!field) return []
      const closed =
        field.kind === 'flag'
          ? ['yes', 'no'].map((word) => ({ value: word, label: word }))
          : (field.choices ?? [])
      return [
        ...closed.map(({ value, label }) => ({
          kind: 'value' as const,
          label,
          insert: quoted(value),
        })),
        ...functions(functionsFor(vocabulary, field)),
      ]
    }
    case 'empty':
      return mayBeEmpty(vocabulary, expected.field) ? [keyword('empty')] : []
    case 'time':
      return functions(vocabulary.functions.filter((each) => each.gives === 'time'))
    case 'person':
      return functions(vocabulary.functions.filter((each) => each.gives === 'person'))
    case 'words':
    case 'argument':
      return []
    case 'keyword':
      return [keyword(expected.word)]
    case 'symbol':
      return expected.symbol === '(' || expected.symbol === ')'
        ? [{ kind: 'keyword', label: expected.symbol, insert: expected.symbol }]
        : []
  }
}

function keyword(word: Extract<Expectation, { what: 'keyword' }>['word']): Suggestion {
  const label = word === 'order' ? 'ORDER BY' : word.toUpperCase()
  const says =
    word in circumstanceMeanings ? circumstanceMeanings[word as keyof typeof circumstanceMeanings] : undefined
  return { kind: 'keyword', label, insert: label, ...(says ? { says } : {}) }
}

function functions(words: readonly FunctionWord[]): Suggestion[] {
  return words.map(({ name, says }) => ({ kind: 'function', label: `${name}()`, insert: `${name}()`, says }))
}

function askFor(expected: Expectation[], prefix: string, vocabulary: Vocabulary): Completion['ask'] {
  for (const each of expected) {
    if (each.what === 'person') return { field: personField(vocabulary), prefix }
    const isValue = each.what === 'value' || each.what === 'words'
    const field = isValue ? findField(vocabulary, each.field) : undefined
    if (field?.asks) return { field: field.name, prefix }
  }
  return null
}

function personField(vocabulary: Vocabulary): string {
  return vocabulary.fields.find((field) => field.kind === 'person' && field.asks)?.name ?? ''
}
