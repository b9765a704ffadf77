// Importing what Jira gave out, as the operator: its CSV export, or its issues with their history. Every row is one
// transaction; a broken one is named and harms no other, and a second run of the same file changes nothing.
import { createReadStream } from 'node:fs'
import { atTime } from '../kernel/now'
import { importJiraIssue, Rehearsed } from './commands'
import {
  defaultOriginMap,
  JiraCsvRefused,
  readJiraCsv,
  readOriginMap,
  type DateOrder,
  type JiraRow,
} from './jira-csv'
import { readJiraHistory } from './jira-history/read'
import { asSystem, keysIn, names, recall, sentences, type Known, type Read } from './jira-known'
import { join, tellPasts } from './jira-passes'
import { inRankOrder, planIssue, sourceOf, type PlannedIssue } from './jira-plan'

export type ImportOutcome = 'created' | 'skipped' | 'changed-there' | 'broken'
export type ImportRow = {
  line: number
  /** The key in Jira; null where not even that could be read. */
  key: string | null
  outcome: ImportOutcome
  ourKey?: string
  /** What stands against it, or what changed on the way. */
  problems?: string[]
}
export type ImportReport = {
  file: string
  dryRun: boolean
  rows: ImportRow[]
  totals: Record<ImportOutcome, number> & {
    rows: number
    comments: number
    people: number
    releases: number
    relations: number
    parents: number
    /** Changes of status that were told anew, of a file that is a history. */
    steps: number
  }
}

export type JiraImport = {
  file: string
  dryRun?: boolean
  dateOrder?: DateOrder
  /** The zone of the person who exported, because the file does not say it. */
  zone?: string
  /** Such as `Bug=bug,*=small`. */
  originMap?: string
  via?: string
  /** Hears of each row as it is done, for whoever waits. */
  onRow?: (row: ImportRow, done: number, of: number) => void
}

/** Imports a CSV file in Jira's layout. Throws `JiraCsvRefused` when no row of it can be trusted. */
export function importJiraCsv({ dateOrder, zone, ...rest }: JiraImport): Promise<ImportReport> {
  return importAll(readJiraCsv(createReadStream(rest.file), { dateOrder, zone }), rest)
}

/** Imports issues as JSON, one a line, each with its past: made when it was made there, moved when it was moved there. */
export function importJiraHistory(given: Omit<JiraImport, 'dateOrder' | 'zone'>): Promise<ImportReport> {
  return importAll(readJiraHistory(createReadStream(given.file)), given)
}

async function importAll(
  source: AsyncIterable<JiraRow>,
  { file, dryRun = false, originMap = defaultOriginMap, via = 'import', onRow }: JiraImport,
): Promise<ImportReport> {
  const origins = readOriginMap(originMap)
  if (!origins.ok) throw new JiraCsvRefused(origins.problem)
  const rows: ImportRow[] = []
  const read: Read[] = []
  for await (const row of source) {
    if (!row.ok) {
      rows.push({ line: row.line, key: null, outcome: 'broken', problems: row.problems })
      continue
    }
    const planned = planIssue(row.issue, origins.value)
    if (planned.ok)
      read.push({
        line: row.line,
        issue: row.issue,
        plan: planned.plan,
        notes: [...row.notes, ...planned.notes],
      })
    else
      rows.push({ line: row.line, key: row.issue.externalId, outcome: 'broken', problems: planned.problems })
  }

  const known = await recall(keysIn(read))
  const before = await names()
  const created = new Set<string>()
  let comments = 0
  for (const [n, row] of inRankOrder(read).entries()) {
    const done = await importRow(row, { known, dryRun, via })
    rows.push(done)
    if (done.outcome === 'created') {
      created.add(row.issue.externalId)
      comments += row.plan.comments.length
    }
    onRow?.(done, n + 1, read.length)
  }
  const told = await tellPasts(read, { known, dryRun, via })
  const joined = await join(read, { known, dryRun, via })
  for (const { key, problem } of [...told.problems, ...joined.problems]) {
    const row = rows.find((each) => each.key === key)
    if (row) row.problems = [...(row.problems ?? []), problem]
  }

  rows.sort((a, b) => a.line - b.line)
  const of = (outcome: ImportOutcome) => rows.filter((row) => row.outcome === outcome).length
  return {
    file,
    dryRun,
    rows,
    totals: {
      rows: rows.length,
      created: of('created'),
      skipped: of('skipped'),
      'changed-there': of('changed-there'),
      broken: of('broken'),
      comments,
      people: fresh(
        read,
        created,
        (plan) => [plan.assignee, plan.reporter, ...plan.comments.map((comment) => comment.author)],
        before.person,
      ),
      releases: fresh(read, created, (plan) => [plan.release], before.release),
      relations: joined.relations,
      parents: joined.parents,
      steps: told.steps,
    },
  }
}

async function importRow(
  { line, issue, plan, notes }: Read,
  { known, dryRun, via }: { known: Known; dryRun: boolean; via: string },
): Promise<ImportRow> {
  const key = issue.externalId
  const there = known.get(key)
  if (there && there.fingerprint === plan.fingerprint)
    return { line, key, outcome: 'skipped', ourKey: there.key ?? undefined }
  if (there)
    return {
      line,
      key,
      outcome: 'changed-there',
      ourKey: there.key ?? undefined,
      problems: ['It changed there since it was imported; the item here is left alone.'],
    }
  const { createdAt, release, steps: _, ...fields } = plan
  const problems = notes.length ? notes : undefined
  try {
    const item = await atTime(createdAt, () =>
      importJiraIssue(
        asSystem,
        {
          ...fields,
          release: release && release.slice(0, 120).trim(),
          source: sourceOf(key),
          rehearse: dryRun,
        },
        { via },
      ),
    )
    known.set(key, {
      id: item.id,
      key: item.key,
      fingerprint: plan.fingerprint,
      joined: false,
      reached: null,
    })
    return { line, key, outcome: 'created', ourKey: item.key, problems }
  } catch (error) {
    if (error instanceof Rehearsed) {
      known.set(key, { id: '', key: null, fingerprint: plan.fingerprint, joined: false, reached: null })
      return { line, key, outcome: 'created', problems }
    }
    return { line, key, outcome: 'broken', problems: sentences(error) }
  }
}

/** How many names came with the rows of this run. */
function fresh(
  read: Read[],
  created: Set<string>,
  of: (plan: PlannedIssue) => (string | null)[],
  before: Set<string>,
): number {
  const all = read.filter(({ issue }) => created.has(issue.externalId)).flatMap(({ plan }) => of(plan))
  return new Set(all.filter((name) => name !== null && !before.has(name))).size
}
