// Reads a CSV file in the layout that Jira Cloud (and Server) exports, row by row, and only reads: what becomes of an
// issue is decided elsewhere. One broken row is named and harms no other.
import { cleanText } from '../../kernel/text'
import { splitCsv, type CsvFile } from './csv-rows'
import { possibleOrders, readDate, type DateCell, type DateOrder } from './dates'
import { textKind, wikiToMarkdown } from './wiki-to-markdown'

export type JiraLink = { type: string; direction: 'outward' | 'inward'; key: string }
export type JiraComment = { at: Date; author: string; body: string }
export type JiraIssue = {
  /** The issue key, such as INFRA-266: what a second run recognises the issue by. */
  externalId: string
  title: string
  type: string
  status: string
  statusCategory: string
  priority: string
  resolution: string | null
  assignee: string | null
  reporter: string | null
  createdAt: Date
  updatedAt: Date
  resolvedAt: Date | null
  /** A day such as 2027-03-31. */
  due: string | null
  labels: string[]
  fixVersions: string[]
  affectsVersions: string[]
  components: string[]
  description: string
  environment: string | null
  links: JiraLink[]
  comments: JiraComment[]
  rank: string | null
  sprint: string | null
  storyPoints: number | null
  /** The key of the parent or epic. */
  parent: string | null
  /** How its status changed, where the file is a history at all; empty: the file is one, and tells only how it ended. */
  changes?: { at: Date; from: string; to: string }[]
}

/** `notes` say what an issue lost on the way although it could be read. */
export type JiraRow =
  | { line: number; ok: true; issue: JiraIssue; notes: string[] }
  | { line: number; ok: false; problems: string[] }

export type JiraCsvOptions = {
  /** Needed only when the dates of the file do not prove it. */
  dateOrder?: DateOrder
  /** The zone of the person who exported, because the file does not say it. */
  zone?: string
}

/** The whole file is refused; the message is a sentence for the person who gave it. */
export class JiraCsvRefused extends Error {
  override name = 'JiraCsvRefused'
}

/** Yields each row as an issue or as what is wrong with it; throws `JiraCsvRefused` when no row can be trusted. */
export async function* readJiraCsv(
  source: string | AsyncIterable<string | Uint8Array>,
  { dateOrder, zone = 'UTC' }: JiraCsvOptions = {},
): AsyncGenerator<JiraRow> {
  // The order of dates, the language of texts and the parents' ids are known only after the last row.
  const file = open(typeof source === 'string' ? source : await textOf(source))
  const reading = { columns: file.columns, order: orderOf(file, dateOrder), zone: checkedZone(zone) }
  const context = {
    ...reading,
    undecidedAs: languageOf(file),
    keys: keysById(file),
    seen: new Map<string, number>(),
  }
  for (const row of file.rows) {
    yield 'problem' in row ? { line: row.line, ok: false, problems: [row.problem] } : readRow(row, context)
  }
}

/** The orders in which the dates of a file can be read: more than one means that somebody must say it. */
export function detectDateOrders(text: string): DateOrder[] {
  return possibleOrders(dateCells(open(text))).orders
}

type Columns = ReturnType<typeof columnsOf>
type OpenFile = CsvFile & { columns: Columns }
type Context = {
  columns: Columns
  order: DateOrder | null
  zone: string
  undecidedAs: 'wiki' | 'markdown'
  keys: Map<string, string>
  seen: Map<string, number>
}

const KEY = /^[A-Z][A-Z0-9_]*-\d+$/
const LONGEST_TITLE = 500
const LONGEST_TEXT = 100_000

function open(text: string): OpenFile {
  const file = splitCsv(text, (cells, header) =>
    KEY.test(cells[columnsOf(header).key[0] ?? -1]?.trim() ?? ''),
  )
  const columns = columnsOf(file.header)
  const missing = [
    ...(columns.title.length ? [] : ['Summary']),
    ...(columns.key.length ? [] : ['Issue key']),
    ...(columns.created.length ? [] : ['Created']),
  ]
  if (missing.length > 0) {
    throw new JiraCsvRefused(
      `This is no CSV export of Jira: its first line names no column ${missing.map((name) => `“${name}”`).join(', ')}. ` +
        'Export with “CSV (all fields)” and in English.',
    )
  }
  return { ...file, columns }
}

// Cloud and Server name some columns differently. Repeated columns give several places.
function columnsOf(header: string[]) {
  const names = header.map((name) => name.trim().toLowerCase())
  const places = (...wanted: string[]) =>
    names.flatMap((name, place) => (wanted.includes(name) ? [place] : []))
  return {
    title: places('summary'),
    key: places('issue key', 'key'),
    id: places('issue id'),
    type: places('issue type'),
    status: places('status'),
    statusCategory: places('status category'),
    priority: places('priority'),
    resolution: places('resolution'),
    assignee: places('assignee'),
    reporter: places('reporter'),
    created: places('created'),
    updated: places('updated'),
    resolved: places('resolved', 'resolution date'),
    lastViewed: places('last viewed'),
    due: places('due date'),
    labels: places('labels'),
    fixVersions: places('fix versions', 'fix version/s'),
    affectsVersions: places('affects versions', 'affects version/s'),
    components: places('components', 'component/s'),
    description: places('description'),
    environment: places('environment'),
    comments: places('comment', 'comments'),
    rank: places('custom field (rank)', 'rank'),
    sprint: places('sprint', 'custom field (sprint)'),
    storyPoints: places('custom field (story points)', 'custom field (story point estimate)', 'story points'),
    parent: [
      ...places('parent key'),
      ...places('parent'),
      ...places('parent id'),
      ...places('custom field (epic link)', 'custom field (parent link)', 'epic link'),
    ],
    links: header.flatMap((name, place) => {
      const [, direction, type] = /^(inward|outward) issue link \((.+)\)$/i.exec(name.trim()) ?? []
      if (!direction || !type) return []
      return [{ place, type, direction: direction.toLowerCase() as JiraLink['direction'] }]
    }),
  }
}

function readRow(row: { line: number; cells: string[] }, context: Context): JiraRow {
  const { columns, keys, seen } = context
  const problems: string[] = []
  const notes: string[] = []
  const all = (places: number[]) => places.map((place) => row.cells[place]?.trim() ?? '').filter(Boolean)
  const one = (places: number[]) => all(places)[0] ?? null
  const date = (places: number[], name: string) => {
    const text = one(places)
    if (!text) return null
    const read = readDate(text, context)
    if (!read.ok) problems.push(`${name}: ${read.problem}`)
    return read.ok ? read : null
  }
  const clean = (value: string, name: string, multiline: boolean) => {
    const text = cleanText(value, { max: multiline ? LONGEST_TEXT : LONGEST_TITLE, multiline })
    if (!text.ok) problems.push(`${name}: ${text.problem}`)
    return text.ok ? text.text : ''
  }
  const markdown = (value: string, name: string) => clean(wikiToMarkdown(value, context), name, true).trim()

  const externalId = one(columns.key) ?? ''
  const sameKey = seen.get(externalId)
  if (!externalId) problems.push('Issue key: it is empty.')
  else if (!KEY.test(externalId))
    problems.push(`Issue key: “${externalId.slice(0, 40)}” is no key such as SEC-1.`)
  else if (sameKey) problems.push(`Issue key: ${externalId} stands in line ${sameKey} already.`)
  else seen.set(externalId, row.line)

  const title = clean(one(columns.title) ?? '', 'Summary', false)
  if (!one(columns.title)) problems.push('Summary: it is empty.')

  const created = date(columns.created, 'Created')
  if (!one(columns.created)) problems.push('Created: it is empty.')
  const updated = date(columns.updated, 'Updated')
  const resolved = date(columns.resolved, 'Resolved')
  const due = date(columns.due, 'Due date')

  const points = one(columns.storyPoints)
  const storyPoints = points === null ? null : Number(points)
  if (storyPoints !== null && !(storyPoints >= 0 && storyPoints <= 10_000)) {
    problems.push(`Story points: “${points?.slice(0, 40)}” is no number.`)
  }

  const comments = all(columns.comments).flatMap((cell) => {
    const comment = readComment(cell, context)
    if ('problem' in comment) problems.push(`Comment: ${comment.problem}`)
    return 'problem' in comment ? [] : [{ ...comment, body: markdown(comment.body, 'Comment') }]
  })
  const links = columns.links.flatMap(({ place, type, direction }): JiraLink[] => {
    const key = row.cells[place]?.trim() ?? ''
    if (key && !KEY.test(key))
      notes.push(`The link “${type}” to “${key.slice(0, 40)}” leads to no issue and is left out.`)
    return KEY.test(key) ? [{ type, direction, key }] : []
  })
  const parents = all(columns.parent)
  const parent = parents.map((named) => (KEY.test(named) ? named : keys.get(named))).find(Boolean) ?? null
  if (parents.length > 0 && !parent)
    notes.push(`Its parent “${parents[0]?.slice(0, 40)}” is not in this file.`)

  const issue = {
    externalId,
    title,
    type: one(columns.type) ?? '',
    status: one(columns.status) ?? '',
    statusCategory: one(columns.statusCategory) ?? '',
    priority: one(columns.priority) ?? '',
    resolution: one(columns.resolution),
    assignee: one(columns.assignee),
    reporter: one(columns.reporter),
    resolvedAt: resolved?.at ?? null,
    due: due?.day ?? null,
    labels: unique(all(columns.labels).flatMap((cell) => cell.split(/\s+/))),
    fixVersions: unique(all(columns.fixVersions)),
    affectsVersions: unique(all(columns.affectsVersions)),
    components: unique(all(columns.components)),
    description: markdown(one(columns.description) ?? '', 'Description'),
    environment: markdown(one(columns.environment) ?? '', 'Environment') || null,
    links,
    comments,
    rank: one(columns.rank),
    // An issue that was carried over lists all its sprints; the last one is where it is now.
    sprint: all(columns.sprint).at(-1) ?? null,
    storyPoints,
    parent,
  }
  if (problems.length > 0 || !created) return { line: row.line, ok: false, problems }
  const dates = { createdAt: created.at, updatedAt: updated?.at ?? created.at }
  return { line: row.line, ok: true, issue: { ...issue, ...dates }, notes }
}

// "date;author;text", where the text may hold further semicolons.
function readComment(
  cell: string,
  context: { order: DateOrder | null; zone: string },
): JiraComment | { problem: string } {
  const [, date, author, body] = /^([^;\n]*);([^;\n]*);([\s\S]*)$/.exec(cell) ?? []
  if (date === undefined || author === undefined || body === undefined) {
    return { problem: `“${cell.slice(0, 40)}” is not of the form date;author;text.` }
  }
  const read = readDate(date, context)
  return read.ok ? { at: read.at, author: author.trim(), body } : { problem: read.problem }
}

function orderOf(file: OpenFile, given: DateOrder | undefined): DateOrder | null {
  const { orders, example } = possibleOrders(dateCells(file))
  // Every date says by itself what it means.
  if (!example) return given ?? null
  const where = `“${example.text.slice(0, 40)}” in line ${example.line}`
  if (given) {
    if (orders.length === 0 || orders.includes(given)) return given
    throw new JiraCsvRefused(
      `The dates of this file do not fit --date-order ${given}: ${where} can only be ${orders.join(' or ')}.`,
    )
  }
  const [only, ...more] = orders
  if (only && more.length === 0) return only
  const flags = (orders.length > 0 ? orders : ['day-first', 'month-first', 'year-first']).map(
    (order) => `--date-order ${order}`,
  )
  const why =
    orders.length > 0 ? `can be read in more than one way: ${where}` : `contradict each other, see ${where}`
  throw new JiraCsvRefused(`The dates of this file ${why}. Say which comes first: ${flags.join(' or ')}.`)
}

function* dateCells({ columns, rows }: OpenFile): Generator<DateCell> {
  const { created, updated, resolved, due, lastViewed, comments } = columns
  for (const row of rows) {
    if (!('cells' in row)) continue
    for (const place of [...created, ...updated, ...resolved, ...due, ...lastViewed]) {
      yield { line: row.line, text: row.cells[place] ?? '' }
    }
    for (const place of comments) yield { line: row.line, text: row.cells[place]?.split(';', 1)[0] ?? '' }
  }
}

// When texts of this file show wiki markup and none shows Markdown, the ones that show nothing are wiki too.
function languageOf({ columns, rows }: OpenFile): 'wiki' | 'markdown' {
  let wiki = false
  for (const row of rows) {
    if (!('cells' in row)) continue
    for (const place of [...columns.description, ...columns.comments]) {
      const kind = textKind(row.cells[place] ?? '')
      if (kind === 'markdown') return 'markdown'
      wiki ||= kind === 'wiki'
    }
  }
  return wiki ? 'wiki' : 'markdown'
}

// Older exports name the parent by Jira's inner number.
function keysById({ columns, rows }: OpenFile): Map<string, string> {
  const place = (row: string[], [first]: number[]) => row[first ?? -1]?.trim() ?? ''
  return new Map(
    rows.flatMap((row) =>
      'cells' in row ? [[place(row.cells, columns.id), place(row.cells, columns.key)]] : [],
    ),
  )
}

function checkedZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch {
    throw new JiraCsvRefused(`“${zone}” is no time zone. Use a name such as Europe/Berlin.`)
  }
}

async function textOf(source: AsyncIterable<string | Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of source)
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
  return text + decoder.decode()
}

function unique(values: string[]): string[] {
  return [...new Set(values)]
}
