import { expect, test } from 'vitest'
import { burnUpOf, type ItemPast } from './burn-up'
import { findingOf } from './findings'
import { flowOf } from './flow'
import { diceFor, forecastFrom, horizon } from './forecast'
import { addDays, bucketsOf, daysBetween, percentile, percentilesOf, spanOf } from './rules'
import { reportFilterFrom, reportQuery } from './schema'
import { csvOf } from './tables'

const dice = diceFor([20261125])
const anyOf = (most: number) => Math.floor(dice() * most)
const many = Array.from({ length: 60 }, (_, n) => n)

test('a percentile is a value that happened, and at least so many percent do not pass it, but of less than it fewer', () => {
  expect(percentile([], 50)).toBeNull()
  expect(percentilesOf([4])).toEqual({ p50: 4, p85: 4, p95: 4 })
  expect(percentile([15, 20, 35, 40, 50], 50)).toBe(35)
  expect(percentile([15, 20, 35, 40, 50], 40)).toBe(20)
  for (const _ of many) {
    const values = Array.from({ length: 1 + anyOf(40) }, () => anyOf(30))
    for (const percent of [50, 85, 95]) {
      const value = percentile(values, percent)!
      expect(values).toContain(value)
      const share = (fits: (each: number) => boolean) => values.filter(fits).length / values.length
      expect(share((each) => each <= value)).toBeGreaterThanOrEqual(percent / 100 - 1e-9)
      expect(share((each) => each < value)).toBeLessThan(percent / 100)
    }
  }
})

test('buckets follow each other without a gap, from the one that holds the first day to the one that holds the last', () => {
  expect(bucketsOf('2026-11-25', '2026-12-01', 'week')).toEqual(['2026-11-23', '2026-11-30'])
  expect(bucketsOf('2026-01-31', '2026-03-01', 'month')).toEqual(['2026-01-01', '2026-02-01', '2026-03-01'])
  for (const _ of many) {
    const from = addDays('2020-02-28', anyOf(3000))
    const to = addDays(from, anyOf(900))
    for (const bucket of ['day', 'week', 'month'] as const) {
      const starts = bucketsOf(from, to, bucket)
      expect(starts[0]! <= from && starts.at(-1)! <= to).toBe(true)
      const lengths = starts.slice(1).map((start, n) => daysBetween(starts[n]!, start))
      const allowed = { day: [1], week: [7], month: [28, 29, 30, 31] }[bucket]
      expect(lengths.every((length) => allowed.includes(length))).toBe(true)
    }
  }
})

test('a range ends today or on the day asked for, and everything begins with the first item', () => {
  const of = (range: '30' | 'all', until?: string, first: string | null = null) => {
    const { from, to, bucket } = spanOf({ range, until }, '2026-11-25', first)
    return [from, to, bucket]
  }
  expect(of('30')).toEqual(['2026-10-27', '2026-11-25', 'day'])
  expect(of('30', '2020-01-31')).toEqual(['2020-01-02', '2020-01-31', 'day'])
  expect(of('30', '2030-01-01')).toEqual(['2026-10-27', '2026-11-25', 'day'])
  expect(of('all', undefined, '2015-07-29')).toEqual(['2015-07-29', '2026-11-25', 'month'])
  expect(of('all', '2019-01-01', '2026-01-01')).toEqual(['2019-01-01', '2019-01-01', 'day'])
})

test('an address is read into a filter and back, and nonsense in it is nothing', () => {
  const query = 'by=2027-01-01&goal=second-factor&items=12&iteration=3&range=365&type=bug&until=2026-10-01'
  expect(reportQuery(reportFilterFrom(Object.fromEntries(new URLSearchParams(query))))).toBe(query)
  expect(
    reportFilterFrom({
      range: '17',
      until: '2026-13-45',
      type: 'x',
      goal: 'A B',
      items: '-1',
      by: ['a'],
      iteration: '0',
    }),
  ).toEqual({ range: '90' })
})

test('the flow that is walked backwards is the one that was walked forwards', () => {
  const states = ['backlog', 'ready', 'in-progress', 'in-review', 'done'] as const
  for (const _ of many) {
    const span = spanOf({ range: '30' }, '2026-11-25', null)
    const standing = Object.fromEntries(states.map((status) => [status, anyOf(20)])) as Record<
      (typeof states)[number],
      number
    >
    const state = { ...standing, done: 0 }
    const changes = []
    const expected = []
    for (const start of [...span.starts, '9999']) {
      for (let n = anyOf(4); n > 0; n -= 1) {
        const change = { bucket: start, status: states[anyOf(5)]!, by: 1 + anyOf(3) }
        state[change.status] += change.by
        changes.push(change)
      }
      if (start !== '9999') expected.push({ start, ...state })
    }
    expect(flowOf(span, state, changes)).toEqual(expected)
  }
})

test('the same past draws the same future, another past another one', () => {
  const past = [3, 0, 5, 2, 4, 1, 3, 6]
  expect(forecastFrom(past, 40)).toEqual(forecastFrom([...past], 40))
  expect(forecastFrom(past, 40)).not.toEqual(forecastFrom(past.with(0, 4), 40))
})

test('from nothing follows nothing, and from always the same week a certainty', () => {
  expect(forecastFrom([0, 0, 0], 5)).toBeNull()
  expect(forecastFrom([], 5)).toBeNull()
  expect(forecastFrom([2, 3], 0)).toBeNull()
  expect(forecastFrom([4, 4, 4], 10)).toMatchObject({
    done: { p50: 3, p85: 3, p95: 3 },
    fan: [
      { week: 0, p95: 0 },
      { week: 1, p50: 4, p95: 4 },
      { week: 2, p50: 8, p95: 8 },
      { week: 3, p50: 10, p95: 10 },
    ],
  })
})

test('the surer, the later and the fewer; and the day is the first week at which all are done', () => {
  for (let n = 0; n < 12; n += 1) {
    const weeks = Array.from({ length: 3 + anyOf(20) }, () => anyOf(6))
    const items = 1 + anyOf(60)
    const forecast = forecastFrom(weeks, items)
    if (!forecast) continue
    const { fan, done } = forecast
    const late = (week: number | null) => week ?? Infinity
    expect(late(done.p50) <= late(done.p85) && late(done.p85) <= late(done.p95)).toBe(true)
    for (const [at, { p50, p85, p95 }] of fan.entries()) {
      expect(p50 >= p85 && p85 >= p95 && p50 <= items).toBe(true)
      if (at > 0) expect(p50 >= fan[at - 1]!.p50 && p95 >= fan[at - 1]!.p95).toBe(true)
    }
    for (const percent of ['p50', 'p85', 'p95'] as const)
      expect(fan.find((each) => each[percent] >= items)?.week ?? null).toBe(done[percent])
    expect(fan.length).toBeLessThanOrEqual(horizon + 1)
  }
})

test('the dice are even', () => {
  const roll = diceFor([1, 2, 3])
  const counts = [0, 0, 0, 0, 0]
  for (let n = 0; n < 50_000; n += 1) counts[Math.floor(roll() * 5)]! += 1
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400)
})

const item = (key: string, now: Partial<ItemPast['now']>, changes: ItemPast['changes'] = []): ItemPast => ({
  key,
  madeOn: '2026-11-01',
  now: { inside: true, done: false, archived: false, estimate: 3, ...now },
  changes,
})
const days = { from: '2026-11-09', to: '2026-11-13', until: '2026-11-12' }

test('a burn-up marks what came in and what went out after it began, and ends with the time that is asked for', () => {
  const { measure, points } = burnUpOf(
    [
      item('SEC-1', { done: true }, [{ day: '2026-11-10', field: 'done', was: false }]),
      item('SEC-2', {}, [{ day: '2026-11-11', field: 'inside', was: false }]),
      item('SEC-3', { inside: false }, [
        { day: '2026-11-08', field: 'inside', was: false },
        { day: '2026-11-12', field: 'inside', was: true },
      ]),
      item('SEC-4', { estimate: 8 }, [{ day: '2026-11-12', field: 'estimate', was: 1 }]),
    ],
    days,
  )
  expect(measure).toBe('points')
  expect(points).toEqual([
    { day: '2026-11-09', scope: 7, done: 0, added: [], removed: [] },
    { day: '2026-11-10', scope: 7, done: 3, added: [], removed: [] },
    { day: '2026-11-11', scope: 10, done: 3, added: ['SEC-2'], removed: [] },
    { day: '2026-11-12', scope: 14, done: 3, added: [], removed: ['SEC-3'] },
  ])
})

test('an item that was archived or not made yet counts nothing, and where estimates are rare items are counted', () => {
  const later = { ...item('SEC-3', { estimate: null }), madeOn: '2026-11-11' }
  const { measure, points } = burnUpOf(
    [
      item('SEC-1', { estimate: null }),
      item('SEC-2', { archived: true }, [{ day: '2026-11-10', field: 'archived', was: false }]),
      later,
    ],
    days,
  )
  expect(measure).toBe('items')
  expect(points.map(({ scope }) => scope)).toEqual([2, 1, 2, 2])
  expect(points[2]!.added).toEqual(['SEC-3'])
})

test('a finding says a number of one thing as one thing, and nothing of nothing', () => {
  const span = spanOf({ range: '30' }, '2026-11-25', null)
  const none = { span, since: 'started', items: [], percentiles: null, counted: 0, unknown: 0 } as const
  expect(findingOf('cycle-time', { ...none, items: [] })).toBeNull()
  expect(
    findingOf('cycle-time', {
      ...none,
      items: [],
      counted: 1,
      percentiles: { p50: 0.2, p85: 0.2, p95: 0.2 },
    }),
  ).toMatchObject({ title: 'Half of all work is done within a day of being started' })
})

test('a file of a report has its header, and a title that looks like a formula stays a title', () => {
  const words = csvOf({
    columns: [
      { label: 'Key', kind: 'key' },
      { label: 'Title', kind: 'text' },
    ],
    rows: [['SEC-1', '=1+1, "quoted"']],
  })
  expect(words).toBe('\ufeffKey,Title\nSEC-1,"\'=1+1, ""quoted"""\n')
})
