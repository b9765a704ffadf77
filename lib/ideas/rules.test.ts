import { describe, expect, test } from 'vitest'
import { inSight as publicInSight } from '../published/rules'
import {
  epicAudience,
  inSight,
  refuseEpicAudience,
  refusePromotion,
  refuseVote,
  statusOncePromoted,
} from './rules'
import { ideaStatuses } from './schema'

describe('an idea is in our sights', () => {
  test('when it is planned or further and has a quarter: both, or it stays a wish', () => {
    expect(inSight({ status: 'planned', quarter: '2027-Q1' })).toBe(true)
    expect(inSight({ status: 'shipped', quarter: '2027-Q1' })).toBe(true)
    expect(inSight({ status: 'planned', quarter: null })).toBe(false)
    expect(inSight({ status: 'under consideration', quarter: '2027-Q1' })).toBe(false)
    expect(inSight({ status: 'declined', quarter: '2027-Q1' })).toBe(false)
  })
  test('outside by the same rule as inside', () => {
    for (const status of ideaStatuses)
      for (const quarter of [null, '2027-Q1'])
        expect(publicInSight({ status, quarter })).toBe(inSight({ status, quarter }))
  })
})

describe('promotion', () => {
  const wish = { status: 'under consideration', quarter: '2027-Q1', promotedAt: null, archivedAt: null }
  test('wants a quarter, happens once, and never to what is closed', () => {
    expect(refusePromotion(wish)).toBeNull()
    expect(refusePromotion({ ...wish, quarter: null })).toContain('quarter')
    expect(refusePromotion({ ...wish, promotedAt: new Date(0) })).toContain('already')
    expect(refusePromotion({ ...wish, status: 'declined' })).toContain('declined')
    expect(refusePromotion({ ...wish, archivedAt: new Date(0) })).toContain('archived')
  })
  test('makes a wish planned and leaves what is further where it is', () => {
    expect(statusOncePromoted('under consideration')).toBe('planned')
    expect(statusOncePromoted('in progress')).toBe('in progress')
  })
  test('never shows an epic to more people than its idea', () => {
    expect(epicAudience('public')).toBe('internal')
    expect(epicAudience('private')).toBe('private')
    expect(refuseEpicAudience('private', 'internal')).toContain('private')
    expect(refuseEpicAudience('internal', 'private')).toBeNull()
  })
})

test('votes count until a thing is done or closed', () => {
  expect(refuseVote('under consideration')).toBeNull()
  expect(refuseVote('in progress')).toBeNull()
  expect(refuseVote('shipped')).toContain('shipped')
  expect(refuseVote('duplicate')).toContain('duplicate')
})
