import { expect, test } from 'vitest'
import { formatAge, formatDay, formatExact, formatWhen, quarterMonths, quarterShort } from './dates'

const now = '2026-11-25T11:00:00Z'

test('a moment is told relatively for a week and then by its date', () => {
  expect(formatWhen('2026-11-25T10:59:40Z', { now })).toBe('just now')
  expect(formatWhen('2026-11-25T10:15:00Z', { now })).toBe('45 min ago')
  expect(formatWhen('2026-11-25T08:00:00Z', { now })).toBe('3 h ago')
  expect(formatWhen('2026-11-27T12:00:00Z', { now })).toBe('in 2 d')
  expect(formatWhen('2026-11-18T11:00:01Z', { now })).toBe('6 d ago')
  expect(formatWhen('2026-11-18T11:00:00Z', { now })).toBe('18 Nov 2026')
})

test('the exact time names its zone', () => {
  expect(formatExact('2026-09-01T23:05:00Z')).toBe('1 Sep 2026, 23:05 UTC')
  expect(formatExact('2026-09-01T23:05:00Z', 'Europe/Berlin')).toBe('2 Sep 2026, 01:05 Europe/Berlin')
  expect(formatExact('2026-09-01T00:00:00Z')).toBe('1 Sep 2026, 00:00 UTC')
})

test('a day without a time stays that day', () => expect(formatDay('2026-12-04')).toBe('4 Dec 2026'))

test('ages are short', () => {
  expect(formatAge('2026-11-17T11:00:00Z', { now })).toBe('8 d')
  expect(formatAge('2026-10-20T11:00:00Z', { now })).toBe('5 w')
})

test('quarters are told as the team counts them', () => {
  expect(quarterMonths('2027-Q1')).toBe('January to March 2027')
  expect(quarterMonths('2027-Q1', 2)).toBe('February to April 2026')
  expect(quarterMonths('2027-Q4', 2)).toBe('November 2026 to January 2027')
  expect(quarterShort('2027-Q1')).toBe('Q1 2027')
  expect(quarterMonths('someday')).toBe('someday')
})
