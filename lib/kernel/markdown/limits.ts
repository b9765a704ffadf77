// How much a text may ask of the machine that draws it. Beyond these it is shown as it was typed.
import type { Nodes, Root } from 'mdast'

const LONGEST = 100_000
const DEEPEST = 40

// The parser's time grows with the square of some things that no person writes: thousands of brackets that
// never close on one line, of emphasis marks in one paragraph, of list and quote marks in one text.
const MOST_OPEN_BRACKETS = 500
const MOST_MARKS = 3_000
const MOST_CELLS = 10_000
const MOST_LIST_AND_QUOTE_MARKS = 2_500
const CONTAINERS = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=\s)))+/gm
const CONTAINER = />|[-+*]|\d+[.)]/g

/** Judged before parsing: too long, or built to be slow. */
export function tooMuchToParse(source: string): boolean {
  if (source.length > LONGEST) return true
  const nestings = (source.match(CONTAINERS) ?? []).map((start) => start.match(CONTAINER)?.length ?? 0)
  if (nestings.some((depth) => depth > DEEPEST)) return true
  if (nestings.reduce((sum, depth) => sum + depth, 0) > MOST_LIST_AND_QUOTE_MARKS) return true
  return source.split(/\n[ \t]*\n/).some((paragraph) => {
    if (paragraph.length <= MOST_OPEN_BRACKETS) return false
    const brackets = count(paragraph, '[')
    const marks = count(paragraph, '*') + count(paragraph, '_') + count(paragraph, '~')
    return (
      brackets - count(paragraph, ']') > MOST_OPEN_BRACKETS || brackets > MOST_MARKS || marks > MOST_MARKS
    )
  })
}

/** Judged after parsing and without recursion, because what follows does recurse. */
export function tooMuchToDraw(tree: Root): boolean {
  let level: Nodes[] = [tree]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST || level.some(isHugeTable)) return true
    level = level.flatMap((node) => ('children' in node ? (node.children as Nodes[]) : []))
  }
  return false
}

// Every row is filled up to the width of the head, so a wide head over many empty rows (`|`) grows a text of
// 100 kB into ten million cells.
function isHugeTable(node: Nodes): boolean {
  return node.type === 'table' && (node.children[0]?.children.length ?? 0) * node.children.length > MOST_CELLS
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1
}
