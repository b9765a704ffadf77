import { expect, test } from 'vitest'
import { recipientsOf } from './recipients'

const base = { personId: 'sec', requesterId: 'asker', ownerId: null, audience: null }
const team = ['sec', 'lead']

test('a reply reaches the requester, a note reaches nobody', () => {
  expect(recipientsOf({ ...base, event: 'comment.added', audience: 'requester' }, team)).toEqual(['asker'])
  expect(recipientsOf({ ...base, event: 'comment.added', audience: 'team' }, team)).toEqual([])
})
test('the requester’s words reach whoever has it, or all of the team while nobody has', () => {
  const said = { ...base, event: 'comment.added', audience: 'requester', personId: 'asker' }
  expect(recipientsOf({ ...said, ownerId: 'lead' }, team)).toEqual(['lead'])
  expect(recipientsOf(said, team)).toEqual(['sec', 'lead'])
})
test('urgent calls the whole team, an ordinary request waits in the queue', () => {
  expect(recipientsOf({ ...base, event: 'request.created-urgent', personId: 'asker' }, team)).toEqual(team)
  expect(recipientsOf({ ...base, event: 'request.created', personId: 'asker' }, team)).toEqual([])
})
test('nobody is told of the own doing', () => {
  expect(recipientsOf({ ...base, event: 'request.done', requesterId: 'sec' }, team)).toEqual([])
})
