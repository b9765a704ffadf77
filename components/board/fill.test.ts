import { expect, test } from 'vitest'
import type { BoardAsk } from '@/lib/items/labels'
import { fillFrom } from './fill'
import { preferencesCookie, readPreferences } from './preferences'
import { selection } from './selection'

const ask = (more: Partial<BoardAsk>): BoardAsk => ({ filter: {}, q: null, lanes: null, ...more })
const whole = { id: '', title: '' }

test('a card that is added to a filtered board is given what the filter asks for', () => {
  const filter = {
    text: 'key',
    assignee: 'p1',
    type: 'bug',
    goal: 'trust',
    label: 'ci',
    iteration: '12',
  } as const
  expect(fillFrom(ask({ filter }), whole)).toEqual({
    assignee: 'p1',
    type: 'bug',
    goals: ['trust'],
    labels: ['ci'],
    iteration: 12,
  })
  expect(fillFrom(ask({ filter: { assignee: 'none', iteration: 'none', origin: 'ask' } }), whole)).toEqual({
    origin: 'ask',
  })
})

test('a lane fills in its own field, and among what was wished for nothing is made by hand', () => {
  expect(fillFrom(ask({ lanes: 'person' }), { id: 'p2', title: 'Analyst' })).toEqual({ assignee: 'p2' })
  expect(fillFrom(ask({ lanes: 'person' }), { id: '', title: 'Nobody yet' })).toEqual({})
  expect(fillFrom(ask({ lanes: 'epic' }), { id: 'SEC-4', title: 'Epic' })).toEqual({ parent: 'SEC-4' })
  expect(fillFrom(ask({ lanes: 'priority' }), { id: 'urgent', title: 'Urgent' })).toEqual({
    priority: 'urgent',
  })
  expect(fillFrom(ask({ lanes: 'origin' }), { id: 'bug', title: 'Bug' })).toEqual({ origin: 'bug' })
  expect(fillFrom(ask({ lanes: 'origin' }), { id: 'wishlist', title: 'From the wishlist' })).toBeNull()
  expect(fillFrom(ask({ filter: { origin: 'wishlist' } }), whole)).toBeNull()
})

test('how somebody likes the board is read from their cookie, whatever stands in it', () => {
  expect(readPreferences(undefined)).toEqual({ compact: false, folded: [], origin: 'small', column: null })
  expect(
    readPreferences(encodeURIComponent('density=compact&folded=goal:a&folded=goal:b&origin=ask&column=done')),
  ).toEqual({ compact: true, folded: ['goal:a', 'goal:b'], origin: 'ask', column: 'done' })
  expect(readPreferences('%E0%A4%A&origin=wishlist')).toMatchObject({ compact: false, origin: 'small' })
  expect(preferencesCookie('01234567-89ab')).toBe('board-01234567')
})

test('cards are selected one by one or as a range from the last one, and forgotten together', () => {
  const order = ['A', 'B', 'C', 'D']
  selection.toggle('B')
  selection.range('D', order)
  expect([...selection.get()]).toEqual(['B', 'C', 'D'])
  selection.toggle('C')
  selection.drop(['D', 'gone'])
  expect([...selection.get()]).toEqual(['B'])
  selection.clear()
  selection.range('A', order)
  expect([...selection.get()]).toEqual(['A'])
  selection.clear()
})
