// Reads issues as JSON, one a line, and only reads: what becomes of an issue is decided elsewhere. Two shapes are known,
// what Jira's own search answers (with `expand=changelog`), and the flat one of public archives. One broken line is named
// and harms no other.
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { cleanText } from '../../kernel/text'
import { wikiToMarkdown, type JiraIssue, type JiraRow } from '../jira-csv'

const longestTitle = 500
const longestText = 100_000
const longestLine = 10_000_000

const keyForm = /^[A-Z][A-Z0-9_]*-\d+$/
const dateForm = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})$/

const instant = z.string('This must be a time.').transform((text, context) => {
  const [, local, zone] = dateForm.exec(text) ?? []
  const date = new Date(`${local}${zone?.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`)
  if (Number.isNaN(date.getTime())) {
    context.issues.push({
      code: 'custom',
      message: `“${text.slice(0, 40)}” is no time such as 2022-02-01T10:00:00.000+0100.`,
      input: text,
    })
    return z.NEVER
  }
  return date
})
const key = z.string('This must be a key.').regex(keyForm, 'This is no key such as SEC-1.')
/** Jira says a thing by its name or by an object that has one. */
const name = z
  .union([
    z.string(),
    z.object({ displayName: z.string() }).transform((each) => each.displayName),
    z.object({ name: z.string() }).transform((each) => each.name),
  ])
  .nullish()
const names = z
  .array(name)
  .nullish()
  .transform((all) => [...new Set((all ?? []).filter((each) => typeof each === 'string'))])
const text = z
  .string('This must be text; ask Jira by its API 2, which writes descriptions as text.')
  .nullish()
  .transform((value) => value ?? '')

const issueShape = z.object({
  key,
  summary: z.string('It is empty.').trim().min(1, 'It is empty.'),
  type: name,
  status: name,
  statusCategory: name,
  priority: name,
  resolution: name,
  assignee: name,
  reporter: name,
  created: instant,
  updated: instant.nullish(),
  resolved: instant.nullish(),
  due: z.iso.date('This must be a day.').nullish(),
  labels: names,
  fixVersions: names,
  versions: names,
  components: names,
  description: text,
  environment: text,
  parent: key.nullish(),
  links: z
    .array(z.object({ type: name, direction: z.enum(['outward', 'inward']), key: z.string() }))
    .transform((all) => all.filter((each) => keyForm.test(each.key))),
  comments: z.array(z.object({ author: name, at: instant, body: text })),
  changes: z.array(z.object({ at: instant, from: z.string(), to: z.string() })).nullable(),
})

/** Yields each line as an issue with the changes of its status, or as what is wrong with it. */
export async function* readJiraHistory(source: string | Readable): AsyncGenerator<JiraRow> {
  const seen = new Map<string, number>()
  let line = 0
  for await (const words of createInterface({
    input: typeof source === 'string' ? Readable.from([source]) : source,
    crlfDelay: Infinity,
  })) {
    line += 1
    if (words.trim() !== '') yield readLine(words, line, seen)
  }
}

function readLine(words: string, line: number, seen: Map<string, number>): JiraRow {
  const refused = (...problems: string[]): JiraRow => ({ line, ok: false, problems })
  if (words.length > longestLine) return refused('This line is longer than ten million characters.')
  let json: unknown
  try {
    json = JSON.parse(words)
  } catch {
    return refused('This line is no JSON. Write one whole issue in each line.')
  }
  const flat = flattened(json)
  if (!flat) return refused('This line is no issue.')
  const read = issueShape.safeParse(flat)
  if (!read.success)
    return refused(...read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  const before = seen.get(read.data.key)
  if (before) return refused(`key: ${read.data.key} stands in line ${before} already.`)
  seen.set(read.data.key, line)
  return asIssue(read.data, { line, undecidedAs: 'fields' in (json as object) ? 'wiki' : 'markdown' })
}

type Read = z.output<typeof issueShape>

function asIssue(
  read: Read,
  { line, undecidedAs }: { line: number; undecidedAs: 'wiki' | 'markdown' },
): JiraRow {
  const problems: string[] = []
  const clean = (value: string, what: string, max: number, multiline = true) => {
    const cleaned = cleanText(value, { max, multiline })
    if (!cleaned.ok) problems.push(`${what}: ${cleaned.problem}`)
    return cleaned.ok ? cleaned.text : ''
  }
  const markdown = (value: string, what: string) =>
    clean(wikiToMarkdown(value, { undecidedAs }), what, longestText).trim()
  const issue: JiraIssue = {
    externalId: read.key,
    title: clean(read.summary, 'summary', longestTitle, false),
    type: read.type ?? '',
    status: read.status ?? '',
    statusCategory: read.statusCategory ?? '',
    priority: read.priority ?? '',
    resolution: read.resolution ?? null,
    assignee: read.assignee ?? null,
    reporter: read.reporter ?? null,
    createdAt: read.created,
    updatedAt: read.updated ?? read.created,
    resolvedAt: read.resolved ?? null,
    due: read.due ?? null,
    labels: read.labels,
    fixVersions: read.fixVersions,
    affectsVersions: read.versions,
    components: read.components,
    description: markdown(read.description, 'description'),
    environment: markdown(read.environment, 'environment') || null,
    links: read.links.map((link) => ({ ...link, type: link.type ?? '' })),
    comments: read.comments.map(({ author, at, body }) => ({
      at,
      author: author ?? '',
      body: markdown(body, 'comment'),
    })),
    rank: null,
    sprint: null,
    storyPoints: null,
    parent: read.parent ?? null,
    changes: read.changes ?? [],
  }
  return problems.length > 0 ? { line, ok: false, problems } : { line, ok: true, issue, notes: [] }
}

/** Both shapes as one, before anything of it is looked at. */
function flattened(json: unknown): Record<string, unknown> | null {
  const issue = record(json)
  if (!issue) return null
  const fields = record(issue.fields)
  return fields ? ofSearch(issue, fields) : ofArchive(issue)
}

function ofArchive(issue: Record<string, unknown>) {
  return {
    ...issue,
    key: issue.title,
    created: issue.date,
    links: list(issue.issueLinks).map((link) => ({ ...link, direction: 'outward', key: link.key ?? '' })),
    comments: list(issue.comments).map((comment) => ({ ...comment, at: comment.date })),
    changes: list(issue.changes),
  }
}

function ofSearch(issue: Record<string, unknown>, fields: Record<string, unknown>) {
  return {
    ...fields,
    key: issue.key,
    type: fields.issuetype,
    statusCategory: record(fields.status)?.statusCategory,
    resolved: fields.resolutiondate,
    due: fields.duedate,
    parent: record(fields.parent)?.key,
    links: list(fields.issuelinks).map((link) => {
      const [out, into] = [record(link.outwardIssue), record(link.inwardIssue)]
      return { type: link.type, direction: out ? 'outward' : 'inward', key: out?.key ?? into?.key ?? '' }
    }),
    comments: list(record(fields.comment)?.comments).map((comment) => ({ ...comment, at: comment.created })),
    changes: list(record(issue.changelog)?.histories).flatMap((change) =>
      list(change.items)
        .filter((item) => item.field === 'status')
        .map((item) => ({
          at: change.created,
          from: item.fromString ?? '',
          to: Object.hasOwn(item, 'toString') ? item.toString : '',
        })),
    ),
  }
}

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(record).filter((each) => each !== null) : []
}
