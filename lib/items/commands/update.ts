import { isTeammate, type Audience, type Viewer } from '../../kernel/audience'
import { command, tooLate } from '../../kernel/command'
import type { Tx } from '../../kernel/db'
import { invalid } from '../../kernel/errors'
import { datesOfStatus, refuseAudience, refuseNewOrigin } from '../rules'
import { updateItemSchema, type Origin, type Status, type UpdateItem } from '../schema'
import { circle, getItemToChange, goalIds, iterationId, parentId, personId, releaseId } from './lookups'

/** Changes the fields that are named, and no others. With a version, a change made meanwhile is never overwritten. */
export const updateItem = command({
  name: 'item.update',
  input: updateItemSchema,
  may: isTeammate,
  async run({ tx, viewer, input, now, note }) {
    const item = await getItemToChange(tx, viewer, input.key)
    if (input.version !== undefined && input.version !== item.version)
      throw await tooLate(tx, { kind: 'item', id: item.id, since: input.version })
    const before = {
      title: item.title,
      description: item.description,
      type: item.type,
      origin: item.origin,
      status: item.status,
      priority: item.priority,
      estimate: item.estimate,
      assignee: item.assigneeId,
      parent: item.parentId,
      iteration: item.iterationId,
      release: item.releaseId,
      goals: item.goals.map((goal) => goal.goalId).sort(),
      labels: item.labels,
      due: item.due?.toISOString().slice(0, 10) ?? null,
      audience: item.audience,
      named: item.audience === 'restricted' ? await namedOn(tx, item.id) : [],
    }
    const origin = input.origin ?? item.origin
    const originProblem = refuseNewOrigin(item.origin as Origin, origin as Origin)
    if (originProblem) throw invalid('origin', originProblem)
    const audience = input.audience ?? (item.audience as Audience)
    const audienceProblem = refuseAudience(item.audience as Audience, audience)
    if (audienceProblem) throw invalid('audience', audienceProblem)
    const status = input.status ?? (item.status as Status)
    const after = {
      title: input.title ?? item.title,
      description: input.description ?? item.description,
      type: input.type ?? item.type,
      origin,
      status,
      priority: input.priority ?? item.priority,
      estimate: input.estimate === undefined ? item.estimate : input.estimate,
      assignee: await chosen(input.assignee, item.assigneeId, (text) => personId(tx, text, 'assignee')),
      parent: await chosen(input.parent, item.parentId, (key) => parentId(tx, key, item.id)),
      iteration: await chosen(input.iteration, item.iterationId, (number) => iterationId(tx, number)),
      release: await chosen(input.release, item.releaseId, (slug) => releaseId(tx, slug)),
      goals: input.goals ? await goalIds(tx, input.goals) : before.goals,
      labels: input.labels ?? item.labels,
      due: input.due === undefined ? before.due : input.due,
      audience,
      named: await nameAround(tx, viewer, { id: item.id, audience, was: before.named, named: input.named }),
    }
    const version = item.version + 1
    const subject = { kind: 'item', id: item.id, version }
    const fields = Object.keys(before) as (keyof UpdateItem & keyof typeof before)[]
    // Nothing differs: nothing is written, and nobody is told.
    if (!note.changed(subject, { before, after, fields }))
      return { id: item.id, key: item.key, version: item.version }
    await regoal(tx, item.id, before.goals, after.goals)
    const written = await tx.item.updateMany({
      where: { id: item.id, version: item.version },
      data: {
        title: after.title,
        description: after.description,
        type: after.type,
        origin: after.origin,
        status: after.status,
        ...datesOfStatus(item, status, now),
        priority: after.priority,
        estimate: after.estimate,
        assigneeId: after.assignee,
        parentId: after.parent,
        iterationId: after.iteration,
        releaseId: after.release,
        labels: after.labels,
        due: after.due ? new Date(`${after.due}T00:00:00Z`) : null,
        audience: after.audience,
        version: { increment: 1 },
        updatedAt: now,
      },
    })
    if (written.count === 0)
      throw await tooLate(tx, { kind: 'item', id: item.id, since: input.version ?? item.version })
    return { id: item.id, key: item.key, version }
  },
  replay: ({ tx, id }) =>
    tx.item.findFirst({ where: { id }, select: { id: true, key: true, version: true } }),
})

/** Undefined leaves it, null empties it, anything else is looked up. */
async function chosen<T>(
  given: T | null | undefined,
  was: string | null,
  find: (given: T) => Promise<string>,
) {
  if (given === undefined) return was
  return given === null ? null : find(given)
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

async function regoal(tx: Tx, itemId: string, was: string[], is: string[]) {
  const left = was.filter((goal) => !is.includes(goal))
  const added = is.filter((goal) => !was.includes(goal))
  if (left.length) await tx.itemGoal.deleteMany({ where: { itemId, goalId: { in: left } } })
  if (added.length) await tx.itemGoal.createMany({ data: added.map((goalId) => ({ itemId, goalId })) })
}
