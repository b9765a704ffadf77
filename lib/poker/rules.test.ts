import { describe, expect, test } from 'vitest'
import { refuseSettling, spreadOf } from './rules'

describe('hands that are shown', () => {
  test('say who begins to talk: the smallest and the largest', () => {
    expect(spreadOf([3, 8, 3, 5])).toEqual({
      counts: [
        { hand: 3, count: 2 },
        { hand: 5, count: 1 },
        { hand: 8, count: 1 },
      ],
      agreed: null,
      apart: { low: 3, high: 8 },
      likely: 3,
    })
  })

  test('agree when all who could tell showed the same', () => {
    expect(spreadOf([5, null, 5])).toEqual({
      counts: [
        { hand: 5, count: 2 },
        { hand: null, count: 1 },
      ],
      agreed: 5,
      apart: null,
      likely: 5,
    })
    expect(spreadOf([null, null])).toMatchObject({ agreed: null, apart: null, likely: null })
  })

  test('of two cards shown as often the larger is the likelier, for work is seldom smaller', () => {
    expect(spreadOf([2, 5, 2, 5])).toMatchObject({ likely: 5 })
  })
})

describe('a round is settled', () => {
  test('only once it was shown, and only once', () => {
    expect(refuseSettling({ shown: false, closed: false, hands: [3] })).toContain('Show the hands first')
    expect(refuseSettling({ shown: true, closed: true, hands: [3] })).toBe('This round is over.')
    expect(refuseSettling({ shown: true, closed: false, hands: [3, null, 8] })).toBeNull()
  })

  test('never while somebody sees thirteen points and more in it', () => {
    expect(refuseSettling({ shown: true, closed: false, hands: [3, 13] })).toContain('Split it')
  })
})
