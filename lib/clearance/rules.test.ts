import { describe, expect, test } from 'vitest'
import { findings, refuseApproval, whyItWaits } from './rules'
import type { FaceWords } from './schema'
import { faceDiff, wordsDiff } from './words-diff'

const known = {
  people: ['Imported Author', 'Security engineer', 'Sales'],
  keyPrefix: 'SEC',
  ownHost: 'daylight.example.com',
}
const words = (over: Partial<FaceWords>): FaceWords => ({
  title: 'A second factor',
  summary: '',
  body: '',
  status: 'planned',
  quarter: null,
  ...over,
})
const kindsIn = (text: string) => findings(words({ body: text }), known).map(({ kind }) => kind)

describe('what a machine finds in a public text', () => {
  test('keys of items and requests, which nobody can override', () => {
    const [found] = findings(words({ title: 'What SEC-12 is about' }), known)
    expect(found).toMatchObject({ field: 'title', kind: 'key', what: 'SEC-12', final: true })
    expect(kindsIn('see req-3')).toEqual(['key'])
    expect(kindsIn('ISO-27001, SHA-256, CVE-2026-1234 and SECTION-9 are no keys of ours')).toEqual([])
  })
  test('what looks like a secret, which nobody can override and no sentence repeats', () => {
    for (const secret of [
      'AKIAIOSFODNN7EXAMPLE',
      'ghp_abcdefghijklmnopqrstuvwxyz0123456789',
      '-----BEGIN RSA PRIVATE KEY-----',
      'password = hunter2!hunter2!',
      'postgres://root:hunter2@db/main',
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl',
      'Zq8Lk2Vx9Rt4Yw7Bn1Mc6Hd3Pf5Gs0Jq',
    ]) {
      const found = findings(words({ body: `It is ${secret} now.` }), known).filter(
        ({ kind }) => kind === 'secret',
      )
      expect(found, secret).toHaveLength(1)
      expect(found[0]?.final).toBe(true)
      expect(found[0]?.sentence).not.toContain(secret)
    }
    expect(
      kindsIn('A token: what it is, and why a password-less-sign-in-for-everybody-in-the-company matters'),
    ).toEqual([])
  })
  test('addresses of people and of machines, and names, which a second person may let stand', () => {
    expect(kindsIn('Ask somebody@customer.example')).toEqual(['email'])
    expect(kindsIn('runs on 10.1.2.3')).toEqual(['host'])
    expect(kindsIn('runs on build.corp and https://wiki.acme.com/x')).toEqual(['host', 'host'])
    expect(kindsIn('on fe80::1ff:fe23:4567:890a')).toEqual(['host'])
    expect(kindsIn('as imported  author said')).toEqual(['person'])
    for (const found of findings(words({ body: 'a@b.example on 10.0.0.1' }), known))
      expect(found.final).toBe(false)
  })
  test('nothing in plain words, in references everybody knows, in our own address, and in the names of roles', () => {
    expect(
      kindsIn('The OWASP list at https://owasp.org/top10 and https://daylight.example.com/roadmap.'),
    ).toEqual([])
    expect(
      kindsIn('A security engineer and Sales agreed, e.g. on README.md, node.js 20.19 and 12:30:00.'),
    ).toEqual([])
  })
  test('each thing once a field', () => {
    expect(
      findings(words({ title: 'SEC-1', body: 'SEC-1 and sec-1' }), known).map(({ field }) => field),
    ).toEqual(['title', 'body'])
  })
})

describe('two people publish', () => {
  test('neither who wrote nor who submitted approves', () => {
    expect(refuseApproval({ viewerId: 'a', editorIds: ['a'], submittedById: 'b' })).toContain('wrote')
    expect(refuseApproval({ viewerId: 'b', editorIds: ['a'], submittedById: 'b' })).toContain('submitted')
    expect(refuseApproval({ viewerId: 'c', editorIds: ['a'], submittedById: 'b' })).toBeNull()
    expect(refuseApproval({ viewerId: null, editorIds: [], submittedById: null })).toContain('person')
  })
  test('a lone member is told why it waits', () => {
    expect(whyItWaits(0)).toContain('two people')
    expect(whyItWaits(1)).toBeNull()
  })
})

describe('the difference', () => {
  test('is shown word by word', () => {
    expect(wordsDiff('We scan every week.', 'We scan every merge, twice.')).toEqual([
      { kind: 'same', text: 'We scan every ' },
      { kind: 'gone', text: 'week' },
      { kind: 'new', text: 'merge, twice' },
      { kind: 'same', text: '.' },
    ])
    expect(wordsDiff('', 'new')).toEqual([{ kind: 'new', text: 'new' }])
    expect(wordsDiff('same', 'same')).toEqual([{ kind: 'same', text: 'same' }])
  })
  test('puts both texts together again', () => {
    const [was, is] = ['one two three four', 'zero one three five four']
    const stretches = wordsDiff(was, is)
    const only = (kinds: string[]) =>
      stretches
        .filter(({ kind }) => kinds.includes(kind))
        .map(({ text }) => text)
        .join('')
    expect(only(['same', 'gone'])).toBe(was)
    expect(only(['same', 'new'])).toBe(is)
  })
  test('of very long texts is shown whole, and quickly', () => {
    const long = (word: string) => Array.from({ length: 9000 }, (_, n) => `${word}${n}`).join(' ')
    expect(wordsDiff(long('a'), long('b')).map(({ kind }) => kind)).toEqual(['gone', 'new'])
  })
  test('names only the fields that differ', () => {
    expect(faceDiff(words({}), words({ quarter: '2027-Q2' })).map(({ field }) => field)).toEqual(['quarter'])
    expect(faceDiff(null, words({})).map(({ field }) => field)).toEqual(['title', 'status'])
  })
})
