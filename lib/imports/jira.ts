// Importing a Jira export, as the operator. Every row is one transaction; a broken one is named and harms no other, and
// a second run of the same file changes nothing.
import { createReadStream } from 'node:fs'
import { atTime } from '../kernel/now'
import { asViewer } from '../kernel/db'
import { Refusal } from '../kernel/errors'
import { relateItems, updateItem } from '../items'
import { importJiraIssue, Rehearsed, rememberJoined } from './commands'
import {
  defaultOriginMap,
  JiraCsvRefused,
  readJiraCsv,
  readOriginMap,
  type DateOrder,
  type JiraIssue,
} from './jira-csv'
import { inRankOrder, planIssue, planLinks, sourceOf, type PlannedIssue } from './jira-plan'

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

type Read = { line: number; issue: JiraIssue; plan: PlannedIssue; notes: string[] }
type Known = Map<string, { id: string; key: string | null; fingerprint: string; joined: boolean }>

const asSystem = { kind: 'system' } as const

/** Imports a CSV file in Jira's layout. Throws `JiraCsvRefused` when no row of it can be trusted. */
export async function importJiraCsv({
  file,
  dryRun = false,
  dateOrder,
  zone,
  originMap = defaultOriginMap,
  via = 'import',
  onRow,
}: JiraImport): Promise<ImportReport> {
  const origins = readOriginMap(originMap)
  if (!origins.ok) throw new JiraCsvRefused(origins.problem)
  const rows: ImportRow[] = []
  const read: Read[] = []
  for await (const row of readJiraCsv(createReadStream(file), { dateOrder, zone })) {
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
  const joined = await join(read, { known, dryRun, via })
  for (const { key, problem } of joined.problems) {
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
  const { createdAt, release, ...fields } = plan
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
    known.set(key, { id: item.id, key: item.key, fingerprint: plan.fingerprint, joined: false })
    return { line, key, outcome: 'created', ourKey: item.key, problems }
  } catch (error) {
    if (error instanceof Rehearsed) {
      known.set(key, { id: '', key: null, fingerprint: plan.fingerprint, joined: false })
      return { line, key, outcome: 'created', problems }
    }
    return { line, key, outcome: 'broken', problems: sentences(error) }
  }
}

/**
 * The second pass: parents and links, through the same commands as everybody's. Once for each issue, so that a second run
 * brings back nothing that somebody took away, and a run that was cut off is completed by the next.
 */
async function join(read: Read[], { known, dryRun, via }: { known: Known; dryRun: boolean; via: string }) {
  const problems: { key: string; problem: string }[] = []
  let [parents, relations] = [0, 0]
  const open = new Map(
    read
      .filter(({ issue }) => known.get(issue.externalId)?.joined === false)
      .map(({ issue }) => [issue.externalId, issue]),
  )
  for (const issue of open.values()) {
    if (!issue.parent) continue
    const [child, parent] = [known.get(issue.externalId), known.get(issue.parent)]
    const problem = !parent
      ? 'it is not here.'
      : dryRun
        ? null
        : await attempt(() =>
            atTime(issue.updatedAt, () =>
              updateItem(asSystem, { key: child!.key!, parent: parent.key! }, { via }),
            ),
          )
    if (problem) problems.push({ key: issue.externalId, problem: `Parent ${issue.parent}: ${problem}` })
    else parents += 1
  }
  for (const link of planLinks(read.map(({ issue }) => issue))) {
    const issue = open.get(link.from) ?? open.get(link.to)
    if (!issue) continue
    const [from, to] = [known.get(link.from), known.get(link.to)]
    const problem =
      !from || !to
        ? `${from ? link.to : link.from} is not here, so the link is left out.`
        : dryRun
          ? null
          : await attempt(() =>
              atTime(issue.updatedAt, () =>
                relateItems(asSystem, { key: from.key!, to: to.key!, kind: link.kind }, { via }),
              ),
            )
    if (problem)
      problems.push({ key: issue.externalId, problem: `${link.from} ${link.kind} ${link.to}: ${problem}` })
    else relations += 1
  }
  if (!dryRun && open.size > 0)
    await rememberJoined(
      asSystem,
      {
        issues: [...open.keys()].map((key) => ({
          source: sourceOf(key),
          externalId: key,
          subjectId: known.get(key)!.id,
        })),
      },
      { via },
    )
  return { problems, parents, relations }
}

/** What of these keys is here already, by an earlier import. */
async function recall(keys: string[]): Promise<Known> {
  const rows = await asViewer(asSystem, async (tx) => {
    const sources = [...new Set(keys.map(sourceOf))]
    return tx.$queryRaw<
      { externalId: string; id: string; key: string | null; fingerprint: string; joined: boolean }[]
    >`
      SELECT s.external_id AS "externalId", s.subject_id AS id, i.key, s.fingerprint,
        EXISTS (SELECT 1 FROM work.import_source j WHERE j.source = s.source AND j.external_id = s.external_id AND j.kind = 'joined') AS joined
      FROM work.import_source s LEFT JOIN work.item i ON i.id = s.subject_id
      WHERE s.kind = 'item' AND s.source = ANY (${sources}) AND s.external_id = ANY (${keys})`
  })
  return new Map(rows.map(({ externalId, ...row }) => [externalId, row]))
}

/** Every key that the file names: its own, and those that it points to. */
function keysIn(read: Read[]): string[] {
  return [
    ...new Set(
      read.flatMap(({ issue }) => [
        issue.externalId,
        ...(issue.parent ? [issue.parent] : []),
        ...issue.links.map((link) => link.key),
      ]),
    ),
  ]
}

/** Names that an import has met before. */
function names(): Promise<{ person: Set<string>; release: Set<string> }> {
  return asViewer(asSystem, async (tx) => {
    const rows = await tx.importSource.findMany({
      where: { kind: { in: ['person', 'release'] } },
      select: { kind: true, externalId: true },
    })
    const of = (kind: string) => new Set(rows.filter((row) => row.kind === kind).map((row) => row.externalId))
    return { person: of('person'), release: of('release') }
  })
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

async function attempt(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work()
    return null
  } catch (error) {
    return sentences(error).join(' ')
  }
}

/** What stands against a row, in sentences. A fault of ours is one too: the other rows still come in. */
function sentences(error: unknown): string[] {
  if (!(error instanceof Refusal))
    return ['It could not be written, and that is our fault; the log knows more. Run the import again.']
  return error.fields.length > 0
    ? error.fields.map((field) => `${field.path}: ${field.message}`)
    : [error.message]
}
