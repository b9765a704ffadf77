import { describe, expect, test } from 'vitest'
import { landingFor, newTeammateRole, refuseLastAdmin, safeNext } from './rules'
import { emailAddress } from './schema'

describe('where one arrives after signing in', () => {
  test.each(['/board', '/requests/new/support?draft=1', '/items/SEC-12#comments', '/wishlist/ünder'])(
    '%s is a page of ours',
    (path) => {
      expect(safeNext(path)).toBe(new URL(path, 'https://a.example').href.slice('https://a.example'.length))
    },
  )

  test.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    '/..//evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/signin',
    '/signin/link?token=abc',
    '/api/v1/me',
    '',
    null,
    ['/board'],
    `/${'a'.repeat(2001)}`,
  ])('%j leads nowhere', (path) => {
    expect(safeNext(path)).toBeNull()
  })

  test('the team begins at its board, who asks at the requests, who came from outside at the wishlist', () => {
    expect([landingFor('security'), landingFor('sales'), landingFor('guest')]).toEqual([
      '/board',
      '/requests',
      '/wishlist',
    ])
  })
})

test('an address is kept in one form, and whatever looks like one and is none is refused', () => {
  expect(emailAddress.parse(' Sales@Daylight.Example ')).toBe('sales@daylight.example')
  for (const wrong of [
    'sales',
    'sales@',
    '@daylight.example',
    'a b@daylight.example',
    'sales@daylight',
    'sаles@daylight.example',
    'a@b.example\nBcc: x@y.example',
  ])
    expect(emailAddress.safeParse(wrong).success, wrong).toBe(false)
})

test('only an address of a listed domain makes a new teammate', () => {
  expect(newTeammateRole('engineer@daylight.example', ['daylight.example'])).toBe('employee')
  expect(newTeammateRole('engineer@daylight.example.evil.example', ['daylight.example'])).toBeNull()
  expect(newTeammateRole('"@daylight.example"@evil.example', ['daylight.example'])).toBeNull()
})

test('the last admin stays', () => {
  expect(refuseLastAdmin([{ id: 'a' }], 'a')).toMatch(/last admin/)
  expect(refuseLastAdmin([{ id: 'a' }, { id: 'b' }], 'a')).toBeNull()
  expect(refuseLastAdmin([{ id: 'a' }], 'b')).toBeNull()
})
