import { describe, expect, test } from 'vitest'
import { statuses, type Board, type BoardCard, type Status } from '@/lib/items/labels'
import {
  cardsAt,
  dropCard,
  findCard,
  holdsMore,
  keysInOrder,
  moveCard,
  neighboursOf,
  putCard,
  recount,
  step,
  totalOf,
  type Shape,
} from './board-data'

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
    lanes: [{ id: '', title: '' }],
    cells: statuses.map((status) => {
      const own = cards.filter((each) => each.status === status)
      return { status, lane: '', total: own.length, cards: own, next: null }
    }),
  }
}

const keys = (of: Board, status: Status, lane = '') => cardsAt(of, { status, lane }).map((each) => each.key)
const start = board(card('A', 'a0'), card('B', 'a1'), card('C', 'a2'), card('D', 'a3', 'done'))
const now = '2026-11-25T00:00:00Z'
const all: Shape = { by: null, belongs: () => true }
const tasks: Shape = { by: null, belongs: ({ type }) => type === 'task' }

describe('a hand moves a card', () => {
  test('within its column and into another, counted in both', () => {
    expect(keys(moveCard(start, 'C', { status: 'ready', lane: '', index: 0 }, { now }), 'ready')).toEqual([
      'C',
      'A',
      'B',
    ])
    const moved = moveCard(start, 'A', { status: 'done', lane: '', index: 1 }, { now })
    expect(keys(moved, 'done')).toEqual(['D', 'A'])
    expect(moved.cells.map((cell) => cell.total)).toEqual([0, 2, 0, 0, 2])
    expect(findCard(moved, 'A')!.card).toMatchObject({ status: 'done', statusSince: now })
    expect(neighboursOf(moved, 'A')).toEqual({ before: 'D', after: null })
  })

  test('and the answer of the server changes its place no more', () => {
    const moved = moveCard(start, 'C', { status: 'ready', lane: '', index: 1 }, { now })
    const settled = putCard(moved, card('C', 'a0V', 'ready', { version: 2 }), all)
    expect(keys(settled, 'ready')).toEqual(['A', 'C', 'B'])
  })
})

describe('news of others', () => {
  test('puts a card where its rank says, once', () => {
    const told = putCard(start, card('D', 'a1V', 'ready', { version: 2 }), all)
    expect(keys(told, 'ready')).toEqual(['A', 'B', 'D', 'C'])
    expect(keys(told, 'done')).toEqual([])
    expect(putCard(told, card('D', 'a3', 'done', { version: 1 }), all)).toBe(told)
  })

  test('takes away what does not fit the filter any more, and what is gone', () => {
    expect(
      keys(putCard(start, card('B', 'a1', 'ready', { version: 2, type: 'bug' }), tasks), 'ready'),
    ).toEqual(['A', 'C'])
    expect(keys(dropCard(start, 'B'), 'ready')).toEqual(['A', 'C'])
    expect(dropCard(start, 'nothing')).toBe(start)
  })

  test('beyond what is loaded is not drawn, and counted by the server alone', () => {
    const long = { ...start, cells: start.cells.map((cell) => ({ ...cell, next: 'more' })) }
    const told = putCard(long, card('Z', 'z9'), all)
    expect(holdsMore(told)).toBe(true)
    expect(told.cells[1]).toMatchObject({ total: 3 })
    expect(recount(told, [{ status: 'ready', lane: '', total: 9 }]).cells[1]).toMatchObject({ total: 9 })
    expect(keys(told, 'ready')).toEqual(['A', 'B', 'C'])
  })
})

test('arrows lead within a column and over empty ones', () => {
  expect(step(start, { status: 'ready', lane: '', index: 0 }, 'up', { lifted: false })).toBeNull()
  expect(step(start, { status: 'ready', lane: '', index: 2 }, 'right', { lifted: false })).toEqual({
    status: 'done',
    lane: '',
    index: 0,
  })
  expect(step(start, { status: 'ready', lane: '', index: 2 }, 'right', { lifted: true })).toEqual({
    status: 'in-progress',
    lane: '',
    index: 0,
  })
  expect(step(start, { status: 'ready', lane: '', index: 2 }, 'down', { lifted: true })).toBeNull()
})

describe('a board in lanes', () => {
  const byPerson: Shape = { by: 'person', belongs: () => true }
  const ann = { id: 'p1', name: 'Analyst' }
  const lanes = {
    lanes: [
      { id: 'p1', title: 'Analyst' },
      { id: '', title: 'Nobody yet' },
    ],
    cells: [
      {
        status: 'ready' as const,
        lane: 'p1',
        total: 1,
        cards: [card('A', 'a0', 'ready', { assignee: ann })],
        next: null,
      },
      { status: 'ready' as const, lane: '', total: 2, cards: [card('B', 'a1'), card('C', 'a2')], next: null },
    ],
  }

  test('puts a card where its field and its rank say, and makes a lane that was not there', () => {
    const told = putCard(lanes, card('B', 'a1', 'ready', { version: 2, assignee: ann }), byPerson)
    expect(keys(told, 'ready', 'p1')).toEqual(['A', 'B'])
    expect(keys(told, 'ready', '')).toEqual(['C'])
    const other = { id: 'p2', name: 'Operations' }
    const more = putCard(told, card('D', 'a3', 'done', { assignee: other }), byPerson)
    expect(more.lanes.map(({ title }) => title)).toEqual(['Analyst', 'Operations', 'Nobody yet'])
    expect([totalOf(more, {}), totalOf(more, { lane: 'p2' }), totalOf(more, { status: 'ready' })]).toEqual([
      4, 1, 3,
    ])
  })

  test('a card that is moved across is at once what the other lane makes of it', () => {
    const moved = moveCard(
      lanes,
      'C',
      { status: 'done', lane: 'p1', index: 0 },
      { now, patch: { assignee: ann } },
    )
    expect(findCard(moved, 'C')).toMatchObject({ status: 'done', lane: 'p1', card: { assignee: ann } })
    expect(totalOf(moved, { lane: '' })).toBe(1)
  })

  test('arrows go on into the lane above or below, over those that are folded', () => {
    const from = { status: 'ready' as const, lane: 'p1', index: 0 }
    expect(step(lanes, from, 'down', { lifted: false })).toEqual({ status: 'ready', lane: '', index: 0 })
    expect(step(lanes, from, 'down', { lifted: false, folded: new Set(['']) })).toBeNull()
    expect(step(lanes, { ...from, lane: '' }, 'up', { lifted: true })).toEqual({
      status: 'ready',
      lane: 'p1',
      index: 1,
    })
    expect(keysInOrder(lanes)).toEqual(['A', 'B', 'C'])
  })
})
