import { expect, test } from 'vitest'
import { freeSlug, inOrder, neighbourOf, refuseLabel } from './rules'

const stages = [
  { id: 'd', status: 'done', position: 1, label: 'Resolved' },
  { id: 'b', status: 'ready', position: 4, label: 'Reported' },
  { id: 'a', status: 'backlog', position: 9, label: 'Incoming' },
  { id: 'c', status: 'ready', position: 3, label: 'Triaging' },
] as const

test('stages follow the columns, and inside a column the team’s order', () => {
  expect(inOrder(stages).map(({ id }) => id)).toEqual(['a', 'c', 'b', 'd'])
})

test('a stage changes places inside its column only', () => {
  expect(neighbourOf(stages, 'b', 'up')?.id).toBe('c')
  expect(neighbourOf(stages, 'c', 'down')?.id).toBe('b')
  expect(neighbourOf(stages, 'c', 'up')).toBeNull()
  expect(neighbourOf(stages, 'b', 'down')).toBeNull()
  expect(neighbourOf(stages, 'nobody', 'down')).toBeNull()
})

test('two stages of a type are told apart by their names, whatever the case', () => {
  expect(refuseLabel('reported', stages)).toContain('already')
  expect(refuseLabel('Reported', stages, 'b')).toBeNull()
  expect(refuseLabel('Waiting', stages)).toBeNull()
})

test('a name for queries is never given twice, so that an old query never means a new stage', () => {
  expect(freeSlug('waiting', [])).toBe('waiting')
  expect(freeSlug('waiting', ['waiting', 'waiting-2'])).toBe('waiting-3')
})
