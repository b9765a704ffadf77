// What a query is once it has been read: a tree whose leaves know where they stood. Words of the language stand here once.

/** Where something stood in the text, in characters; `to` is the one after its last. */
export type Span = { from: number; to: number }

export const comparisons = ['=', '!=', '>', '>=', '<', '<=', '~', '!~'] as const
export type Comparison = (typeof comparisons)[number]

/** Words that a name or value can be only in quotes. */
export const reserved = [
  'and',
  'or',
  'not',
  'in',
  'is',
  'empty',
  'null',
  'was',
  'changed',
  'after',
  'before',
  'on',
  'by',
  'from',
  'to',
  'order',
  'asc',
  'desc',
] as const
export type Keyword = (typeof reserved)[number]

/** What a query may ask of the reader and of the database. */
export const limits = {
  characters: 2000,
  /** Brackets and NOTs within each other. */
  depth: 20,
  /** Conditions. */
  terms: 100,
  /** Of them, those about the past: each goes through the history of every item. */
  past: 20,
  /** Values of one list. */
  list: 100,
  sorts: 5,
} as const

export type Literal = { is: 'literal'; text: string; span: Span }
export type Call = { is: 'call'; name: string; args: Literal[]; span: Span }
/** The word EMPTY in the place of a value. */
export type Nothing = { is: 'empty'; span: Span }
export type Value = Literal | Call | Nothing

export type Field = { name: string; span: Span }

/** When, by whom, from what and to what something changed. Each is said once at most. */
export type Circumstances = {
  after?: Value
  before?: Value
  on?: Value
  by?: Value
  from?: Value
  to?: Value
}

export type Node =
  | { is: 'and' | 'or'; terms: Node[]; span: Span }
  | { is: 'not'; term: Node; span: Span }
  | { is: 'compare'; field: Field; operator: Comparison; value: Value; span: Span }
  | { is: 'in'; field: Field; negated: boolean; values: Value[]; span: Span }
  | { is: 'emptiness'; field: Field; negated: boolean; span: Span }
  | { is: 'was'; field: Field; negated: boolean; values: Value[]; when: Circumstances; span: Span }
  | { is: 'changed'; field: Field; when: Circumstances; span: Span }
  | { is: 'holds'; call: Call; span: Span }

export type Sort = { field: Field; descending: boolean }

export type Query = { where: Node | null; order: Sort[] }

/** Several conditions as one. Those of the same kind become one list, so that a tree has one form only. */
export function joined(is: 'and' | 'or', terms: Node[]): Node {
  const flat = terms.flatMap((term) => (term.is === is ? term.terms : [term]))
  if (flat.length === 1) return flat[0]!
  return { is, terms: flat, span: { from: flat[0]!.span.from, to: flat.at(-1)!.span.to } }
}

export function isReserved(word: string): word is Keyword {
  return (reserved as readonly string[]).includes(word.toLowerCase())
}
