import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { cleanText, line, slugify, words } from './text'

test('a name typed on a Mac and the same name typed on Windows are stored alike', () => {
  const clean = (value: string) => cleanText(value, { max: 50 })
  expect(clean('Rene\u0301')).toEqual({ ok: true, text: 'Ren\u00e9' })
  expect(clean('  Ren\u00e9 ')).toEqual({ ok: true, text: 'Ren\u00e9' })
})

test('what no database keeps is refused with a sentence', () => {
  const problem = (value: unknown, multiline = false) => {
    const cleaned = cleanText(value, { max: 20, multiline })
    return cleaned.ok ? null : cleaned.problem
  }
  expect(problem('a\0b')).toMatch('zero character')
  expect(problem('cut \ud83d')).toMatch('half a character')
  expect(problem('a\u001bb')).toMatch('control character')
  expect(problem('a\u0085b', true)).toMatch('control character')
  expect(problem('a\nb')).toMatch('single line')
  expect(problem('a\u2028b')).toMatch('single line')
  expect(problem('a\tb')).toMatch('tab')
  expect(problem('a\tb\nc', true)).toBeNull()
  expect(problem('x'.repeat(21))).toMatch('21 characters long; at most 20')
  expect(problem(7)).toMatch('must be text')
  expect(problem({ not: '' })).toMatch('must be text')
})

test('line ends of all systems become one', () => {
  expect(cleanText('a\r\nb\rc\n', { max: 20, multiline: true })).toEqual({ ok: true, text: 'a\nb\nc\n' })
})

test('cleaning twice changes nothing more, and what is clean fits the limit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (value, multiline) => {
      const once = cleanText(value, { max: 30, multiline })
      if (!once.ok) return
      expect(once.text.length).toBeLessThanOrEqual(30)
      expect(cleanText(once.text, { max: 30, multiline })).toEqual(once)
    }),
  )
})

test('forms get the same sentences through the schema', () => {
  expect(line(10).parse('  Cafe\u0301 ')).toBe('Caf\u00e9')
  expect(line(10).safeParse('   ').error?.issues[0]?.message).toBe('This must not be empty.')
  expect(line(10).safeParse('x'.repeat(11)).error?.issues).toHaveLength(1)
  expect(line(10).safeParse(undefined).error?.issues[0]?.message).toBe('This must be text.')
  expect(words(10).parse('a\r\nb')).toBe('a\nb')
  expect(words(10).parse('')).toBe('')
  expect(words(10).safeParse('a\0').error?.issues[0]?.message).toMatch('zero character')
  expect(z.strictObject({ title: line(10).optional() }).parse({})).toEqual({})
  expect(z.toJSONSchema(line(10))).toMatchObject({ type: 'string', minLength: 1, maxLength: 10 })
})

test('an address says the title in plain letters', () => {
  expect(slugify('Signed commits: everywhere, by März!')).toBe('signed-commits-everywhere-by-marz')
  expect(slugify("The team's Straße – Łódź & Ærø")).toBe('the-teams-strasse-lodz-aero')
  expect(slugify('漢字')).toBe('untitled')
  expect(slugify('')).toBe('untitled')
  expect(slugify('../../etc/passwd')).toBe('etc-passwd')
})

test('an address is never longer than 60 characters, nor cut inside a word when that can be helped', () => {
  expect(slugify('word '.repeat(40))).toMatch(/^(word-){11}word$/)
  expect(slugify('x'.repeat(90))).toHaveLength(60)
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
      expect(slugify(title)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(slugify(title).length).toBeLessThanOrEqual(60)
    }),
  )
})
