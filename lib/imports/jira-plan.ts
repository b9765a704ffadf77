// What one Jira issue becomes here: pure, so that a rehearsal and the real thing plan alike.
import { createHash } from 'node:crypto'
import { cleanText } from '../kernel/text'
import type { ItemType, Priority, Status } from '../items/schema'
import {
  mapPriority,
  mapStatus,
  mapType,
  originOf,
  type ImportedOrigin,
  type JiraIssue,
  type Mapped,
  type OriginMap,
} from './jira-csv'

export type PlannedComment = { at: Date; author: string; body: string }
export type PlannedIssue = {
  externalId: string
  fingerprint: string
  title: string
  description: string
  type: ItemType
  origin: ImportedOrigin
  status: Status
  priority: Priority
  estimate: number | null
  labels: string[]
  due: string | null
  assignee: string | null
  reporter: string | null
  release: string | null
  createdAt: Date
  updatedAt: Date
  statusSince: Date
  doneAt: Date | null
  comments: PlannedComment[]
  /** The way to its status, when the file is a history: the item is made as it began and goes this way. */
  steps?: PlannedStep[]
}
export type PlannedStep = { at: Date; status: Status }

export type RelationKind = 'blocks' | 'relates to' | 'duplicates' | 'causes'
export type PlannedLink = { from: string; to: string; kind: RelationKind }

const longestTitle = 255
const longestText = 100_000
const longestLabel = 50
const mostLabels = 20
const biggestEstimate = 12
/** Who wrote is unknown when Jira forgot an account; somebody must have. */
export const unknownAuthor = 'Somebody in Jira'

/** The project that a key belongs to is where it comes from: `jira:INFRA`. */
export function sourceOf(externalId: string): string {
  return `jira:${externalId.slice(0, externalId.lastIndexOf('-'))}`
}

/** Plans an item from an issue, or says everything that stands against it. `notes` say what changes on the way. */
export function planIssue(
  issue: JiraIssue,
  origins: OriginMap,
): { ok: true; plan: PlannedIssue; notes: string[] } | { ok: false; problems: string[] } {
  const type = mapType(issue.type)
  const origin = originOf(issue.type, origins)
  const status = mapStatus(issue.status, issue.statusCategory)
  const priority = mapPriority(issue.priority)
  const problems = [type, origin, status, priority].flatMap((each: Mapped<string>) =>
    each.ok ? [] : [each.problem],
  )
  if (!type.ok || !origin.ok || !status.ok || !priority.ok) return { ok: false, problems }

  const notes: string[] = []
  const labels = issue.labels.map((label) => label.slice(0, longestLabel))
  if (labels.length > mostLabels)
    notes.push(
      `It has ${labels.length} labels; the first ${mostLabels} became labels, all stand in its text.`,
    )
  const fits =
    issue.storyPoints !== null &&
    Number.isInteger(issue.storyPoints) &&
    issue.storyPoints >= 1 &&
    issue.storyPoints <= biggestEstimate
  if (issue.storyPoints !== null && !fits)
    notes.push(`Its ${issue.storyPoints} story points are no estimate here and stand in its text.`)
  const [release = null, ...furtherReleases] = issue.fixVersions
  const title = issue.title.length > longestTitle ? `${issue.title.slice(0, longestTitle - 1)}…` : issue.title
  if (title !== issue.title) notes.push('Its title was too long; the whole of it stands in its text.')

  const description = textOf(issue, {
    'Whole title': title === issue.title ? [] : [issue.title],
    'Also fixed in': furtherReleases,
    Affects: issue.affectsVersions,
    Components: issue.components,
    Resolution: issue.resolution ? [issue.resolution] : [],
    Sprint: issue.sprint ? [issue.sprint] : [],
    'Story points': issue.storyPoints === null || fits ? [] : [String(issue.storyPoints)],
    Labels: labels.length > mostLabels ? issue.labels : [],
  })
  if (description.length > longestText)
    return {
      ok: false,
      problems: [
        `Description and environment together have ${description.length} characters; at most ${longestText} fit.`,
      ],
    }

  const comments = issue.comments.filter((comment) => comment.body.trim() !== '')
  if (comments.length < issue.comments.length)
    notes.push(`${issue.comments.length - comments.length} of its comments had no words and are left out.`)
  const done = status.value === 'done'
  const doneAt = done ? (issue.resolvedAt ?? issue.updatedAt) : null
  // Jira's file says when it was last touched, not when it came to this status; that is the nearest it knows.
  const statusSince = doneAt ?? issue.updatedAt
  const now = { status: status.value, statusSince, doneAt, updatedAt: issue.updatedAt }
  const past = issue.changes && planPast(issue, issue.changes, now)
  return {
    ok: true,
    notes: [...notes, ...(past?.notes ?? [])],
    plan: {
      externalId: issue.externalId,
      fingerprint: fingerprintOf(issue),
      title,
      description,
      type: type.value,
      origin: origin.value,
      ...(past ? { ...past.began, steps: past.steps } : now),
      priority: priority.value,
      estimate: fits ? issue.storyPoints : null,
      labels: labels.slice(0, mostLabels),
      due: issue.due,
      assignee: personName(issue.assignee),
      reporter: personName(issue.reporter),
      release,
      createdAt: issue.createdAt,
      comments: comments.map((comment) => ({
        ...comment,
        author: personName(comment.author) ?? unknownAuthor,
      })),
    },
  }
}

type Standing = Pick<PlannedIssue, 'status' | 'statusSince' | 'doneAt' | 'updatedAt'>

/**
 * How an issue began, and how it came to where it stands. A file without changes knows only the two ends; a change into a
 * state that is not known here is passed over and said.
 */
function planPast(issue: JiraIssue, changes: NonNullable<JiraIssue['changes']>, now: Standing) {
  const known = (name: string) => {
    const same = name.trim().toLowerCase() === issue.status.trim().toLowerCase()
    const found = mapStatus(name, same ? issue.statusCategory : '')
    return found.ok ? found.value : null
  }
  const ordered = changes.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const passed = ordered.filter(({ to }) => known(to) === null)
  const notes = passed.length
    ? [
        `The states ${[...new Set(passed.map(({ to }) => `“${to.slice(0, 60)}”`))].join(', ')} are not known here and are passed over.`,
      ]
    : []
  const first = ordered[0] ? (known(ordered[0].from) ?? 'backlog') : 'backlog'
  const wanted = [
    ...ordered.flatMap(({ at, to }) => ({ at, status: known(to) })),
    { at: now.statusSince, status: now.status },
  ]
  const steps: PlannedStep[] = []
  let [status, last] = [first as Status, issue.createdAt.getTime()]
  for (const each of wanted) {
    if (each.status === null || each.status === status) continue
    // One after the other, so that a run that was cut off knows how far it came.
    last = Math.max(each.at.getTime(), last + 1)
    status = each.status
    steps.push({ at: new Date(last), status })
  }
  const began: Standing = {
    status: first,
    statusSince: issue.createdAt,
    doneAt: first === 'done' ? issue.createdAt : null,
    updatedAt: issue.createdAt,
  }
  return { began, steps, notes }
}

/** The same for the same content there, so that a second run knows what it has seen. */
export function fingerprintOf(issue: JiraIssue): string {
  return createHash('sha256').update(JSON.stringify(issue)).digest('base64url')
}

/**
 * All links of a file, each once: both its ends list it. Kinds that say who does what to whom keep their direction; a
 * file that claims both directions knows none.
 */
export function planLinks(issues: readonly JiraIssue[]): PlannedLink[] {
  const links = new Map<string, PlannedLink>()
  const add = (link: PlannedLink) => links.set(`${link.from} ${link.to} ${link.kind}`, link)
  for (const issue of issues)
    for (const { type, direction, key } of issue.links) {
      if (key === issue.externalId) continue
      const [from, to] = direction === 'outward' ? [issue.externalId, key] : [key, issue.externalId]
      add(inOrder({ from, to, kind: kindOf(type) }))
    }
  for (const link of [...links.values()]) {
    const back = `${link.to} ${link.from} ${link.kind}`
    if (!links.has(back)) continue
    links.delete(back)
    links.delete(`${link.from} ${link.to} ${link.kind}`)
    add(inOrder({ ...link, kind: 'relates to' }))
  }
  return [...links.values()]
}

/** Order of a file's rows as Jira ranks them; rows without a rank follow in the order of the file. */
export function inRankOrder<T extends { line: number; issue: JiraIssue }>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => {
    const [left, right] = [a.issue.rank, b.issue.rank]
    if (left === right) return a.line - b.line
    if (left === null || right === null) return left === null ? 1 : -1
    return left < right ? -1 : 1
  })
}

function kindOf(type: string): RelationKind {
  const name = type.trim().toLowerCase()
  if (/^blocks?$|^blocker$/.test(name)) return 'blocks'
  if (/^duplicates?$/.test(name)) return 'duplicates'
  if (/^causes?$|^problem\/incident$/.test(name)) return 'causes'
  return 'relates to'
}

function inOrder(link: PlannedLink): PlannedLink {
  return link.kind === 'relates to' && link.from > link.to ? { ...link, from: link.to, to: link.from } : link
}

function textOf(issue: JiraIssue, facts: Record<string, string[]>): string {
  const lines = Object.entries(facts).flatMap(([name, values]) =>
    values.length ? [`- ${name}: ${values.map(escaped).join(', ')}`] : [],
  )
  return [
    issue.description,
    issue.environment ? `## Environment\n\n${issue.environment}` : '',
    lines.length ? `## From Jira\n\n${lines.join('\n')}` : '',
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** A value that stands in Markdown as it stood in its cell. */
function escaped(value: string): string {
  return value.replace(/[\r\n]+/g, ' ').replace(/[\\`*_[\]<>#|~]/g, '\\$&')
}

function personName(name: string | null): string | null {
  const text = cleanText((name ?? '').slice(0, 100), { max: 100 })
  return text.ok && text.text ? text.text : null
}
