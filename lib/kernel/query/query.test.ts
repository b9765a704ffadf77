import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { print } from '../../instruments/query-printer'
import { complete, limits, parse, problemInWords, quoted, readQuery, type Vocabulary } from '.'
import {
  comparisons,
  joined,
  reserved,
  type Circumstances,
  type Literal,
  type Node,
  type Query,
  type Value,
} from './syntax'

const span = { from: 0, to: 0 }

const vocabulary: Vocabulary = {
  fields: [
    {
      name: 'status',
      label: 'Status',
      kind: 'choice',
      choices: [
        { value: 'ready', label: 'Ready' },
        { value: 'in-progress', label: 'In progress' },
        { value: 'done', label: 'Done' },
      ],
      ordered: true,
      history: true,
      empties: false,
    },
    { name: 'assignee', label: 'Assignee', aliases: ['owner'], kind: 'person', asks: true, history: true },
    { name: 'iteration', label: 'Iteration', kind: 'numbered', asks: true },
    { name: 'label', label: 'Labels', kind: 'name', many: true, asks: true, sorts: false },
    { name: 'title', label: 'Title', kind: 'text', history: true, historyWithoutValues: true },
    { name: 'estimate', label: 'Estimate', kind: 'number' },
    { name: 'blocked', label: 'Blocked', kind: 'flag' },
    { name: 'due', label: 'Due', kind: 'day' },
    { name: 'updated', label: 'Updated', kind: 'time', empties: false },
  ],
  functions: [
    { name: 'me', gives: 'person', says: 'whoever reads this' },
    { name: 'currentIteration', gives: 'numbered', says: 'the one that runs' },
    { name: 'startOfWeek', gives: 'time', shifts: true, says: 'Monday' },
    { name: 'breached', gives: 'condition', says: 'too late' },
  ],
}

/** The same tree without where each part stood. */
function bare(query: Query): unknown {
  return JSON.parse(JSON.stringify(query, (name, value: unknown) => (name === 'span' ? undefined : value)))
}

function problem(text: string) {
  const read = readQuery(text, vocabulary)
  return read.ok ? null : read.problem
}

function offered(text: string, cursor = text.length) {
  return complete(text, cursor, vocabulary).suggestions.map(({ insert }) => insert)
}

// Any text that a query can hold: no lone surrogates, no control characters but those with an escape.
const anyText = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .filter((text) => !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(text) && !/\p{Surrogate}/u.test(text))
const text = fc.oneof(
  anyText,
  fc.constantFrom(...reserved, '-7d', '2026-11-01', 'SEC-1', '', ' ', '"', '\\', "it's", '\n', '(', 'a b'),
)
const literal: fc.Arbitrary<Literal> = text.map((each) => ({ is: 'literal', text: each, span }))
const name = fc.constantFrom('me', 'startOfWeek', 'now', 'f.x')
const call = fc
  .tuple(name, fc.array(literal, { maxLength: 1 }))
  .map(([each, args]) => ({ is: 'call' as const, name: each, args, span }))
const value: fc.Arbitrary<Value> = fc.oneof(literal, call)
const orEmpty: fc.Arbitrary<Value> = fc.oneof(value, fc.constant({ is: 'empty' as const, span }))
const field = text.map((each) => ({ name: each, span }))
const when: fc.Arbitrary<Circumstances> = fc.record(
  { after: value, before: value, on: value, by: value },
  { requiredKeys: [] },
)
const leaf: fc.Arbitrary<Node> = fc.oneof(
  fc
    .record({ field, operator: fc.constantFrom(...comparisons), value })
    .map((each) => ({ is: 'compare' as const, ...each, span })),
  fc
    .record({ field, negated: fc.boolean(), values: fc.array(value, { minLength: 1, maxLength: 4 }) })
    .map((each) => ({ is: 'in' as const, ...each, span })),
  fc.record({ field, negated: fc.boolean() }).map((each) => ({ is: 'emptiness' as const, ...each, span })),
  fc
    .record({
      field,
      negated: fc.boolean(),
      values: fc.oneof(
        orEmpty.map((each) => [each]),
        fc.array(value, { minLength: 2, maxLength: 3 }),
      ),
      when,
    })
    .map((each) => ({ is: 'was' as const, ...each, span })),
  fc
    .tuple(field, when, fc.record({ from: orEmpty, to: orEmpty }, { requiredKeys: [] }))
    .map(([each, circumstances, ends]) => ({
      is: 'changed' as const,
      field: each,
      when: { ...circumstances, ...ends },
      span,
    })),
  call.map((each) => ({ is: 'holds' as const, call: each, span })),
)
const node: fc.Arbitrary<Node> = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    tie('node').map((term) => ({ is: 'not' as const, term, span })),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('node'), { minLength: 2, maxLength: 3 }),
      )
      .map(([is, terms]) => joined(is, terms)),
  ),
})).node
const query: fc.Arbitrary<Query> = fc.record({
  where: fc.option(node),
  order: fc.array(fc.record({ field, descending: fc.boolean() }), { maxLength: limits.sorts }),
})

function pastsIn(each: Node | null): number {
  if (each?.is === 'and' || each?.is === 'or') return each.terms.reduce((sum, term) => sum + pastsIn(term), 0)
  if (each?.is === 'not') return pastsIn(each.term)
  return each?.is === 'was' || each?.is === 'changed' ? 1 : 0
}

describe('a query is read', () => {
  test('what is printed reads back as the same query', () => {
    fc.assert(
      fc.property(query, (written) => {
        const printed = print(written)
        fc.pre(printed.length <= limits.characters && pastsIn(written.where) <= limits.past)
        const read = parse(printed)
        expect(read.ok && bare(read.query)).toEqual(bare(written))
      }),
      { numRuns: 500 },
    )
  })

  test('whatever somebody types is a query or a problem with a place inside the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom(
        'status',
        '=',
        '!',
        '(',
        ')',
        ',',
        '"',
        "'",
        '\\',
        'AND',
        'NOT',
        'IN',
        'WAS',
        'ORDER BY',
        '-7d',
        ' ',
        '\0',
        '\ud800',
        'me(',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const typed = pieces.join('')
        const read = readQuery(typed, vocabulary)
        if (read.ok) return
        expect(read.problem.from).toBeGreaterThanOrEqual(0)
        expect(read.problem.to).toBeLessThanOrEqual(typed.length)
        expect(read.problem.from).toBeLessThanOrEqual(read.problem.to)
        expect(read.problem.sentence).toMatch(/[.?]$/)
        complete(typed, Math.floor(typed.length / 2), vocabulary)
      }),
      { numRuns: 1000 },
    )
  })

  test('AND binds more than OR, NOT more than both, and brackets most', () => {
    expect(bare((parse('a = 1 OR b = 2 AND NOT c = 3') as { query: Query }).query)).toEqual(
      bare((parse('a = 1 OR (b = 2 AND (NOT c = 3))') as { query: Query }).query),
    )
    expect(bare((parse('(a = 1 OR b = 2) AND c = 3') as { query: Query }).query)).not.toEqual(
      bare((parse('a = 1 OR b = 2 AND c = 3') as { query: Query }).query),
    )
  })

  test.each([
    'status = "In progress" AND assignee = me() AND updated > -7d ORDER BY updated',
    'Status was READY before -7d',
    'assignee changed after 2026-11-01 by me()',
    'status CHANGED FROM ready TO done ON 2026-11-03',
    "owner NOT IN (Sales, 'Security lead') OR label is not empty",
    'title !~ "100%" and estimate >= 3 and due <= startOfWeek(+1)',
    'NOT (breached() OR blocked = yes)',
    'ORDER BY due DESC, estimate',
    '',
  ])('“%s” is a query', (written) => {
    expect(problem(written)).toBeNull()
  })
})

describe('a problem names the place and what could stand there', () => {
  test.each([
    ['stauts = done', 'stauts', 'There is no field “stauts”. Is “status” meant?'],
    ['status = finished', 'finished', '“finished” is no status.'],
    ['status ~ done', 'status ~ done', '“status” cannot be asked with ~.'],
    ['status done', 'done', '“done” cannot stand here.'],
    ['assignee = you()', 'you()', 'There is no function “you()” that gives a value of “assignee”.'],
    ['updated > soon', 'soon', 'A moment is expected here, such as 2026-11-01, -7d or startOfWeek().'],
    [
      'due = 2026-02-30',
      '2026-02-30',
      'A moment is expected here, such as 2026-11-01, -7d or startOfWeek().',
    ],
    ['estimate > many', 'many', 'A number is expected here, such as 3.'],
    ['ORDER BY label', 'label', 'Nothing can be ordered by “label”.'],
    ['title = "half', '"half', 'The text that begins here has no closing ".'],
    ['title ~ a%', '%', '“%” can stand in quotes only.'],
    ['title was x', 'title was x', '“title” cannot be asked with WAS.'],
    ['title ~ "a\0"', '\0', 'A zero character stands here, which no text holds. Please remove it.'],
  ])('in “%s” it is “%s”', (written, place, sentence) => {
    const found = problem(written)!
    expect(found.sentence).toBe(sentence)
    expect(written.slice(found.from, found.to)).toBe(place)
  })

  test('an unfinished query says what could follow', () => {
    expect(problem('status =')).toMatchObject({
      from: 8,
      sentence: 'The query is not finished.',
      choices: ['ready', 'in-progress', 'done'],
    })
    expect(problem('status = done due')!.choices).toEqual(['AND', 'OR', 'ORDER BY'])
    expect(problem('(status = done')!.choices).toEqual(['AND', 'OR', ')'])
    expect(problemInWords(problem('status = finished')!)).toBe(
      'At character 10: “finished” is no status. Possible here: ready, in-progress, done.',
    )
  })

  test('what is too long, too deep or too much is refused', () => {
    const many = (count: number, one: string, between: string) =>
      Array.from({ length: count }, () => one).join(between)
    expect(problem('x'.repeat(2001))!.sentence).toContain('at most 2000 characters')
    expect(problem(`${'('.repeat(21)}due = today`)!.sentence).toContain('20 deep')
    expect(problem(many(101, 'due=-1d', ' OR '))!.sentence).toContain('100 conditions')
    expect(problem(many(21, 'status was done', ' OR '))!.sentence).toContain('At most 20')
    expect(problem(`label IN (${many(101, 'a', ',')})`)!.sentence).toContain('100 values')
    expect(problem(`ORDER BY ${many(6, 'due', ',')}`)!.sentence).toContain('At most 5')
  })
})

describe('completion offers what the parser looks for', () => {
  test.each([
    ['', ['status', 'breached()', 'NOT', '(']],
    ['sta', ['status']],
    ['status ', ['=', '!=', 'IN', 'WAS', 'CHANGED']],
    ['status = ', ['ready', 'in-progress', 'done']],
    ['status = "in p', ['in-progress']],
    ['status IN (ready, d', ['done']],
    ['status = done ', ['AND', 'OR', 'ORDER BY']],
    ['status = done AND ass', ['assignee']],
    ['assignee = ', ['me()', 'EMPTY']],
    ['updated > ', ['startOfWeek()']],
    ['status was done ', ['AFTER', 'BEFORE', 'BY', 'AND']],
    ['status changed by ', ['me()']],
    ['(status = done ', [')', 'AND']],
    ['status = done ORDER BY ', ['status', 'due']],
    ['blocked = ', ['yes', 'no']],
  ])('after “%s”', (written, some) => {
    expect(offered(written)).toEqual(expect.arrayContaining(some))
  })

  test('and nothing else', () => {
    expect(offered('status ')).not.toContain('~')
    expect(offered('status = ')).not.toContain('status')
    expect(offered('ORDER BY ')).not.toContain('label')
    expect(offered('status status ')).toEqual([])
  })

  test('what only the server knows is asked of it, with what was typed so far', () => {
    expect(complete('assignee = "Secu', 16, vocabulary)).toMatchObject({
      from: 11,
      to: 16,
      ask: { field: 'assignee', prefix: 'Secu' },
    })
    expect(complete('status = do', 11, vocabulary).ask).toBeNull()
  })

  test('a word in the middle is replaced whole', () => {
    expect(complete('stxx = done', 2, vocabulary)).toMatchObject({ from: 0, to: 4 })
  })

  test('every offered word leads on: written in, the query is right or goes on behind it', () => {
    for (const before of [
      '',
      'status ',
      'status = ',
      'status was ',
      'assignee in (',
      'due > ',
      'NOT ',
      'title changed ',
    ])
      for (const insert of offered(before)) {
        const found = problem(`${before}${insert}`)
        expect([null, before.length + insert.length]).toContain(found && found.from)
      }
  })
})

test('names with other characters are written in quotes', () => {
  expect(quoted('in progress')).toBe('"in progress"')
  expect(quoted('empty')).toBe('"empty"')
  expect(quoted('SEC-1')).toBe('SEC-1')
})
