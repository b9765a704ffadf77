import { beforeEach, expect, test, vi } from 'vitest'
import type { Asker } from '../kernel/audience'
import { Refusal } from '../kernel/errors'
import { forgetSettings } from '../kernel/settings'
import { takeApiTurn } from './turns'

beforeEach(() => {
  vi.stubEnv('API_TURNS', '3')
  forgetSettings()
  globalThis.__daylight_turns = undefined
})

const token = (secret: string): Asker => ({ kind: 'token', secret })

/** How many of so many requests are let through, and what the first refused one hears. */
function ask(times: number, asker: (n: number) => Asker, address: string | null = '203.0.113.7') {
  let allowed = 0
  let refused: Refusal | null = null
  for (let n = 0; n < times; n++)
    try {
      takeApiTurn({ asker: asker(n), address })
      allowed += 1
    } catch (error) {
      refused ??= error as Refusal
    }
  return { allowed, refused }
}

test('a script that asks too often is told how long to wait, and nobody else waits with it', () => {
  const { allowed, refused } = ask(5, () => token('one'))
  expect(allowed).toBe(3)
  expect(refused).toMatchObject({ code: 'too-many' })
  expect(refused!.retryAfter).toBeGreaterThan(0)
  expect(refused!.retryAfter).toBeLessThanOrEqual(60)
  expect(ask(3, () => token('another')).allowed).toBe(3)
})

test('after a minute it may ask again', () => {
  vi.useFakeTimers()
  try {
    expect(ask(4, () => token('one')).allowed).toBe(3)
    vi.advanceTimersByTime(60_000)
    expect(ask(3, () => token('one')).allowed).toBe(3)
  } finally {
    vi.useRealTimers()
  }
})

test('visitors are counted by their address, and a new token for each request helps nobody', () => {
  const visitor = (): Asker => ({ kind: 'visitor' })
  expect(ask(5, visitor, '203.0.113.8').allowed).toBe(3)
  expect(ask(5, visitor, '203.0.113.9').allowed).toBe(3)
  expect(ask(100, (n) => token(`guess ${n}`)).allowed).toBe(15)
})
