// What a comment says to whom. Pure: the browser says the same before it is sent.

const mention = /(?<![\p{L}\p{N}_/@.#&=-])@([\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,62}[\p{L}\p{N}])?)/gu
const mostNamed = 50

/** The handles after an @, small, each once. What stands in code is no name. */
export function handlesIn(texts: readonly string[]): string[] {
  const found = texts.flatMap((text) =>
    [...text.replace(/```[\s\S]*?(?:```|$)|`[^`\n]*`/g, ' ').matchAll(mention)].map((match) =>
      match[1]!.toLowerCase(),
    ),
  )
  return [...new Set(found)].slice(0, mostNamed * texts.length)
}

/** The handle that is being typed right before the caret: what completion completes. */
export function handleBefore(text: string, caret: number): { from: number; typed: string } | null {
  const found = /(?:^|[\s(])@([\p{L}\p{N}._-]{0,64})$/u.exec(text.slice(0, caret))
  return found ? { from: caret - found[1]!.length - 1, typed: found[1]!.toLowerCase() } : null
}
