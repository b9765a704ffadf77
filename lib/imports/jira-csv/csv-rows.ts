// From the text of a CSV file to its rows, each with the line it begins in. Jira repeats column names (thirteen
// times "Comment"), so rows stay arrays. A broken row is named and must not take its neighbours with it, which
// takes care: a quote that is never closed swallows all rows up to the next quote.
import { CsvError, parse } from 'csv-parse/sync'

export type CsvRow = { line: number; cells: string[] } | { line: number; problem: string }
export type CsvFile = { header: string[]; delimiter: string; rows: CsvRow[] }

const NEWLINE = 10
const RETURN = 13
// A row of Jira is far shorter; a candidate row is not searched for its end beyond this.
const LONGEST_ROW = 4_000_000
// Finding the next whole row costs a search each time. So many broken quotes mean that this is no CSV file.
const MOST_BROKEN_QUOTES = 500

/**
 * Splits a file. `isRow` says whether cells look like a real row (say, by the key in it): after a broken row
 * reading goes on at the first line that begins one.
 */
export function splitCsv(text: string, isRow: (cells: string[], header: string[]) => boolean): CsvFile {
  const bytes = Buffer.from(text)
  const delimiter = delimiterOf(text)
  const first = readRecord(bytes, delimiter)
  const header = (first?.cells ?? []).map((name) => name.trim())
  const rows: CsvRow[] = []
  let position: Position = first
    ? { offset: first.length, line: first.lines + 1 }
    : { offset: bytes.length, line: 1 }
  let brokenQuotes = 0
  while (true) {
    position = skipEmptyLines(bytes, position)
    if (position.offset >= bytes.length) return { header, delimiter, rows }
    const batch = readRows({ bytes, delimiter, width: header.length, from: position })
    rows.push(...batch.rows)
    position = batch.end
    if (!batch.broken) continue
    brokenQuotes++
    const looksRight = (cells: string[]) => cells.length === header.length && isRow(cells, header)
    const next =
      brokenQuotes > MOST_BROKEN_QUOTES
        ? null
        : findRow({ bytes, delimiter, after: position, until: batch.broken.end, looksRight })
    const where = next ? `Reading went on in line ${next.line}.` : 'No row after it could be read.'
    const why = next && next.offset === batch.broken.end ? batch.broken.problem : BROKEN_QUOTE
    rows.push({ line: position.line, problem: `${why} ${where}` })
    if (!next) return { header, delimiter, rows }
    position = next
  }
}

type Position = { offset: number; line: number }
type Broken = { end: number; problem: string }

const BROKEN_QUOTE = 'A cell in this row begins or ends with a quote that has no partner.'

type Batch = { rows: CsvRow[]; end: Position; broken: Broken | null }

// Reads on until the file ends or a row is suspicious: not well-formed, or over several lines with a wrong number
// of cells. `end` is where the next unread row begins.
function readRows(from: { bytes: Buffer; delimiter: string; width: number; from: Position }): Batch {
  const { bytes, delimiter, width } = from
  const rows: CsvRow[] = []
  let end = from.from
  let broken: Broken | null = null
  try {
    parse(bytes.subarray(end.offset), {
      ...settings(delimiter),
      on_record: (cells: string[], context) => {
        const start = skipEmptyLines(bytes, end)
        const offset = from.from.offset + context.bytes
        const next = { offset, line: start.line + countLines(bytes, start.offset, offset) }
        if (cells.length === width) rows.push({ line: start.line, cells })
        else {
          const problem = `This row has ${cells.length} cells where the header has ${width}.`
          if (next.line - start.line > 1) {
            end = start
            broken = { end: next.offset, problem }
            throw new Stop()
          }
          rows.push({ line: start.line, problem })
        }
        end = next
        // What was read is kept in `rows`; the parser need not keep it too.
        return null
      },
    })
    return { rows, end: { offset: bytes.length, line: end.line }, broken }
  } catch (error) {
    if (!(error instanceof Stop) && !(error instanceof CsvError)) throw error
    return {
      rows,
      end: skipEmptyLines(bytes, end),
      broken: broken ?? { end: bytes.length, problem: BROKEN_QUOTE },
    }
  }
}

type Search = {
  bytes: Buffer
  delimiter: string
  after: Position
  until: number
  looksRight: (cells: string[]) => boolean
}

// The first line after a broken row's first that begins a whole row, at the latest where the broken one ends.
function findRow({ bytes, delimiter, after, until, looksRight }: Search): Position | null {
  let { offset, line } = after
  while (true) {
    const end = bytes.indexOf(NEWLINE, offset)
    if (end < 0) return null
    offset = end + 1
    line++
    if (offset >= bytes.length) return null
    if (offset === until) return { offset, line }
    const lineEnd = bytes.indexOf(NEWLINE, offset)
    const text = bytes.toString('utf8', offset, lineEnd < 0 ? bytes.length : lineEnd)
    // Most lines inside a long cell have no key in them; do not parse from each.
    if (!/[A-Z][A-Z0-9_]*-\d/.test(text)) continue
    const record = readRecord(bytes.subarray(offset, offset + LONGEST_ROW), delimiter)
    if (record && looksRight(record.cells)) return { offset, line }
  }
}

function readRecord(
  bytes: Buffer,
  delimiter: string,
): { cells: string[]; length: number; lines: number } | null {
  let found: { cells: string[]; length: number; lines: number } | null = null
  try {
    parse(bytes, {
      ...settings(delimiter),
      on_record: (cells: string[], context) => {
        found = { cells, length: context.bytes, lines: countLines(bytes, 0, context.bytes) }
        throw new Stop()
      },
    })
  } catch (error) {
    if (!(error instanceof Stop) && !(error instanceof CsvError)) throw error
  }
  return found
}

function settings(delimiter: string) {
  return {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    delimiter,
    record_delimiter: ['\r\n', '\n'],
  }
}

function skipEmptyLines(bytes: Buffer, { offset, line }: Position): Position {
  while (bytes[offset] === NEWLINE || (bytes[offset] === RETURN && bytes[offset + 1] === NEWLINE)) {
    if (bytes[offset] === NEWLINE) line++
    offset++
  }
  return { offset, line }
}

// Jira lets its users choose among these when they export.
function delimiterOf(text: string): string {
  const [head = ''] = text.split('\n', 1)
  const counted = [',', ';', '|', '^', '\t'].map((mark) => ({ mark, count: head.split(mark).length }))
  return counted.sort((a, b) => b.count - a.count)[0]?.mark ?? ','
}

class Stop extends Error {}

// The parser's own count takes a Windows line end inside a cell for two.
function countLines(bytes: Buffer, from: number, to: number): number {
  let lines = 0
  for (let at = bytes.indexOf(NEWLINE, from); at >= 0 && at < to; at = bytes.indexOf(NEWLINE, at + 1)) lines++
  return lines
}
