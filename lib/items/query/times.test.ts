import { expect, test } from 'vitest'
import { readQuery, type Vocabulary } from '../../kernel/query'
import { dayOf, momentOf } from './times'
import { functionWords } from './words'

const vocabulary: Vocabulary = {
  fields: [{ name: 'at', label: 'At', kind: 'time' }],
  functions: functionWords,
}
// A Sunday in Berlin, on which the clocks were put back: the day has 25 hours.
const place = { now: new Date('2026-10-25T12:00:00Z'), zone: 'Europe/Berlin' }

function moment(written: string) {
  const read = readQuery(`at > ${written}`, vocabulary)
  if (!read.ok || read.query.where?.is !== 'compare' || read.query.where.operand.is !== 'time')
    throw new Error(written)
  return momentOf(read.query.where.operand.time, place)
}

test.each([
  ['2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ['today()', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ['today(-1)', '2026-10-23T22:00:00.000Z', '2026-10-24T22:00:00.000Z'],
])('%s is a whole day of the workspace', (written, from, to) => {
  expect(moment(written)).toEqual({ from: new Date(from), to: new Date(to) })
})

test.each([
  ['now()', '2026-10-25T12:00:00.000Z'],
  ['-2h', '2026-10-25T10:00:00.000Z'],
  // The same time of the wall a day before, before the clocks were put back.
  ['-1d', '2026-10-24T11:00:00.000Z'],
  ['"2026-11-01 14:30"', '2026-11-01T13:30:00.000Z'],
  ['"2026-11-01T14:30Z"', '2026-11-01T14:30:00.000Z'],
  ['"2026-11-01T14:30:10+05:30"', '2026-11-01T09:00:10.000Z'],
  ['startOfDay()', '2026-10-24T22:00:00.000Z'],
  ['endOfDay()', '2026-10-25T22:59:59.999Z'],
  ['startOfWeek()', '2026-10-18T22:00:00.000Z'],
  ['endOfWeek()', '2026-10-25T22:59:59.999Z'],
  ['startOfWeek(-1)', '2026-10-11T22:00:00.000Z'],
  ['startOfWeek(+1d)', '2026-10-19T22:00:00.000Z'],
  ['endOfMonth(-1)', '2026-09-30T21:59:59.999Z'],
  ['startOfMonth(+14d)', '2026-10-14T22:00:00.000Z'],
  ['startOfQuarter()', '2026-09-30T22:00:00.000Z'],
  ['startOfQuarter(-1)', '2026-06-30T22:00:00.000Z'],
  ['startOfYear()', '2025-12-31T23:00:00.000Z'],
])('%s is one moment', (written, at) => {
  expect(moment(written)).toEqual({ from: new Date(at), to: new Date(at) })
})

test('what is kept by day is compared with the day of the workspace', () => {
  expect(dayOf(moment('endOfWeek()'), place.zone)).toBe('2026-10-25')
  expect(dayOf(moment('"2026-10-25T23:30:00Z"'), place.zone)).toBe('2026-10-26')
})
