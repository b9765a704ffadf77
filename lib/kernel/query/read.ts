import { check, type Checked } from './check'
import { parse } from './parser'
import { choicesOf, problemAt, type QueryProblem } from './problem'
import type { Vocabulary } from './vocabulary'

export type ReadQuery = { ok: true; query: Checked } | { ok: false; problem: QueryProblem }

/** Reads a query whole: its words, its form, and whether it speaks of what there is. Never throws. */
export function readQuery(text: string, vocabulary: Vocabulary): ReadQuery {
  const parsed = parse(text)
  if (parsed.ok) return check(parsed.query, vocabulary)
  const { sentence, expected } = parsed.problem
  return { ok: false, problem: problemAt(parsed.problem, sentence, choicesOf(expected, vocabulary)) }
}
