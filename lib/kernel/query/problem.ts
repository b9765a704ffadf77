// What is wrong with a query, where, and what could stand there instead. A value, never an exception.
import type { Expectation } from './parser'
import type { Span } from './syntax'
import { findField, functionsFor, mayBeEmpty, operatorsOf, type Vocabulary } from './vocabulary'

export type QueryProblem = Span & {
  /** One sentence for a person. */
  sentence: string
  /** What could stand there, as it would be written; empty where the list has no end. */
  choices: string[]
}

const mostChoices = 60

export function problemAt({ from, to }: Span, sentence: string, choices: readonly string[]): QueryProblem {
  return { from, to: Math.max(to, from), sentence, choices: [...new Set(choices)].slice(0, mostChoices) }
}

/** The same with the place and the choices in words, for whoever sees no mark under the text. */
export function problemInWords({ from, sentence, choices }: QueryProblem): string {
  const possible = choices.length > 0 ? ` Possible here: ${choices.join(', ')}.` : ''
  return `At character ${from + 1}: ${sentence}${possible}`
}

/** What was looked for, as it would be written. */
export function choicesOf(expected: readonly Expectation[], vocabulary: Vocabulary): string[] {
  return expected.flatMap((each): string[] => {
    switch (each.what) {
      case 'field':
        return vocabulary.fields
          .filter((field) => each.purpose === 'condition' || field.sorts !== false)
          .map((field) => field.name)
      case 'condition function':
        return functions(vocabulary, 'condition')
      case 'operator': {
        const field = findField(vocabulary, each.field)
        return field ? operatorsOf(field) : []
      }
      case 'value': {
        const field = findField(vocabulary, each.field)
        if (!field) return []
        const closed = field.kind === 'flag' ? ['yes', 'no'] : (field.choices ?? []).map(({ value }) => value)
        return [...closed, ...functionsFor(vocabulary, field).map(({ name }) => `${name}()`)]
      }
      case 'empty':
        return mayBeEmpty(vocabulary, each.field) ? ['EMPTY'] : []
      case 'time':
        return functions(vocabulary, 'time')
      case 'person':
        return functions(vocabulary, 'person')
      case 'words':
      case 'argument':
        return []
      case 'keyword':
        return [each.word === 'order' ? 'ORDER BY' : each.word.toUpperCase()]
      case 'symbol':
        return [each.symbol]
    }
  })
}

function functions(vocabulary: Vocabulary, gives: string): string[] {
  return vocabulary.functions.filter((each) => each.gives === gives).map(({ name }) => `${name}()`)
}
