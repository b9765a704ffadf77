import { describe, expect, test } from 'vitest'
import type { Backlog, BacklogSection } from '@/lib/items'
import type { BoardCard } from '@/lib/items/labels'
import {
  asMove,
  dropRow,
  findRow,
  lineIn,
  moveRows,
  nameOf,
  putRow,
  rangeOf,
  roomLeft,
  stepGap,
  stepRow,
} from './backlog-data'

function card(key: string, rank: string, more: Partial<BoardCard> = {}): BoardCard {
  return {
    key,
    rank,
    status: 'ready',
    title: key,
    type: 'task',
    origin: 'small',
    priority: 'none',
    assignee: null,
    estimate: 3,
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

function section(
  number: number | null,
  rows: BoardCard[],
  more: Partial<BacklogSection> = {},
): BacklogSection {
  return {
    iteration:
      number === null
        ? null
        : {
            number,
            startsOn: '2026-11-30',
            endsOn: '2026-12-11',
            aims: [],
            running: false,
            capacity: 10,
            slack: 20,
          },
    total: rows.length,
    rows: rows.map((row) => ({ ...row, iteration: number })),
    next: null,
    points: rows.reduce((sum, row) => sum + (row.estimate ?? 0), 0),
    unestimated: rows.filter((row) => row.estimate === null).length,
    donePoints: 0,
    ...more,
  }
}

const start: Backlog = {
  sections: [
    section(4, [card('A', 'a0'), card('C', 'a2')]),
    section(5, []),
    section(null, [card('B', 'a1'), card('D', 'a3', { estimate: null }), card('E', 'a4')]),
  ],
}
const keys = (backlog: Backlog, number: number) =>
  backlog.sections.find((each) => nameOf(each) === number)!.rows.map((row) => row.key)

describe('a hand moves rows', () => {
  test('many at once, in the order in which they stood, counted in both sections', () => {
    const moved = moveRows(start, ['E', 'B'], { section: 4, index: 1 })
    expect(keys(moved, 4)).toEqual(['A', 'B', 'E', 'C'])
    expect(keys(moved, 0)).toEqual(['D'])
    expect(moved.sections.map(({ total, points, unestimated }) => [total, points, unestimated])).toEqual([
      [4, 12, 0],
      [0, 0, 0],
      [1, 0, 1],
    ])
    expect(findRow(moved, 'B')!.row.iteration).toBe(4)
    const ranks = moved.sections[0]!.rows.map((row) => row.rank)
    expect(ranks).toEqual([...ranks].sort())
  })

  test('which is told to the server by a neighbour, never by a position', () => {
    expect(asMove(start, ['E', 'B'], { section: 4, index: 1 })).toEqual({
      keys: ['B', 'E'],
      iteration: 4,
      before: 'A',
    })
    expect(asMove(start, ['D'], { section: 0, index: 0 })).toEqual({ keys: ['D'], after: 'B' })
    expect(asMove(start, ['B'], { section: 0, index: 'end' })).toEqual({ keys: ['B'], before: 'E' })
    expect(asMove(start, ['B'], { section: 5, index: 0 })).toEqual({ keys: ['B'], iteration: 5 })
    expect(asMove(start, ['A'], { section: 0, index: 'end' })).toEqual({
      keys: ['A'],
      iteration: null,
      before: 'E',
    })
  })

  test('and nothing is told when they stand there already', () => {
    expect(asMove(start, ['B', 'D'], { section: 0, index: 0 })).toBeNull()
    expect(asMove(start, ['B', 'E'], { section: 0, index: 0 })).toEqual({ keys: ['B', 'E'], after: 'D' })
    expect(asMove(start, ['nobody'], { section: 0, index: 0 })).toBeNull()
  })

  test('to the bottom of what is not loaded yet without being drawn in between', () => {
    const long: Backlog = {
      sections: [start.sections[0]!, section(null, [card('B', 'a1')], { next: 'more', total: 300 })],
    }
    expect(asMove(long, ['A'], { section: 0, index: 'end' })).toEqual({
      keys: ['A'],
      iteration: null,
      after: null,
    })
    const moved = moveRows(long, ['A'], { section: 0, index: 'end' })
    expect(keys(moved, 0)).toEqual(['B'])
    expect(moved.sections[1]!.total).toBe(301)
  })
})

describe('news of others', () => {
  test('put a row where its rank and its iteration say, once', () => {
    const told = putRow(start, card('B', 'a1', { version: 2, iteration: 4 }), {})!
    expect(keys(told, 4)).toEqual(['A', 'B', 'C'])
    expect(keys(told, 0)).toEqual(['D', 'E'])
    expect(putRow(told, card('B', 'a9', { version: 1 }), {})).toBe(told)
    // An iteration that is not shown is over, or far away: what is in it stands in the backlog.
    expect(keys(putRow(start, card('C', 'a2', { version: 2, iteration: 1 }), {})!, 0)).toEqual([
      'B',
      'C',
      'D',
      'E',
    ])
  })

  test('take away what is done, and count it where it was done', () => {
    const told = putRow(start, card('A', 'a0', { version: 2, iteration: 4, status: 'done' }), {})!
    expect(keys(told, 4)).toEqual(['C'])
    expect(told.sections[0]).toMatchObject({ points: 3, donePoints: 3, total: 1 })
    expect(keys(dropRow(start, 'B'), 0)).toEqual(['D', 'E'])
  })

  test('of rows that are not loaded ask for a new reading', () => {
    const long: Backlog = { sections: [section(null, [card('B', 'a1')], { next: 'more', total: 300 })] }
    expect(putRow(long, card('Z', 'z0'), {})).toBeNull()
  })
})

describe('the capacity line', () => {
  test('stands above the first row that does not fit, and goes when the room is enough', () => {
    const full = section(4, [card('A', 'a0'), card('B', 'a1'), card('C', 'a2')])
    expect(lineIn(full)).toBe(2)
    expect(roomLeft(full)).toBe(-1)
    expect(lineIn({ ...full, iteration: { ...full.iteration!, slack: 0 } })).toBeNull()
    expect(lineIn({ ...full, donePoints: 3 })).toBe(1)
    expect(lineIn(start.sections[2]!)).toBeNull()
  })
})

describe('keys lead', () => {
  test('from row to row through all sections, and select all between two', () => {
    expect(stepRow(start, 'C', 1)).toBe('B')
    expect(stepRow(start, 'A', -1)).toBeNull()
    expect(stepRow(start, null, 1)).toBe('A')
    expect(rangeOf(start, 'D', 'C')).toEqual(['C', 'B', 'D'])
  })

  test('a lifted block from gap to gap, through an empty section too', () => {
    expect(stepGap(start, ['A'], { section: 4, index: 0 }, 1)).toEqual({ section: 4, index: 1 })
    expect(stepGap(start, ['A'], { section: 4, index: 1 }, 1)).toEqual({ section: 5, index: 0 })
    expect(stepGap(start, ['A'], { section: 5, index: 0 }, 1)).toEqual({ section: 0, index: 0 })
    expect(stepGap(start, ['A'], { section: 5, index: 0 }, -1)).toEqual({ section: 4, index: 1 })
    expect(stepGap(start, ['A'], { section: 0, index: 'end' }, 1)).toBeNull()
    expect(stepGap(start, ['A'], { section: 4, index: 0 }, -1)).toBeNull()
  })
})
