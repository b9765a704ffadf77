// Text stays text, in whatever opens it.

/**
 * A spreadsheet takes a cell for a formula when its first visible character says so. Numbers below zero stay numbers; what
 * is guarded here is not guarded again.
 */
export function guarded(text: string): string {
  if (/^-?\d+(\.\d+)?$/.test(text)) return text
  return /^[\t\r]|^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text
}
