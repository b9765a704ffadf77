// What would change outside, word by word: what the second person reads before letting it go.
import { faceFieldLabels, type FaceField, type FaceWords } from './schema'

/** One stretch of words: the same as before, gone, or new. */
export type Stretch = { kind: 'same' | 'gone' | 'new'; text: string }

/** Two texts beside each other, word by word. Texts too long to compare are shown as gone and new. */
export function wordsDiff(was: string, is: string): Stretch[] {
  if (was === is) return was ? [{ kind: 'same', text: was }] : []
  const [a, b] = [tokens(was), tokens(is)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  const middle: Stretch[] =
    left.length * right.length > MOST_COMPARISONS
      ? [
          { kind: 'gone', text: left.join('') },
          { kind: 'new', text: right.join('') },
        ]
      : compare(left, right)
  return joined([
    { kind: 'same', text: a.slice(0, start).join('') },
    ...middle,
    { kind: 'same', text: a.slice(a.length - end).join('') },
  ])
}

export type FieldDiff = { field: FaceField; label: string; was: string; is: string; stretches: Stretch[] }

/** What would change outside, field by field; without anything out yet, everything is new. */
export function faceDiff(was: FaceWords | null, is: FaceWords): FieldDiff[] {
  return (Object.keys(faceFieldLabels) as FaceField[])
    .map((field) => ({ field, label: faceFieldLabels[field], was: was?.[field] ?? '', is: is[field] ?? '' }))
    .filter((each) => each.was !== each.is)
    .map((each) => ({ ...each, stretches: wordsDiff(each.was, each.is) }))
}

// A few thousand words against as many: a fraction of a second. More is shown whole.
const MOST_COMPARISONS = 4_000_000

function tokens(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}\p{M}_'’]+|[^\s\p{L}\p{N}\p{M}_'’]/gu) ?? []
}

/** The longest common words, then what lies between them. */
function compare(a: string[], b: string[]): Stretch[] {
  const width = b.length + 1
  const lengths = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const out: Stretch[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      out.push({ kind: 'same', text: a[i]! })
      i++
      j++
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1)))
      out.push({ kind: 'gone', text: a[i++]! })
    else out.push({ kind: 'new', text: b[j++]! })
  }
  return out
}

function joined(stretches: Stretch[]): Stretch[] {
  const out: Stretch[] = []
  for (const stretch of stretches) {
    if (!stretch.text) continue
    const last = out.at(-1)
    if (last?.kind === stretch.kind) last.text += stretch.text
    else out.push({ ...stretch })
  }
  return out
}
