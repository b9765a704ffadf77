// Changing the workflow while work is under way. A stage is never deleted: it is taken out, its items go where the admin
// says in the same transaction, and its word stays for what happened before. docs/decisions/2026-11-25-stages-taken-out.md
import { randomUUID } from 'node:crypto'
import { isAdmin } from '../../kernel/audience'
import { command, tooLate, type Context } from '../../kernel/command'
import type { Tx } from '../../kernel/db'
import { conflict, invalid, orNotFound, refuseIf } from '../../kernel/errors'
import { slugify } from '../../kernel/text'
import { sendOn, type ItemType, type Status } from '../../items'
import { freeSlug, mostStages, neighbourOf, refuseLabel } from '../rules'
import {
  addStageSchema,
  changeStageSchema,
  emptyStageSchema,
  restoreStageSchema,
  retireStageSchema,
  shiftStageSchema,
  type Destination,
} from '../schema'

/**
 * One hand at the workflow at a time, so that two admins never give two stages one place or one name. Whoever puts an item
 * somewhere shares it (`work.hold_workflow`), so that no stage is taken out under an item on its way in.
 */
export const lock = 'daylight.workflow'

export const addStage = command({
  name: 'stage.add',
  input: addStageSchema,
  may: isAdmin,
  lock,
  async run({ tx, input, note }) {
    const { type, label, status } = input
    const all = await stagesOf(tx, type)
    const living = all.filter((each) => !each.retiredAt)
    const problem = refuseLabel(label, living)
    if (problem) throw invalid('label', problem)
    refuseIf(living.length >= mostStages, `${mostStages} stages are enough for one type.`)
    const slug = freeSlug(
      slugify(label) || 'stage',
      all.map((each) => each.slug),
    )
    const id = randomUUID()
    await tx.stage.create({ data: { id, type, slug, label, status, position: nextPosition(all) } })
    note.created({ kind: 'stage', id, version: 1 })
    return { id, slug, version: 1 }
  },
  replay: ({ tx, id }) =>
    tx.stage.findFirst({ where: { id }, select: { id: true, slug: true, version: true } }),
})

/** Another name, or another of the five states; then the items that stand in it come along. */
export const changeStage = command({
  name: 'stage.change',
  input: changeStageSchema,
  may: isAdmin,
  lock,
  async run(context) {
    const { tx, input, note } = context
    const stage = await getStage(tx, input)
    const all = await stagesOf(tx, stage.type)
    const after = { label: input.label ?? stage.label, status: input.status ?? stage.status }
    const problem = refuseLabel(
      after.label,
      all.filter((each) => !each.retiredAt),
      stage.id,
    )
    if (problem) throw invalid('label', problem)
    const subject = { kind: 'stage', id: stage.id, version: stage.version + 1 }
    const before = { label: stage.label, status: stage.status }
    if (!note.changed(subject, { before, after, fields: ['label', 'status'] }))
      return { id: stage.id, version: stage.version, moved: 0 }
    const elsewhere = after.status !== stage.status
    await write(tx, stage, { ...after, ...(elsewhere ? { position: nextPosition(all) } : {}) })
    const moved = elsewhere
      ? await sendOn(context, {
          type: stage.type,
          stage: stage.slug,
          to: { status: after.status, stage: stage.slug },
        })
      : 0
    note.detail({ moved })
    return { id: stage.id, version: subject.version, moved }
  },
})

/** One place up or down among the stages of its state. */
export const shiftStage = command({
  name: 'stage.shift',
  input: shiftStageSchema,
  may: isAdmin,
  lock,
  async run({ tx, input, note }) {
    const stage = await getStage(tx, input)
    const living = (await stagesOf(tx, stage.type)).filter((each) => !each.retiredAt)
    const other = neighbourOf(living, stage.id, input.direction)
    if (!other) return { id: stage.id, version: stage.version }
    await write(tx, stage, { position: other.position })
    await write(tx, other, { position: stage.position })
    for (const [own, theirs] of [
      [stage, other],
      [other, stage],
    ] as const)
      note.changed(
        { kind: 'stage', id: own.id, version: own.version + 1 },
        { before: { position: own.position }, after: { position: theirs.position }, fields: ['position'] },
      )
    return { id: stage.id, version: stage.version + 1 }
  },
})

/** Takes a stage out of the workflow; the items that stand in it go where the admin says, with their history. */
export const retireStage = command({
  name: 'stage.retire',
  input: retireStageSchema,
  may: isAdmin,
  lock,
  async run(context) {
    const { tx, input, now, note } = context
    const stage = await getStage(tx, input)
    const moved = await sendAway(context, stage)
    await write(tx, stage, { retiredAt: now })
    note.changed(
      { kind: 'stage', id: stage.id, version: stage.version + 1 },
      { before: { retired: false }, after: { retired: true }, fields: ['retired'] },
    )
    note.detail({ moved })
    return { id: stage.id, version: stage.version + 1, moved }
  },
})

/** Sends on what still stands in a stage that was taken out: what only somebody else could see then. */
export const emptyStage = command({
  name: 'stage.empty',
  input: emptyStageSchema,
  may: isAdmin,
  lock,
  async run(context) {
    const stage = await getStage(context.tx, context.input, { retired: true })
    const moved = await sendAway(context, stage)
    context.note.detail({ moved })
    return { id: stage.id, version: stage.version, moved }
  },
})

/** Brings a stage back, at the end of its state. */
export const restoreStage = command({
  name: 'stage.restore',
  input: restoreStageSchema,
  may: isAdmin,
  lock,
  async run({ tx, input, note }) {
    const stage = await getStage(tx, input, { retired: true })
    const all = await stagesOf(tx, stage.type)
    const living = all.filter((each) => !each.retiredAt)
    const problem = refuseLabel(stage.label, living)
    if (problem) throw conflict(`${problem} Rename the other one first.`)
    refuseIf(living.length >= mostStages, `${mostStages} stages are enough for one type.`)
    await write(tx, stage, { retiredAt: null, position: nextPosition(all) })
    note.changed(
      { kind: 'stage', id: stage.id, version: stage.version + 1 },
      { before: { retired: true }, after: { retired: false }, fields: ['retired'] },
    )
    return { id: stage.id, version: stage.version + 1 }
  },
})

type Stage = Awaited<ReturnType<typeof getStage>>

/** The stage that an admin had before them, in the very version; anything newer is said. */
async function getStage(tx: Tx, { id, version }: { id: string; version: number }, { retired = false } = {}) {
  const stage = orNotFound(await tx.stage.findUnique({ where: { id } }))
  if (stage.version !== version) throw await tooLate(tx, { kind: 'stage', id, since: version })
  if (Boolean(stage.retiredAt) !== retired)
    throw conflict(
      retired ? 'This stage is in the workflow already.' : 'This stage was taken out of the workflow.',
    )
  return { ...stage, type: stage.type as ItemType, status: stage.status as Status }
}

async function stagesOf(tx: Tx, type: ItemType) {
  const all = await tx.stage.findMany({ where: { type } })
  return all.map((each) => ({ ...each, status: each.status as Status }))
}

async function write(
  tx: Tx,
  stage: { id: string; version: number },
  data: Partial<{ label: string; status: Status; position: number; retiredAt: Date | null }>,
) {
  const written = await tx.stage.updateMany({
    where: { id: stage.id, version: stage.version },
    data: { ...data, version: { increment: 1 } },
  })
  if (written.count === 0) throw await tooLate(tx, { kind: 'stage', id: stage.id, since: stage.version })
}

/** Where to is a question only while something stands there. */
async function sendAway(context: Context<Destination & { id: string }>, stage: Stage): Promise<number> {
  const { tx, input } = context
  const standing = await tx.item.count({ where: { type: stage.type, stage: stage.slug } })
  if (standing === 0) return 0
  const to = await destination(tx, stage, input)
  if (!to)
    throw invalid(
      'to',
      standing === 1
        ? 'An item stands in this stage. Say where it goes.'
        : `${standing} items stand in this stage. Say where they go.`,
    )
  return sendOn(context, { type: stage.type, stage: stage.slug, to })
}

async function destination(tx: Tx, stage: Stage, { toStage, toStatus }: Destination) {
  if (toStage) {
    const other = await tx.stage.findFirst({
      where: { id: toStage, type: stage.type, retiredAt: null, NOT: { id: stage.id } },
    })
    if (!other) throw invalid('to', 'That stage is not there any more. Choose another.')
    return { status: other.status as Status, stage: other.slug }
  }
  return toStatus ? { status: toStatus, stage: null } : null
}

function nextPosition(stages: readonly { position: number }[]): number {
  return Math.max(0, ...stages.map((each) => each.position)) + 1
}
