// From characters to words. Nothing is thrown: what is no word ends the list and says why.
import type { Span } from './syntax'

export type Token = Span & {
  kind: 'word' | 'string' | 'symbol' | 'end' | 'bad'
  /** Of a string: what it says, without quotes and escapes. Of a bad one: the sentence. */
  text: string
}

const wordStart = /[\p{L}\p{N}\p{M}_.:@+#/-]+/uy
const space = /[\s\u200e\u200f\ufeff]+/uy
const symbol = /!=|!~|>=|<=|[=<>~(),]/y
const escapes: Record<string, string> = { '"': '"', "'": "'", '\\': '\\', n: '\n', t: '\t' }

/** Can this be written without quotes? */
export function isPlainWord(text: string): boolean {
  wordStart.lastIndex = 0
  return wordStart.test(text) && wordStart.lastIndex === text.length
}

/** The words of a text; the last is `end`, or `bad` where the text cannot be read further. */
export function lex(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0] ?? null
  }
  while (at < text.length) {
    const gap = take(space)
    if (gap) {
      at += gap.length
      continue
    }
    const found = take(symbol)
    const word = found ? null : take(wordStart)
    if (found || word) {
      const piece = (found ?? word)!
      tokens.push({ kind: found ? 'symbol' : 'word', text: piece, from: at, to: at + piece.length })
      at += piece.length
      continue
    }
    const quoted = text[at] === '"' || text[at] === "'" ? readString(text, at) : null
    tokens.push(quoted ?? { kind: 'bad', from: at, to: at + lengthAt(text, at), text: strange(text, at) })
    if (tokens.at(-1)!.kind === 'bad') return tokens
    at = tokens.at(-1)!.to
  }
  tokens.push({ kind: 'end', text: '', from: text.length, to: text.length })
  return tokens
}

function readString(text: string, from: number): Token {
  const quote = text[from]!
  let said = ''
  for (let at = from + 1; at < text.length; at++) {
    const character = text[at]!
    if (character === quote) return { kind: 'string', text: said, from, to: at + 1 }
    if (character === '\\') {
      const meant = escapes[text[at + 1] ?? '']
      if (meant === undefined && at + 1 < text.length)
        return {
          kind: 'bad',
          from: at,
          to: at + 1 + lengthAt(text, at + 1),
          text: 'After a backslash stands a quote, a backslash, n or t. For a backslash itself write two.',
        }
      said += meant ?? ''
      at += 1
      continue
    }
    const problem = unfit(text, at)
    if (problem) return { kind: 'bad', from: at, to: at + 1, text: problem }
    said += text.slice(at, at + lengthAt(text, at))
    at += lengthAt(text, at) - 1
  }
  return { kind: 'bad', from, to: text.length, text: `The text that begins here has no closing ${quote}.` }
}

/** Characters that no text of ours holds, so that no value can have them. */
function unfit(text: string, at: number): string | null {
  if (text[at] === '\0') return 'A zero character stands here, which no text holds. Please remove it.'
  if (/[\u0001-\u0008\u000b-\u001f\u007f-\u009f]/.test(text[at]!))
    return 'An invisible control character stands here. Please remove it.'
  if (/\p{Surrogate}/u.test(text.slice(at, at + lengthAt(text, at))))
    return 'Half a character stands here, often from a cut-off emoji. Please type it again.'
  return null
}

function strange(text: string, at: number): string {
  const problem = unfit(text, at)
  if (problem) return problem
  if (text[at] === '!') return 'After “!” stands = or ~.'
  return `“${text.slice(at, at + lengthAt(text, at))}” can stand in quotes only.`
}

function lengthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
}
