import { describe, expect, test } from 'vitest'
import {
  commentAudiencesFor,
  datesOfStatus,
  fits,
  refuseAudience,
  refuseEstimate,
  refuseNewOrigin,
  refuseOrigin,
} from './rules'
import { filterFrom, filterQuery, type BoardCard } from './schema'

const card: BoardCard = {
  key: 'SEC-12',
  title: 'Scan containers on every merge',
  type: 'task',
  origin: 'small',
  priority: 'none',
  status: 'ready',
  rank: 'a0',
  assignee: { id: '11111111-1111-4111-8111-111111111111', name: 'Security engineer' },
  estimate: 3,
  due: null,
  statusSince: '2026-11-20T00:00:00Z',
  audience: 'internal',
  named: null,
  goal: 'Trust, shown',
  goals: ['trust-shown-abc'],
  iteration: 12,
  labels: ['ci'],
  version: 1,
  hasPublicFace: false,
}

test('thirteen points and more are split', () => {
  expect(refuseEstimate(8)).toBeNull()
  expect(refuseEstimate(13)).toBe('Split this: 13 points and more are several pieces of work.')
})

test('big work comes by promotion, and stays what it was', () => {
  expect(refuseOrigin('wishlist')).toMatch('promote')
  expect(refuseOrigin('bug')).toBeNull()
  expect(refuseNewOrigin('small', 'bug')).toBeNull()
  expect(refuseNewOrigin('small', 'wishlist')).not.toBeNull()
  expect(refuseNewOrigin('wishlist', 'small')).not.toBeNull()
  expect(refuseNewOrigin('wishlist', 'wishlist')).toBeNull()
})

test('an audience is tightened and never widened', () => {
  expect(refuseAudience('internal', 'restricted')).toBeNull()
  expect(refuseAudience('private', 'private')).toBeNull()
  expect(refuseAudience('restricted', 'private')).toMatch('clearance')
})

test('nobody is spoken to who does not see the item', () => {
  expect(commentAudiencesFor({ audience: 'restricted' }, { team: true })).toEqual(['restricted'])
  expect(commentAudiencesFor({ audience: 'private' }, { team: true })).toEqual(['private'])
  expect(commentAudiencesFor({ audience: 'public' }, { team: true })).toEqual(['internal', 'private'])
  expect(commentAudiencesFor({ audience: 'internal' }, { team: false })).toEqual(['internal'])
})

test('a state has a beginning, and done has a day', () => {
  const [then, now] = [new Date(0), new Date(9e11)]
  expect(datesOfStatus({ status: 'ready', statusSince: then, doneAt: null }, 'ready', now).statusSince).toBe(
    then,
  )
  expect(datesOfStatus({ status: 'ready', statusSince: then, doneAt: null }, 'done', now)).toEqual({
    statusSince: now,
    doneAt: now,
  })
  expect(datesOfStatus({ status: 'done', statusSince: then, doneAt: then }, 'ready', now)).toEqual({
    statusSince: now,
    doneAt: null,
  })
})

describe('a filter', () => {
  test.each([
    [{ text: 'CONTAINERS' }, true],
    [{ text: 'sec-12' }, true],
    [{ text: 'nothing' }, false],
    [{ assignee: 'none' }, false],
    [{ assignee: card.assignee!.id }, true],
    [{ type: 'bug' as const }, false],
    [{ origin: 'small' as const, type: 'task' as const }, true],
    [{ iteration: '12' }, true],
    [{ iteration: 'none' }, false],
    [{ goal: 'trust-shown-abc' }, true],
    [{ goal: 'other' }, false],
    [{ label: 'ci' }, true],
  ])('%j', (filter, expected) => expect(fits(card, filter)).toBe(expected))

  test('comes from an address and goes back into one; what is no filter is none', () => {
    const filter = filterFrom({
      text: ' keys ',
      person: 'none',
      type: 'bug',
      iteration: '3',
      goal: 'a-b',
      origin: 'nonsense',
      label: '',
    })
    expect(filter).toEqual({ text: 'keys', assignee: 'none', type: 'bug', iteration: '3', goal: 'a-b' })
    expect(filterFrom(Object.fromEntries(new URLSearchParams(filterQuery(filter))))).toEqual(filter)
    expect(filterFrom({ person: "x' OR 1=1", iteration: '-1', type: ['bug', 'task'] })).toEqual({})
  })
})
