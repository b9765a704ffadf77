import { describe, expect, test } from 'vitest'
import { byQuarter, pathOf } from './rules'

const card = (slug: string, quarter: string, status = 'planned', votes = 0) => ({
  slug,
  title: slug,
  quarter,
  status,
  votes,
})

describe('the roadmap by quarter', () => {
  const set = { thisQuarter: '2026-Q4', fiscalStartMonth: 1 }
  test('begins with this quarter and the next, even when they are empty', () => {
    const { columns } = byQuarter([], set)
    expect(columns.map(({ quarter, note }) => [quarter, note])).toEqual([
      ['2026-Q4', 'This quarter'],
      ['2027-Q1', 'Next: fairly sure'],
    ])
    expect(columns[0]?.words).toBe('October to December 2026')
  })
  test('keeps what is late in sight until it is done', () => {
    const found = byQuarter(
      [
        card('late', '2026-Q2', 'in progress'),
        card('done', '2026-Q2', 'shipped'),
        card('older', '2026-Q1', 'shipped'),
      ],
      set,
    )
    expect(found.late.map(({ slug }) => slug)).toEqual(['late'])
    expect(found.before.map(({ quarter }) => quarter)).toEqual(['2026-Q2', '2026-Q1'])
  })
  test('puts what moves before what is planned, and then what most people want', () => {
    const found = byQuarter(
      [
        card('a', '2026-Q4', 'shipped', 9),
        card('b', '2026-Q4', 'planned', 1),
        card('c', '2026-Q4', 'planned', 5),
        card('d', '2026-Q4', 'in progress'),
      ],
      set,
    )
    expect(found.columns[0]?.cards.map(({ slug }) => slug)).toEqual(['d', 'c', 'b', 'a'])
  })
})

test('a public thing has one address', () => {
  const idea = { kind: 'idea', slug: 's', status: 'planned', quarter: null }
  expect(pathOf(idea)).toBe('/wishlist/s')
  expect(pathOf({ ...idea, quarter: '2027-Q1' })).toBe('/roadmap/s')
  expect(pathOf({ ...idea, kind: 'item' })).toBe('/open-work/s')
})
