import { isPlainWord } from './lexer'
import { isReserved } from './syntax'

/** A name or value as it must be written: in quotes unless it is one plain word. */
export function quoted(text: string): string {
  if (isPlainWord(text) && !isReserved(text)) return text
  const escaped = text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')
  return `"${escaped}"`
}
