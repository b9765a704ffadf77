// What a change of fields does to one item. Alone (update), with many others (bulk edit) and backwards (undo) it is the
// same: look everything up as the viewer, decide, write the item, its links and its history.
import { randomUUID } from 'node:crypto'
import type { Audience, Viewer } from '../../kernel/audience'
import type { Context } from '../../kernel/command'
import type { Tx } from '../../kernel/db'
import { invalid } from '../../kernel/errors'
import { withCustom } from '../custom'
import type { ChecklistPoint, CustomValue } from '../custom-rules'
import { datesOfStatus, refuseAudience, refuseNewOrigin } from '../rules'
import type { ItemType, Origin, Status, UpdateItem } from '../schema'
import { stageAfter } from './stages'
import { writeChange } from './write'
import { circle, goalIds, iterationId, parentId, personId, releaseId, type FoundItem } from './lookups'

export type ChangedItem = { id: string; key: string; version: number }

/** `goalIds` are goals that are known already, archived ones included; they go before `goals`. */
export type FieldChanges = Omit<UpdateItem, 'key' | 'version'> & {
  goalIds?: string[]
  /** A checklist as it once was, with who did what when. */
  points?: ChecklistPoint[]
  /** When it was done, for an item that goes back to where it was done. */
  doneDate?: string | null
  /** A place that was made for it, under the order's lock. */
  rank?: string
}

/** Changes the fields that are named, and no others; writes nothing where nothing differs. The item is locked already. */
export async function changeItem(
  { tx, viewer, now, note }: Pick<Context<unknown>, 'tx' | 'viewer' | 'now' | 'note'>,
  item: FoundItem,
  input: FieldChanges,
): Promise<ChangedItem> {
  const before = await fieldsOf(tx, item)
  const origin = input.origin ?? (item.origin as Origin)
  const originProblem = refuseNewOrigin(item.origin as Origin, origin)
  if (originProblem) throw invalid('origin', originProblem)
  const audience = input.audience ?? (item.audience as Audience)
  const audienceProblem = refuseAudience(item.audience as Audience, audience)
  if (audienceProblem) throw invalid('audience', audienceProblem)
  const type = input.type ?? (item.type as ItemType)
  const place = await stageAfter(tx, {
    type,
    was: { type: item.type as ItemType, status: item.status as Status, stage: item.stage },
    status: input.status,
    stage: input.stage,
  })
  const dates = datesOfStatus(item, place.status, now)
  if (place.status === 'done' && item.status !== 'done' && input.doneDate)
    dates.doneAt = new Date(input.doneDate)
  const custom = await withCustom(tx, type, before.custom, input.custom)
  const after: typeof before = {
    title: input.title ?? item.title,
    description: input.description ?? item.description,
    type,
    origin,
    ...place,
    doneDate: dates.doneAt?.toISOString() ?? null,
    priority: input.priority ?? item.priority,
    estimate: input.estimate === undefined ? item.estimate : input.estimate,
    assignee: await chosen(input.assignee, item.assigneeId, (text) => personId(tx, text, 'assignee')),
    parent: await parentAfter(tx, item, input.parent),
    iteration: await chosen(input.iteration, item.iterationId, (number) => iterationId(tx, number)),
    release: await chosen(input.release, item.releaseId, (slug) => releaseId(tx, slug)),
    goals: input.goalIds?.toSorted() ?? (input.goals ? await goalIds(tx, input.goals) : before.goals),
    labels: input.labels ?? item.labels,
    due: given(input.due, before.due),
    blocked: given(input.blocked, item.blockedReason),
    checklist: input.points
      ? input.points
      : input.checklist
        ? checkedList(input.checklist, before.checklist, { viewer, now })
        : before.checklist,
    severity: given(input.severity, item.severity),
    source: given(input.source, item.source),
    sourceLink: given(input.sourceLink, item.sourceLink),
    ownerTeam: given(input.ownerTeam, item.ownerTeam),
    custom,
    audience,
    named: await nameAround(tx, viewer, { id: item.id, audience, was: before.named, named: input.named }),
  }
  const version = item.version + 1
  const subject = { kind: 'item', id: item.id, version }
  // Nothing differs: nothing is written, and nobody is told.
  const { rank } = input
  const placed = rank !== undefined
  const was: Record<string, unknown> = { ...inHistory(before), ...(placed && { rank: item.rank }) }
  const is: Record<string, unknown> = { ...inHistory(after), ...(placed && { rank }) }
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  // A place in the order alone is for screens and no mail.
  const onlyPlaced = JSON.stringify({ ...was, rank }) === JSON.stringify({ ...is, rank })
  const event = !placed ? 'item.changed' : onlyPlaced ? 'item.placed' : 'item.moved'
  if (!note.changed(subject, { before: was, after: is, fields, event }))
    return { id: item.id, key: item.key, version: item.version }
  await writeChange(
    { tx, viewer, now, note },
    {
      goals: { was: before.goals, is: after.goals },
      was: standing(before),
      is: standing(after),
      row: {
        id: item.id,
        version: item.version,
        rank,
        title: after.title,
        description: after.description,
        type: after.type,
        origin: after.origin,
        status: after.status,
        stage: after.stage,
        ...dates,
        priority: after.priority,
        estimate: after.estimate,
        assigneeId: after.assignee,
        parentId: after.parent,
        iterationId: after.iteration,
        releaseId: after.release,
        labels: after.labels,
        due: after.due,
        blockedReason: after.blocked,
        blockedAt: after.blocked === null ? null : (item.blockedAt ?? now),
        checklist: after.checklist,
        severity: after.severity,
        source: after.source,
        sourceLink: after.sourceLink,
        ownerTeam: after.ownerTeam,
        custom: after.custom,
        audience: after.audience,
      },
    },
  )
  return { id: item.id, key: item.key, version }
}

/**
 * The parent after a change. A parent that this viewer does not see is not there for them, so emptying the field leaves it:
 * whoever saves a form must not cut a link they never saw. One that they choose takes its place.
 */
async function parentAfter(tx: Tx, item: FoundItem, key: string | null | undefined): Promise<string | null> {
  if (key === null) return (await parentInSight(tx, item)) === null ? item.parentId : null
  return key === undefined ? item.parentId : parentId(tx, key, item.id)
}

/** The item's parent as far as this viewer sees one. */
export async function parentInSight(tx: Tx, { parentId }: Pick<FoundItem, 'parentId'>) {
  if (parentId === null) return null
  return (await tx.item.findFirst({ where: { id: parentId }, select: { id: true } }))?.id ?? null
}

function standing({ type, status, stage, severity }: Awaited<ReturnType<typeof fieldsOf>>) {
  return { type: type as ItemType, status: status as Status, stage, severity }
}

/** An item's fields as history knows them: ids, plain words, days. */
export async function fieldsOf(tx: Tx, item: FoundItem) {
  return {
    title: item.title,
    description: item.description,
    type: item.type,
    origin: item.origin,
    status: item.status,
    stage: item.stage,
    /** Kept so that an undo puts it back; not a field that anybody changes by itself. */
    doneDate: item.doneAt?.toISOString() ?? null,
    priority: item.priority,
    estimate: item.estimate,
    assignee: item.assigneeId,
    parent: item.parentId,
    iteration: item.iterationId,
    release: item.releaseId,
    goals: item.goals.map((goal) => goal.goalId).sort(),
    labels: item.labels,
    due: item.due?.toISOString().slice(0, 10) ?? null,
    blocked: item.blockedReason,
    checklist: item.checklist as ChecklistPoint[],
    severity: item.severity,
    source: item.source,
    sourceLink: item.sourceLink,
    ownerTeam: item.ownerTeam,
    custom: item.custom as Record<string, CustomValue>,
    audience: item.audience,
    named: item.audience === 'restricted' ? await namedOn(tx, item.id) : [],
  }
}

/** Each of the team's own fields has a history of its own. */
export function inHistory({
  custom,
  ...fields
}: Awaited<ReturnType<typeof fieldsOf>>): Record<string, unknown> {
  return {
    ...fields,
    ...Object.fromEntries(Object.entries(custom).map(([slug, value]) => [`custom.${slug}`, value])),
  }
}

function given<T>(value: T | null | undefined, was: T | null): T | null {
  return value === undefined ? was : value
}

/** Undefined leaves it, null empties it, anything else is looked up. */
async function chosen<T>(
  value: T | null | undefined,
  was: string | null,
  find: (value: T) => Promise<string>,
) {
  if (value === undefined) return was
  return value === null ? null : find(value)
}

/** A point that was done already keeps who did it and when. */
export function checkedList(
  points: NonNullable<UpdateItem['checklist']>,
  was: ChecklistPoint[],
  { viewer, now }: { viewer: Viewer; now: Date },
): ChecklistPoint[] {
  return points.map(({ id, text, done }) => {
    const before = was.find((each) => each.id === id)
    const isDone = done ?? Boolean(before?.doneAt)
    return {
      id: before?.id ?? randomUUID().slice(0, 8),
      text,
      doneAt: isDone ? (before?.doneAt ?? now.toISOString()) : null,
      doneById: isDone ? (before?.doneAt ? before.doneById : viewer.id) : null,
    }
  })
}

async function namedOn(tx: Tx, itemId: string): Promise<string[]> {
  const rows = await tx.namedPerson.findMany({ where: { subjectId: itemId }, select: { personId: true } })
  return rows.map((row) => row.personId).sort()
}

/** Writes the names of a restricted item before its audience is tightened, so that its writer does not lose sight of it. */
async function nameAround(
  tx: Tx,
  viewer: Viewer,
  item: { id: string; audience: Audience; was: string[]; named: string[] | undefined },
): Promise<string[]> {
  if (item.audience !== 'restricted') {
    if (item.named?.length)
      throw invalid(
        'named',
        'People are named on restricted items only. Choose the audience “restricted” as well.',
      )
    return item.was
  }
  if (item.named === undefined && item.was.length > 0) return item.was
  const people = await circle(tx, viewer, item.named ?? [])
  for (const personId of people.filter((each) => !item.was.includes(each)))
    await tx.namedPerson.createMany({ data: [{ subjectId: item.id, personId }] })
  const left = item.was.filter((each) => !people.includes(each))
  if (left.length) await tx.namedPerson.deleteMany({ where: { subjectId: item.id, personId: { in: left } } })
  return [...people].sort()
}
