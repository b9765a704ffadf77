// What we strive for, and the steps on the way. A step belongs to its goal: changing one raises the goal's version.
import { randomUUID } from 'node:crypto'
import { isHouse } from '../kernel/audience'
import { command, tooLate } from '../kernel/command'
import { invalid, orNotFound } from '../kernel/errors'
import type { Tx } from '../kernel/db'
import { newSuffix } from '../kernel/secrets'
import { slugify } from '../kernel/text'
import { addMilestoneSchema, createGoalSchema, updateGoalSchema, updateMilestoneSchema } from './schema'

const dayOf = (text: string | null | undefined) => (text ? new Date(`${text}T00:00:00Z`) : null)

/** A new goal, for everyone here to see unless said otherwise. */
export const createGoal = command({
  name: 'goal.create',
  input: createGoalSchema,
  may: isHouse,
  async run({ tx, input, viewer, now, note }) {
    const id = randomUUID()
    const slug = `${slugify(input.title)}-${newSuffix()}`
    await tx.goal.create({
      data: {
        id,
        slug,
        title: input.title,
        problem: input.problem ?? '',
        accountableId: input.accountable ? await accountableOf(tx, input.accountable) : null,
        due: dayOf(input.due),
        health: input.health ?? 'on track',
        confidence: input.confidence ?? null,
        audience: input.audience ?? 'internal',
        createdById: viewer.id,
        createdAt: now,
        updatedAt: now,
      },
      select: { id: true },
    })
    note.created({ kind: 'goal', id, version: 1 })
    return { id, slug, version: 1 }
  },
  replay: ({ tx, id }) =>
    tx.goal.findFirst({ where: { id }, select: { id: true, slug: true, version: true } }),
})

/** Changes the fields that are named, and no other. */
export const updateGoal = command({
  name: 'goal.update',
  input: updateGoalSchema,
  may: isHouse,
  async run({ tx, input, now, note }) {
    const goal = orNotFound(await tx.goal.findFirst({ where: { slug: input.slug, archivedAt: null } }))
    const before = {
      title: goal.title,
      problem: goal.problem,
      accountable: goal.accountableId,
      due: goal.due?.toISOString().slice(0, 10) ?? null,
      health: goal.health,
      confidence: goal.confidence,
      audience: goal.audience,
    }
    const after = {
      title: input.title ?? before.title,
      problem: input.problem ?? before.problem,
      accountable:
        input.accountable === undefined
          ? before.accountable
          : input.accountable && (await accountableOf(tx, input.accountable)),
      due: input.due === undefined ? before.due : input.due,
      health: input.health ?? before.health,
      confidence: input.confidence === undefined ? before.confidence : input.confidence,
      audience: input.audience ?? before.audience,
    }
    const since = input.version ?? goal.version
    const { accountable, due, ...rest } = after
    const written = await tx.goal.updateMany({
      where: { id: goal.id, version: since },
      data: {
        ...rest,
        accountableId: accountable,
        due: dayOf(due),
        version: { increment: 1 },
        updatedAt: now,
      },
    })
    if (written.count === 0) throw await tooLate(tx, { kind: 'goal', id: goal.id, since })
    const subject = { kind: 'goal', id: goal.id, version: goal.version + 1 }
    note.changed(subject, { before, after, fields: Object.keys(before) as (keyof typeof before)[] })
    return { id: goal.id, slug: goal.slug, version: subject.version }
  },
})

/** One more step on the way, the last so far. */
export const addMilestone = command({
  name: 'goal.add-milestone',
  input: addMilestoneSchema,
  may: isHouse,
  async run({ tx, input, now, note }) {
    const goal = orNotFound(await tx.goal.findFirst({ where: { slug: input.goal, archivedAt: null } }))
    const last = await tx.milestone.findFirst({
      where: { goalId: goal.id },
      orderBy: { position: 'desc' },
      select: { position: true },
    })
    const id = randomUUID()
    const state = input.state ?? 'open'
    await tx.milestone.create({
      data: {
        id,
        goalId: goal.id,
        position: (last?.position ?? 0) + 1,
        title: input.title,
        state,
        due: dayOf(input.due),
        doneAt: state.startsWith('done') ? now : null,
      },
      select: { id: true },
    })
    const version = await raise(tx, { goalId: goal.id, now })
    note.changed(
      { kind: 'goal', id: goal.id, version },
      { before: { milestone: null }, after: { milestone: id }, fields: ['milestone'] },
    )
    return { id, version }
  },
})

/** Changes a step. The version is its goal's. */
export const updateMilestone = command({
  name: 'goal.update-milestone',
  input: updateMilestoneSchema,
  may: isHouse,
  async run({ tx, input, now, note }) {
    const milestone = orNotFound(await tx.milestone.findFirst({ where: { id: input.id } }))
    const before = {
      title: milestone.title,
      state: milestone.state,
      due: milestone.due?.toISOString().slice(0, 10) ?? null,
    }
    const after = {
      title: input.title ?? before.title,
      state: input.state ?? before.state,
      due: input.due === undefined ? before.due : input.due,
    }
    const isDone = after.state.startsWith('done')
    // First the goal, whose row is the lock: whoever comes second sees the first one's version.
    const version = await raise(tx, { goalId: milestone.goalId, now, since: input.version })
    await tx.milestone.updateMany({
      where: { id: milestone.id },
      data: {
        title: after.title,
        state: after.state,
        due: dayOf(after.due),
        doneAt: isDone ? (milestone.doneAt ?? now) : null,
      },
    })
    note.changed(
      { kind: 'goal', id: milestone.goalId, version },
      {
        before: { milestone: { id: milestone.id, ...before } },
        after: { milestone: { id: milestone.id, ...after } },
        fields: ['milestone'],
      },
    )
    return { id: milestone.id, version }
  },
})

async function raise(
  tx: Tx,
  { goalId, now, since }: { goalId: string; now: Date; since?: number },
): Promise<number> {
  const goal = await tx.goal.update({
    where: { id: goalId },
    data: { version: { increment: 1 }, updatedAt: now },
    select: { version: true },
  })
  // Taken back with everything else when it was not the version that the person had.
  if (since !== undefined && goal.version !== since + 1)
    throw await tooLate(tx, { kind: 'goal', id: goalId, since })
  return goal.version
}

async function accountableOf(tx: Tx, id: string): Promise<string> {
  const person = await tx.person.findFirst({
    where: { id, disabledAt: null, role: { not: 'guest' } },
    select: { id: true },
  })
  if (!person) throw invalid('accountable', 'Nobody here goes by that. Choose somebody from the list.')
  return person.id
}
