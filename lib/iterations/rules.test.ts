import { describe, expect, test } from 'vitest'
import { foldAt, nextDates, roomOf, undecided, velocityRange } from './rules'

describe('the capacity line', () => {
  test('leaves a fifth of the capacity free for what nobody planned', () => {
    expect(roomOf({ capacity: 30, slack: 20 })).toBe(24)
    expect(roomOf({ capacity: 11, slack: 20 })).toBe(8)
    expect(roomOf({ capacity: 10, slack: 0 })).toBe(10)
    expect(roomOf({ capacity: null, slack: 20 })).toBeNull()
  })

  test('is drawn above the first piece with which the sum passes the room', () => {
    expect(foldAt([5, 3, 8, 2], 16)).toBe(3)
    expect(foldAt([5, 3, 8], 7)).toBe(1)
    expect(foldAt([8, 1], 5)).toBe(0)
  })

  test('is not drawn while all fits, or while nobody said how much fits', () => {
    expect(foldAt([5, 3, 8], 16)).toBeNull()
    expect(foldAt([], 3)).toBeNull()
    expect(foldAt([5, 3], null)).toBeNull()
  })

  test('what nobody has estimated takes no room, and what is over stays under the line', () => {
    expect(foldAt([5, null, null, 3], 8)).toBeNull()
    expect(foldAt([null, 1], 0)).toBe(1)
  })
})

describe('what the last iterations got done', () => {
  test('is a range, the middle four fifths, rounded outwards', () => {
    expect(velocityRange([20, 20, 20])).toEqual({ low: 20, high: 20, of: 3 })
    expect(velocityRange([10, 20, 30])).toEqual({ low: 12, high: 28, of: 3 })
    expect(velocityRange([21, 18, 25, 4, 22, 19])).toEqual({ low: 11, high: 24, of: 6 })
  })

  test('says nothing of fewer than three, and forgets what is long ago', () => {
    expect(velocityRange([20, 21])).toBeNull()
    expect(velocityRange([10, 10, 10, 10, 10, 10, 10, 10, 500, 500])).toEqual({ low: 10, high: 10, of: 8 })
  })
})

test('every unfinished piece needs a decision, and only those', () => {
  expect(undecided(['SEC-1', 'SEC-2'], ['SEC-2', 'SEC-9'])).toEqual({
    missing: ['SEC-1'],
    strange: ['SEC-9'],
  })
  expect(undecided([], [])).toEqual({ missing: [], strange: [] })
})

describe('the next iteration', () => {
  test('begins two weeks after the last and is as long', () => {
    expect(nextDates({ startsOn: '2026-11-16', endsOn: '2026-11-27' }, '2026-11-25')).toEqual({
      startsOn: '2026-11-30',
      endsOn: '2026-12-11',
    })
  })

  test('never begins before a longer one has ended', () => {
    expect(nextDates({ startsOn: '2026-11-02', endsOn: '2026-11-22' }, '2026-11-25')).toEqual({
      startsOn: '2026-11-23',
      endsOn: '2026-12-13',
    })
  })

  test('of a team that has none begins on a Monday', () => {
    expect(nextDates(null, '2026-11-25')).toEqual({ startsOn: '2026-11-30', endsOn: '2026-12-11' })
    expect(nextDates(null, '2026-11-30')).toEqual({ startsOn: '2026-11-30', endsOn: '2026-12-11' })
  })
})
