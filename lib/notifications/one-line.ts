/** One line of a subject or a sentence. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 160 ? `${line.slice(0, 159).replace(/[\ud800-\udbff]$/, '')}…` : line
}
