import { describe, expect, test } from 'vitest'
import { statuses, type Board, type BoardCard, type Status } from '@/lib/items/schema'
import { dropCard, findCard, moveCard, neighboursOf, putCard, step } from './board-data'

function card(key: string, rank: string, status: Status = 'ready', more: Partial<BoardCard> = {}): BoardCard {
  return {
    key,
    rank,
    status,
    title: key,
    type: 'task',
    origin: 'small',
    priority: 'none',
    assignee: null,
    estimate: null,
    due: null,
    statusSince: '2026-11-20T00:00:00Z',
    audience: 'private',
    named: null,
    goal: null,
    goals: [],
    iteration: null,
    labels: [],
    version: 1,
    hasPublicFace: false,
    stage: null,
    blocked: null,
    severity: null,
    checks: null,
    parent: null,
    ...more,
  }
}

function board(...cards: BoardCard[]): Board {
  return {
    columns: statuses.map((status) => {
      const own = cards.filter((each) => each.status === status)
      return { status, total: own.length, cards: own, next: null }
    }),
  }
}

const keys = (of: Board, status: Status) =>
  of.columns.find((column) => column.status === status)!.cards.map((each) => each.key)
const start = board(card('A', 'a0'), card('B', 'a1'), card('C', 'a2'), card('D', 'a3', 'done'))
const now = '2026-11-25T00:00:00Z'

describe('a hand moves a card', () => {
  test('within its column and into another, counted in both', () => {
    expect(keys(moveCard(start, 'C', { status: 'ready', index: 0 }, now), 'ready')).toEqual(['C', 'A', 'B'])
    const moved = moveCard(start, 'A', { status: 'done', index: 1 }, now)
    expect(keys(moved, 'done')).toEqual(['D', 'A'])
    expect(moved.columns.map((column) => column.total)).toEqual([0, 2, 0, 0, 2])
    expect(findCard(moved, 'A')!.card).toMatchObject({ status: 'done', statusSince: now })
    expect(neighboursOf(moved, 'A')).toEqual({ before: 'D', after: null })
  })

  test('and the answer of the server changes its place no more', () => {
    const moved = moveCard(start, 'C', { status: 'ready', index: 1 }, now)
    const settled = putCard(moved, card('C', 'a0V', 'ready', { version: 2 }), {})
    expect(keys(settled, 'ready')).toEqual(['A', 'C', 'B'])
  })
})

describe('news of others', () => {
  test('puts a card where its rank says, once', () => {
    const told = putCard(start, card('D', 'a1V', 'ready', { version: 2 }), {})
    expect(keys(told, 'ready')).toEqual(['A', 'B', 'D', 'C'])
    expect(keys(told, 'done')).toEqual([])
    expect(putCard(told, card('D', 'a3', 'done', { version: 1 }), {})).toBe(told)
  })

  test('takes away what does not fit the filter any more, and what is gone', () => {
    expect(
      keys(putCard(start, card('B', 'a1', 'ready', { version: 2, type: 'bug' }), { type: 'task' }), 'ready'),
    ).toEqual(['A', 'C'])
    expect(keys(dropCard(start, 'B'), 'ready')).toEqual(['A', 'C'])
    expect(dropCard(start, 'nothing')).toBe(start)
  })

  test('beyond what is loaded is counted and not drawn', () => {
    const long = { columns: start.columns.map((column) => ({ ...column, next: 'more' })) }
    const told = putCard(long, card('Z', 'z9'), {})
    expect(told.columns[1]).toMatchObject({ total: 4 })
    expect(keys(told, 'ready')).toEqual(['A', 'B', 'C'])
  })
})

test('arrows lead within a column and over empty ones', () => {
  expect(step(start, { status: 'ready', index: 0 }, 'up', { lifted: false })).toBeNull()
  expect(step(start, { status: 'ready', index: 2 }, 'right', { lifted: false })).toEqual({
    status: 'done',
    index: 0,
  })
  expect(step(start, { status: 'ready', index: 2 }, 'right', { lifted: true })).toEqual({
    status: 'in-progress',
    index: 0,
  })
  expect(step(start, { status: 'ready', index: 2 }, 'down', { lifted: true })).toBeNull()
})
