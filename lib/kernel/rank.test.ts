import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rankBetween, ranks, rankTooLong } from './rank'

test('the first item of an empty list gets a rank, and a second one before and after it', () => {
  const first = rankBetween(null, null)
  expect(rankBetween(null, first) < first).toBe(true)
  expect(rankBetween(first, null) > first).toBe(true)
})

test('any sequence of moves keeps the list in the order that people saw', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 120 }), (places) => {
      const list: string[] = []
      for (const place of places) {
        const at = place % (list.length + 1)
        list.splice(at, 0, rankBetween(list[at - 1] ?? null, list[at] ?? null))
      }
      // Byte order, as PostgreSQL sorts under COLLATE "C".
      expect([...list].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))).toEqual(list)
      expect(new Set(list).size).toBe(list.length)
      for (const rank of list) expect(rank).toMatch(/^[0-9A-Za-z]+$/)
    }),
  )
})

test('many ranks at once are distinct, in order and between the neighbours', () => {
  fc.assert(
    fc.property(fc.nat({ max: 300 }), fc.boolean(), fc.boolean(), (count, hasBefore, hasAfter) => {
      const [low, high] = ranks(null, null, 2) as [string, string]
      const made = ranks(hasBefore ? low : null, hasAfter ? high : null, count)
      const all = [...(hasBefore ? [low] : []), ...made, ...(hasAfter ? [high] : [])]
      expect(made).toHaveLength(count)
      expect([...new Set(all)].sort()).toEqual(all)
    }),
  )
})

test('appending ten thousand items stays short, squeezing into one gap asks for a new ranking', () => {
  const made = ranks(null, null, 10_000)
  expect(made.some(rankTooLong)).toBe(false)
  let after = made[1] as string
  let squeezes = 0
  while (!rankTooLong(after)) {
    after = rankBetween(made[0] as string, after)
    squeezes++
  }
  expect(squeezes).toBeGreaterThan(100)
})

test('neighbours that changed places meanwhile are refused with a sentence, not swapped', () => {
  const [low, high] = ranks(null, null, 2) as [string, string]
  expect(() => rankBetween(high, low)).toThrow('Read the list again')
  expect(() => rankBetween(low, low)).toThrow('Read the list again')
  expect(() => ranks(high, low, 3)).toThrow('Read the list again')
  expect(() => ranks(null, null, -1)).toThrow('whole number')
})
