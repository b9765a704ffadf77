import { describe, expect, test } from 'vitest'
import { drawClock, expectation, isBreached, startClocks, turnClock, type Clock } from './clocks'
import { after, askedQuestions, checkAnswers, onlyIf } from './rules'
import type { Question } from './schema'

const questions: Question[] = [
  {
    id: 'sentAs',
    label: 'How did it arrive?',
    kind: 'choice',
    required: true,
    options: [
      { value: 'file', label: 'As a file' },
      { value: 'link', label: 'By link' },
    ],
  },
  {
    id: 'link',
    label: 'Where is it?',
    kind: 'link',
    required: true,
    showIf: { question: 'sentAs', is: 'link' },
  },
  {
    id: 'portal',
    label: 'Which portal?',
    kind: 'line',
    showIf: { question: 'link', is: 'https://portal.example/' },
  },
  { id: 'more', label: 'More', kind: 'links' },
]

describe('conditions', () => {
  test('a conditional question is asked once its condition is answered so', () => {
    expect(askedQuestions(questions, {}).map(({ id }) => id)).toEqual(['sentAs', 'more'])
    expect(askedQuestions(questions, { sentAs: 'link' }).map(({ id }) => id)).toEqual([
      'sentAs',
      'link',
      'more',
    ])
  })
  test('a question behind a hidden question is hidden, whatever was typed there before', () => {
    expect(
      askedQuestions(questions, { sentAs: 'file', link: 'https://portal.example/' }).map(({ id }) => id),
    ).toEqual(['sentAs', 'more'])
  })
  test('an answer to a hidden or unknown question is dropped, and a hidden required one is not missed', () => {
    const checked = checkAnswers(questions, { sentAs: 'file', link: 'https://secret.example', nonsense: 'x' })
    expect(checked).toEqual({ answers: { sentAs: 'file' }, files: [], problems: [] })
  })
  test('every problem is named at its field', () => {
    const checked = checkAnswers(questions, {
      sentAs: 'link',
      link: 'javascript:alert(1)',
      more: 'https://a.example\nnot a link',
    })
    expect(checked.problems.map(({ path }) => path)).toEqual(['answers.link', 'answers.more'])
    expect(checkAnswers(questions, { sentAs: 'pigeon' }).problems[0]?.path).toBe('answers.sentAs')
  })
  test('a page without a script says in words when a question counts', () => {
    expect(onlyIf(questions[1]!, questions)).toBe('Only if “How did it arrive?” is “By link”.')
  })
  test('two questions that wait for each other are never asked', () => {
    const circle: Question[] = [
      { id: 'a', label: 'A', kind: 'line', showIf: { question: 'b', is: '1' } },
      { id: 'b', label: 'B', kind: 'line', showIf: { question: 'a', is: '1' } },
    ]
    expect(askedQuestions(circle, { a: '1', b: '1' })).toEqual([])
  })
})

describe('states', () => {
  test('asking back gives the requester the turn, and their answer gives it back', () => {
    expect(after('working', 'ask')).toEqual({ status: 'waiting' })
    expect(after('waiting', 'answer')).toEqual({ status: 'working' })
  })
  test('what is closed is reopened first', () => {
    expect(after('done', 'take')).toEqual({ refusal: 'It is done. Reopen it first.' })
    expect(after('declined', 'reopen')).toEqual({ status: 'working' })
    expect(after('seen', 'see')).toHaveProperty('refusal')
  })
})

describe('clocks', () => {
  const calendar = { zone: 'UTC', days: [1, 2, 3, 4, 5], opens: '09:00', closes: '17:00', holidays: [] }
  const at = (text: string) => new Date(`${text}Z`)
  const clock = (name: string, started: string, unit: 'hours' | 'days', amount: number): Clock => ({
    ...startClocks([{ name, unit, amount }], { urgent: false, at: at(started), calendar })[0]!,
    pausedAt: null,
    pausedMs: 0n,
    metAt: null,
  })
  const happened = { seen: false, answered: false, waits: false, reopened: false, calendar }

  test('a request on Friday afternoon is promised in working time', () => {
    expect(clock('First look', '2026-11-27T15:00:00', 'hours', 4).dueAt).toEqual(at('2026-11-30T11:00:00'))
  })
  test('an urgent request has its own promise', () => {
    const [urgent] = startClocks(
      [{ name: 'First look', unit: 'hours', amount: 4, urgent: { unit: 'hours', amount: 1 } }],
      { urgent: true, at: at('2026-11-25T10:00:00'), calendar },
    )
    expect(urgent?.dueAt).toEqual(at('2026-11-25T11:00:00'))
  })
  test('looking keeps the first look and nothing else', () => {
    const seen = { ...happened, seen: true, at: at('2026-11-25T10:00:00') }
    expect(turnClock(clock('First look', '2026-11-25T09:00:00', 'hours', 4), seen)).toMatchObject({
      metAt: seen.at,
    })
    expect(turnClock(clock('Answer', '2026-11-25T09:00:00', 'days', 3), seen)).toBeNull()
  })
  test('while the requester has the turn the clock stands still, and goes on by the working time that was lost', () => {
    const answer = clock('Answer', '2026-11-25T09:00:00', 'hours', 8)
    expect(answer.dueAt).toEqual(at('2026-11-25T17:00:00'))
    const paused = {
      ...answer,
      ...turnClock(answer, { ...happened, waits: true, at: at('2026-11-25T12:00:00') }),
    }
    expect(isBreached(paused, at('2026-12-25T12:00:00'))).toBe(false)
    // Over a weekend: Wednesday 12:00 to Monday 10:00 is 5 + 8 + 8 + 1 working hours.
    const back = { ...paused, ...turnClock(paused, { ...happened, at: at('2026-11-30T10:00:00') }) }
    expect(back.pausedAt).toBeNull()
    expect(back.pausedMs).toBe(22n * 3_600_000n)
    expect(back.dueAt).toEqual(at('2026-11-30T15:00:00'))
  })
  test('an answer after its time was late, and stays late', () => {
    const answer = clock('Answer', '2026-11-25T09:00:00', 'hours', 2)
    const met = {
      ...answer,
      ...turnClock(answer, { ...happened, answered: true, at: at('2026-11-25T15:00:00') }),
    }
    expect(isBreached(met, at('2027-01-01T00:00:00'))).toBe(true)
    expect(drawClock(met, at('2027-01-01T00:00:00'), calendar)).toMatchObject({
      mood: 'broken',
      words: '4 h late',
    })
  })
  test('closing while the requester has the turn keeps the promise that stood still', () => {
    const answer = clock('Answer', '2026-11-25T09:00:00', 'hours', 8)
    const paused = {
      ...answer,
      ...turnClock(answer, { ...happened, waits: true, at: at('2026-11-25T12:00:00') }),
    }
    const met = {
      ...paused,
      ...turnClock(paused, { ...happened, answered: true, at: at('2026-12-02T12:00:00') }),
    }
    expect(isBreached(met, at('2026-12-03T12:00:00'))).toBe(false)
  })
  test('reopening starts the answer again without counting the time for which it was closed', () => {
    const answer = clock('Answer', '2026-11-25T09:00:00', 'hours', 8)
    const met = {
      ...answer,
      ...turnClock(answer, { ...happened, answered: true, at: at('2026-11-25T12:00:00') }),
    }
    const open = { ...met, ...turnClock(met, { ...happened, reopened: true, at: at('2026-11-26T12:00:00') }) }
    expect(open).toMatchObject({ metAt: null, dueAt: at('2026-11-26T17:00:00') })
  })
  test('the words say what the colour says', () => {
    const look = clock('First look', '2026-11-25T09:00:00', 'hours', 4)
    expect(drawClock(look, at('2026-11-25T09:30:00'), calendar)).toMatchObject({
      mood: 'fine',
      words: '3 h left',
    })
    expect(drawClock(look, at('2026-11-25T12:30:00'), calendar)).toMatchObject({
      mood: 'soon',
      words: '30 min left',
    })
    expect(drawClock(look, at('2026-11-26T10:00:00'), calendar)).toMatchObject({
      mood: 'late',
      words: '5 h late',
    })
  })
  test('the requester is told by when, and whose turn it is', () => {
    const clocks = [
      clock('First look', '2026-11-25T09:00:00', 'hours', 4),
      clock('Answer', '2026-11-25T09:00:00', 'days', 3),
    ]
    const when = { now: at('2026-11-25T09:00:00'), zone: 'UTC' }
    expect(expectation({ status: 'new', clocks, owner: null }, when)).toBe(
      'Somebody will look at it by today 13:00. Expect an answer by Friday 17:00.',
    )
    expect(expectation({ status: 'waiting', clocks, owner: null }, when)).toMatch(/your turn/)
  })
})
