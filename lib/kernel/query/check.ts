// Does the tree speak of what there is? Fields, operators, functions and closed choices are looked up; names that people gave
// (a person, a goal, a key) are not: whether such a thing exists is nobody's business who may not see it.
import { problemAt, type QueryProblem } from './problem'
import { readTime, timeExample, timeOfFunction, type TimeWord } from './times'
import {
  findField,
  findFunction,
  folded,
  functionsFor,
  operatorsOf,
  type FieldWord,
  type Operator,
  type Vocabulary,
} from './vocabulary'
import type { Call, Circumstances, Comparison, Field, Literal, Node, Query, Span, Value } from './syntax'

export type Operand =
  | { is: 'empty' }
  | { is: 'text'; text: string }
  | { is: 'number'; number: number }
  | { is: 'flag'; yes: boolean }
  | { is: 'time'; time: TimeWord }
  /** A function that the room knows: me, currentIteration. */
  | { is: 'function'; name: string }

export type When = {
  after?: TimeWord
  before?: TimeWord
  on?: TimeWord
  by?: Operand
  from?: Operand
  to?: Operand
}

/** A query whose every word is known. */
export type Condition =
  | { is: 'and' | 'or'; terms: Condition[] }
  | { is: 'not'; term: Condition }
  | { is: 'compare'; field: FieldWord; operator: Comparison; operand: Operand }
  | { is: 'in'; field: FieldWord; negated: boolean; operands: Operand[] }
  | { is: 'emptiness'; field: FieldWord; negated: boolean }
  | { is: 'was'; field: FieldWord; negated: boolean; operands: Operand[]; when: When }
  | { is: 'changed'; field: FieldWord; when: When }
  | { is: 'holds'; name: string }

export type Checked = { where: Condition | null; order: { field: FieldWord; descending: boolean }[] }

/** Ends the looking; caught in `check` and never seen outside. */
class Wrong {
  constructor(readonly problem: QueryProblem) {}
}

export function check(
  query: Query,
  vocabulary: Vocabulary,
): { ok: true; query: Checked } | { ok: false; problem: QueryProblem } {
  try {
    const checker = new Checker(vocabulary)
    return {
      ok: true,
      query: {
        where: query.where && checker.condition(query.where),
        order: query.order.map(({ field, descending }) => ({ field: checker.sortField(field), descending })),
      },
    }
  } catch (wrong) {
    if (wrong instanceof Wrong) return { ok: false, problem: wrong.problem }
    throw wrong
  }
}

class Checker {
  constructor(private readonly vocabulary: Vocabulary) {}

  condition(node: Node): Condition {
    switch (node.is) {
      case 'and':
      case 'or':
        return { is: node.is, terms: node.terms.map((term) => this.condition(term)) }
      case 'not':
        return { is: 'not', term: this.condition(node.term) }
      case 'holds':
        return { is: 'holds', name: this.conditionFunction(node.call) }
      case 'compare': {
        const field = this.field(node.field)
        // `= EMPTY` is how some write IS EMPTY.
        const operator =
          node.value.is === 'empty' ? (node.operator === '=' ? 'IS EMPTY' : 'IS NOT EMPTY') : node.operator
        this.allow(field, operator, node)
        if (node.value.is === 'empty') return { is: 'emptiness', field, negated: node.operator !== '=' }
        const operand =
          node.operator === '~' || node.operator === '!~'
            ? this.words(node.value)
            : this.operand(field, node.value)
        return { is: 'compare', field, operator: node.operator, operand }
      }
      case 'in': {
        const field = this.field(node.field)
        this.allow(field, node.negated ? 'NOT IN' : 'IN', node)
        return { is: 'in', field, negated: node.negated, operands: this.operands(field, node.values) }
      }
      case 'emptiness': {
        const field = this.field(node.field)
        this.allow(field, node.negated ? 'IS NOT EMPTY' : 'IS EMPTY', node)
        return { is: 'emptiness', field, negated: node.negated }
      }
      case 'was': {
        const field = this.field(node.field)
        this.allow(field, node.negated ? 'WAS NOT' : 'WAS', node)
        const operands = this.operands(field, node.values)
        return { is: 'was', field, negated: node.negated, operands, when: this.when(field, node.when) }
      }
      case 'changed': {
        const field = this.field(node.field)
        this.allow(field, 'CHANGED', node)
        for (const end of [node.when.from, node.when.to])
          if (end && field.historyWithoutValues)
            this.wrong(end.span, `Of “${field.name}” it is kept when it changed, not what it was.`, [])
        return { is: 'changed', field, when: this.when(field, node.when) }
      }
    }
  }

  sortField(named: Field): FieldWord {
    const field = this.field(named)
    if (field.sorts !== false) return field
    const choices = this.vocabulary.fields.filter((each) => each.sorts !== false).map((each) => each.name)
    return this.wrong(named.span, `Nothing can be ordered by “${field.name}”.`, choices)
  }

  private field({ name, span }: Field): FieldWord {
    const field = findField(this.vocabulary, name)
    if (field) return field
    const all = this.vocabulary.fields.map((each) => each.name)
    const near = nearest(
      name,
      this.vocabulary.fields.flatMap((each) => [each.name, ...(each.aliases ?? [])]),
    )
    return this.wrong(span, `There is no field “${name}”.${near ? ` Is “${near}” meant?` : ''}`, all)
  }

  private allow(field: FieldWord, operator: Operator, node: Node & { field: Field }) {
    const allowed = operatorsOf(field)
    if (!allowed.includes(operator))
      this.wrong(node.span, `“${field.name}” cannot be asked with ${operator}.`, allowed)
  }

  private operands(field: FieldWord, values: Value[]): Operand[] {
    return values.map((value) => this.operand(field, value))
  }

  private operand(field: FieldWord, value: Value): Operand {
    if (value.is === 'empty') {
      if (field.empties === false) this.wrong(value.span, `“${field.name}” is never empty.`, [])
      return { is: 'empty' }
    }
    if (field.kind === 'day' || field.kind === 'time') return { is: 'time', time: this.time(value) }
    if (value.is === 'call') return { is: 'function', name: this.functionOf(field, value) }
    switch (field.kind) {
      case 'choice':
        return this.choice(field, value)
      case 'flag':
        return this.flag(value)
      case 'number':
        return this.number(value, 'A number is expected here, such as 3.')
      case 'numbered':
        if (!/^\d{1,6}$/.test(value.text))
          this.wrong(
            value.span,
            `“${field.name}” is asked by number.`,
            functionsFor(this.vocabulary, field).map(called),
          )
        return { is: 'number', number: Number(value.text) }
      case 'text':
      case 'person':
      case 'name':
        return { is: 'text', text: value.text.normalize('NFC') }
    }
  }

  private words(value: Value): Operand {
    if (value.is !== 'literal') return this.wrong(value.span, 'A text to look for is expected here.', [])
    return { is: 'text', text: value.text.normalize('NFC') }
  }

  private choice(field: FieldWord, { text, span }: Literal): Operand {
    const wanted = folded(text)
    const found =
      field.choices?.find((choice) => folded(choice.value) === wanted) ??
      field.choices?.find((choice) => folded(choice.label) === wanted)
    if (found) return { is: 'text', text: found.value }
    const labels = (field.choices ?? []).map((choice) => choice.value)
    return this.wrong(span, `“${text}” is no ${field.label.toLowerCase()}.`, labels)
  }

  private flag({ text, span }: Literal): Operand {
    if (/^(yes|true)$/i.test(text)) return { is: 'flag', yes: true }
    if (/^(no|false)$/i.test(text)) return { is: 'flag', yes: false }
    return this.wrong(span, 'Yes or no is expected here.', ['yes', 'no'])
  }

  private number({ text, span }: Literal, sentence: string): Operand {
    if (!/^[+-]?\d{1,15}(\.\d{1,6})?$/.test(text)) this.wrong(span, sentence, [])
    return { is: 'number', number: Number(text) }
  }

  private when(field: FieldWord, said: Circumstances): When {
    const when: When = {}
    for (const word of ['after', 'before', 'on'] as const) if (said[word]) when[word] = this.time(said[word])
    if (said.by) when.by = this.person(said.by)
    if (said.from) when.from = this.operand(field, said.from)
    if (said.to) when.to = this.operand(field, said.to)
    return when
  }

  private person(value: Value): Operand {
    if (value.is !== 'call') return this.words(value)
    return { is: 'function', name: this.functionThatGives('person', value, 'a person') }
  }

  private time(value: Value): TimeWord {
    if (value.is === 'call') {
      const name = this.functionThatGives('time', value, 'a moment')
      const argument = value.args[0]
      const time = timeOfFunction(name, argument?.text)
      return (
        time ?? this.wrong(argument?.span ?? value.span, 'A shift is expected here, such as -1w or +2d.', [])
      )
    }
    const time = value.is === 'literal' ? readTime(value.text) : null
    return time ?? this.wrong(value.span, `A moment is expected here, such as ${timeExample}.`, this.times())
  }

  private functionOf(field: FieldWord, call: Call): string {
    const fitting = functionsFor(this.vocabulary, field)
    if (fitting.length > 0)
      return this.functionThatGives(fitting[0]!.gives, call, `a value of “${field.name}”`)
    return this.wrong(call.span, `“${field.name}” takes no function.`, [])
  }

  private conditionFunction(call: Call): string {
    return this.functionThatGives('condition', call, 'a condition')
  }

  private functionThatGives(gives: string, call: Call, what: string): string {
    const found = findFunction(this.vocabulary, call.name)
    if (found?.gives !== gives)
      this.wrong(
        call.span,
        found
          ? `${called(found)} gives no value that fits here.`
          : `There is no function “${call.name}()” that gives ${what}.`,
        this.vocabulary.functions.filter((each) => each.gives === gives).map(called),
      )
    if (call.args.length > 0 && !found!.shifts)
      this.wrong(call.args[0]!.span, `${called(found!)} takes nothing.`, [])
    return found!.name
  }

  private times(): string[] {
    return this.vocabulary.functions.filter((each) => each.gives === 'time').map(called)
  }

  private wrong(span: Span, sentence: string, choices: string[]): never {
    throw new Wrong(problemAt(span, sentence, choices))
  }
}

function called({ name }: { name: string }): string {
  return `${name}()`
}

/** The word that was probably meant: at most two letters away, or one that it begins. */
function nearest(name: string, among: string[]): string | null {
  const wanted = folded(name)
  const rated = among
    .map((each) => ({ each, far: distance(wanted, folded(each)) }))
    .sort((a, b) => a.far - b.far)[0]
  if (rated && rated.far <= Math.min(2, Math.floor(wanted.length / 2))) return rated.each
  return (wanted.length > 2 && among.find((each) => folded(each).startsWith(wanted))) || null
}

function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3
  let row = Array.from({ length: b.length + 1 }, (_, n) => n)
  for (let i = 1; i <= a.length; i++) {
    const above = row
    row = [i]
    for (let j = 1; j <= b.length; j++)
      row.push(Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
  }
  return row[b.length]!
}
