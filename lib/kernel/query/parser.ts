// From words to a tree, by the binding power of AND and OR (Pratt). Wherever the parser looks for something it notes what
// it looked for; when it finds something else, those notes are what the error offers and what completion suggests.
import { lex, type Token } from './lexer'
import {
  comparisons,
  isReserved,
  joined,
  limits,
  type Call,
  type Circumstances,
  type Field,
  type Keyword,
  type Literal,
  type Node,
  type Query,
  type Sort,
  type Span,
  type Value,
} from './syntax'

/** What could have stood in a place. */
export type Expectation =
  | { what: 'field'; purpose: 'condition' | 'order' }
  | { what: 'condition function' }
  | { what: 'operator'; field: string }
  | { what: 'value'; field: string }
  /** Letters to look for. */
  | { what: 'words'; field: string }
  /** EMPTY in the place of a value. */
  | { what: 'empty'; field: string }
  /** A moment or a person in what follows WAS and CHANGED. */
  | { what: 'time' }
  | { what: 'person' }
  | { what: 'argument' }
  | { what: 'keyword'; word: Keyword }
  | { what: 'symbol'; symbol: '(' | ')' | ',' }

export type SyntaxProblem = Span & { sentence: string; expected: Expectation[] }

export type Parsed = { ok: true; query: Query } | { ok: false; problem: SyntaxProblem }

export function parse(text: string): Parsed {
  if (text.length > limits.characters)
    return failed({
      from: limits.characters,
      to: text.length,
      sentence: `A query has at most ${limits.characters} characters, and this has ${text.length}.`,
      expected: [],
    })
  return new Parser(lex(text)).parse()
}

/** What could stand at the end of what has been written so far; nothing where it is wrong already. */
export function expectedAfter(text: string): Expectation[] {
  const parser = new Parser(lex(text.slice(0, limits.characters)))
  const parsed = parser.parse()
  if (parsed.ok) return parser.expected
  return parsed.problem.from >= text.trimEnd().length ? parsed.problem.expected : []
}

/** Ends the reading; caught in `parse` and never seen outside. */
class Stop {
  constructor(readonly problem: SyntaxProblem) {}
}

const powers = { or: 1, and: 2 } as const

class Parser {
  expected: Expectation[] = []
  private at = 0
  private terms = 0
  private depth = 0
  private pasts = 0

  constructor(private readonly tokens: Token[]) {}

  parse(): Parsed {
    try {
      const where = this.next.kind === 'end' || this.isWord('order') ? null : this.expression(0)
      if (where === null) this.expectAnything()
      const order = this.orderBy()
      if (this.next.kind !== 'end') this.stop()
      return { ok: true, query: { where, order } }
    } catch (stopped) {
      if (stopped instanceof Stop) return failed(stopped.problem)
      throw stopped
    }
  }

  private expression(minimum: number): Node {
    let left = this.prefix()
    for (;;) {
      const is = this.keyword('and') ? 'and' : this.keyword('or') ? 'or' : null
      if (!is || powers[is] < minimum) return left
      this.advance()
      left = joined(is, [left, this.expression(powers[is] + 1)])
    }
  }

  private prefix(): Node {
    const { from } = this.next
    if (this.keyword('not')) {
      this.advance()
      return this.deeper(() => {
        const term = this.prefix()
        return { is: 'not', term, span: { from, to: this.last } }
      })
    }
    if (this.symbol('(')) {
      this.advance()
      return this.deeper(() => {
        const inside = this.expression(0)
        this.need(this.symbol(')'))
        return inside
      })
    }
    return this.condition()
  }

  private condition(): Node {
    this.expectCondition()
    const { from } = this.next
    if (!this.isName()) this.stop()
    if (++this.terms > limits.terms)
      this.stop(`A query has at most ${limits.terms} conditions.`, { nothing: true })
    if (this.next.kind === 'word' && this.tokens[this.at + 1]?.text === '(') {
      const call = this.call()
      return { is: 'holds', call, span: call.span }
    }
    const field = this.field()
    this.expected.push({ what: 'operator', field: field.name })
    const node = this.afterField(field)
    return { ...node, span: { from, to: this.last } }
  }

  private afterField(field: Field): Node {
    const span = field.span
    const comparison = comparisons.find((each) => this.next.kind === 'symbol' && this.next.text === each)
    if (comparison) {
      this.advance()
      const what = comparison.endsWith('~') ? 'words' : 'value'
      const value = this.value({ what, field: field.name }, comparison === '=' || comparison === '!=')
      return { is: 'compare', field, operator: comparison, value, span }
    }
    if (this.isWord('is')) {
      this.advance()
      const negated = this.maybe('not')
      this.need(this.keyword('empty') || this.isWord('null'))
      return { is: 'emptiness', field, negated, span }
    }
    if (this.isWord('in')) return { is: 'in', field, negated: false, values: this.list(field), span }
    if (this.isWord('not')) {
      this.advance()
      if (!this.keyword('in')) this.stop()
      return { is: 'in', field, negated: true, values: this.list(field), span }
    }
    if (this.isWord('was') || this.isWord('changed')) {
      if (++this.pasts > limits.past)
        this.stop(`At most ${limits.past} conditions ask about the past.`, { nothing: true })
    }
    if (this.isWord('was')) return this.was(field)
    if (this.isWord('changed')) {
      this.advance()
      return { is: 'changed', field, when: this.circumstances(field, true), span }
    }
    return this.stop()
  }

  private was(field: Field): Node {
    this.advance()
    const negated = this.maybe('not')
    const values = this.keyword('in')
      ? this.list(field)
      : [this.value({ what: 'value', field: field.name }, true)]
    return { is: 'was', field, negated, values, when: this.circumstances(field, false), span: field.span }
  }

  private circumstances(field: Field, withEnds: boolean): Circumstances {
    const when: Circumstances = {}
    const ends = withEnds ? (['from', 'to'] as const) : []
    for (;;) {
      const open = ([...ends, 'after', 'before', 'on', 'by'] as const).filter((each) => !(each in when))
      const word = open.filter((each) => this.keyword(each))[0]
      if (!word) return when
      this.advance()
      if (word === 'from' || word === 'to')
        when[word] = this.value({ what: 'value', field: field.name }, true)
      else when[word] = this.value({ what: word === 'by' ? 'person' : 'time' }, false)
    }
  }

  /** From IN to the closing bracket. */
  private list(field: Field): Value[] {
    this.advance()
    this.need(this.symbol('('))
    const values = [this.value({ what: 'value', field: field.name }, false)]
    while (this.symbol(',')) {
      this.advance()
      if (values.length >= limits.list)
        this.stop(`A list has at most ${limits.list} values.`, { nothing: true })
      values.push(this.value({ what: 'value', field: field.name }, false))
    }
    this.need(this.symbol(')'))
    return values
  }

  private value(expectation: Expectation, mayBeEmpty: boolean): Value {
    this.expected.push(expectation)
    if (mayBeEmpty && expectation.what === 'value')
      this.expected.push({ what: 'empty', field: expectation.field })
    if (mayBeEmpty && (this.isWord('empty') || this.isWord('null'))) {
      const { from, to } = this.next
      this.advance()
      return { is: 'empty', span: { from, to } }
    }
    if (!this.isName()) this.stop()
    if (this.next.kind === 'word' && this.tokens[this.at + 1]?.text === '(') return this.call()
    return this.literal()
  }

  private call(): Call {
    const { text: name, from } = this.next
    this.advance()
    this.advance()
    const args: Literal[] = []
    this.expected.push({ what: 'argument' })
    if (!this.symbol(')')) {
      if (!this.isName()) this.stop()
      args.push(this.literal())
      this.need(this.symbol(')'))
    } else this.advance()
    return { is: 'call', name, args, span: { from, to: this.last } }
  }

  private literal(): Literal {
    const { text, from, to } = this.next
    this.advance()
    return { is: 'literal', text, span: { from, to } }
  }

  private field(): Field {
    const { text, from, to } = this.next
    this.advance()
    return { name: text, span: { from, to } }
  }

  private orderBy(): Sort[] {
    if (!this.keyword('order')) return []
    this.advance()
    this.need(this.keyword('by'))
    const sorts: Sort[] = []
    do {
      if (sorts.length > 0) this.advance()
      this.expected.push({ what: 'field', purpose: 'order' })
      if (!this.isName()) this.stop()
      if (sorts.length >= limits.sorts)
        this.stop(`At most ${limits.sorts} fields make an order.`, { nothing: true })
      const field = this.field()
      const descending = this.keyword('desc')
      if (this.keyword('asc') || descending) this.advance()
      sorts.push({ field, descending })
    } while (this.symbol(','))
    return sorts
  }

  private deeper<T>(read: () => T): T {
    if (++this.depth > limits.depth)
      this.stop(`Brackets and NOT go at most ${limits.depth} deep.`, { nothing: true })
    const result = read()
    this.depth -= 1
    return result
  }

  /** Before the first word. */
  private expectAnything() {
    this.expectCondition()
    this.keyword('not')
    this.symbol('(')
  }

  private expectCondition() {
    this.expected.push({ what: 'field', purpose: 'condition' }, { what: 'condition function' })
  }

  private get next(): Token {
    return this.tokens[this.at]!
  }

  /** Where the last word that was read ends. */
  private get last(): number {
    return this.tokens[this.at - 1]!.to
  }

  private advance() {
    if (this.next.kind === 'end' || this.next.kind === 'bad') this.stop()
    this.at += 1
    this.expected = []
  }

  private isName(): boolean {
    return this.next.kind === 'string' || (this.next.kind === 'word' && !isReserved(this.next.text))
  }

  private isWord(word: Keyword): boolean {
    return this.next.kind === 'word' && this.next.text.toLowerCase() === word
  }

  private keyword(word: Keyword): boolean {
    this.expected.push({ what: 'keyword', word })
    return this.isWord(word)
  }

  private symbol(symbol: '(' | ')' | ','): boolean {
    this.expected.push({ what: 'symbol', symbol })
    return this.next.kind === 'symbol' && this.next.text === symbol
  }

  private maybe(word: Keyword): boolean {
    const there = this.keyword(word)
    if (there) this.advance()
    return there
  }

  private need(there: boolean) {
    if (!there) this.stop()
    this.advance()
  }

  private stop(sentence?: string, { nothing = false } = {}): never {
    const { kind, text, from, to } = this.next
    const said =
      sentence ??
      (kind === 'bad' ? text : kind === 'end' ? 'The query is not finished.' : `“${text}” cannot stand here.`)
    throw new Stop({ from, to, sentence: said, expected: nothing || kind === 'bad' ? [] : this.expected })
  }
}

function failed(problem: SyntaxProblem): Parsed {
  return { ok: false, problem }
}
