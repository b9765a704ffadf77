// Text as people type and paste it, made safe to store and to compare: one Unicode form, one kind of line end,
// no characters that a database, a terminal or a feed reader would choke on. Normalised once here, then checked.
import { z } from 'zod'

export type CleanText = { ok: true; text: string } | { ok: false; problem: string }

// Everything in Unicode's "control" category but tab and line feed. Written as escapes so that it can be read.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/
const LINE_BREAK = /[\n\u2028\u2029]/

/**
 * Normalises a text and refuses it with a sentence when it cannot be kept. Lengths are UTF-16 units, the same
 * that a form field's `maxlength` counts, so that field and server agree.
 */
export function cleanText(value: unknown, limits: { max: number; multiline?: boolean }): CleanText {
  if (typeof value !== 'string') return { ok: false, problem: 'This must be text.' }
  const text = normalise(value, limits.multiline ?? false)
  const problem = textProblem(text, limits)
  return problem ? { ok: false, problem } : { ok: true, text }
}

/** A single line with something on it, such as a title: `line(200)`; optional ones add `.optional()`. */
export function line(max: number) {
  return z
    .string('This must be text.')
    .overwrite((value) => normalise(value, false))
    .check((context) => {
      const problem = context.value === '' ? 'This must not be empty.' : textProblem(context.value, { max })
      if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value })
    })
    .meta({ minLength: 1, maxLength: max })
}

/** A text of several lines, which may be empty, such as a description: `words(100_000)`. */
export function words(max: number) {
  return z
    .string('This must be text.')
    .overwrite((value) => normalise(value, true))
    .check((context) => {
      const problem = textProblem(context.value, { max, multiline: true })
      if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value })
    })
    .meta({ maxLength: max })
}

// Letters that Unicode does not take apart into a plain letter and an accent.
const FOLDED: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}
const LONGEST_SLUG = 60

/**
 * The words of a title as they stand in an address: plain lower-case letters and digits, at most 60 characters,
 * cut between words. A title without any such letter becomes `untitled`. The random suffix is the caller's.
 */
export function slugify(title: string): string {
  const words = title
    .slice(0, 1000)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => FOLDED[letter] ?? '')
    .replace(/['’]/g, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  let slug = ''
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : word
    if (longer.length > LONGEST_SLUG) return slug || word.slice(0, LONGEST_SLUG)
    slug = longer
  }
  return slug || 'untitled'
}

function normalise(value: string, multiline: boolean): string {
  // Ill-formed text is left for the check to refuse: normalising would not repair it.
  const text = value.normalize('NFC')
  return multiline ? text.replace(/\r\n?/g, '\n') : text.trim()
}

function textProblem(text: string, { max, multiline }: { max: number; multiline?: boolean }): string | null {
  if (text.length > max) {
    return `This is ${text.length} characters long; at most ${max} fit. Please shorten it.`
  }
  if (/\p{Surrogate}/u.test(text)) {
    return 'This holds half a character, often from a cut-off emoji. Please type it again.'
  }
  if (text.includes('\0')) return 'This holds a zero character, which no text may hold. Please remove it.'
  if (CONTROL.test(text)) return 'This holds an invisible control character. Please paste it as plain text.'
  if (!multiline && LINE_BREAK.test(text)) return 'This must be a single line.'
  if (!multiline && text.includes('\t')) return 'This holds a tab. Please use spaces.'
  return null
}
