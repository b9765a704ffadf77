// The fields that a team gives its items. A field is never deleted: it is taken out of use, and its values stay with the items.
import { randomUUID } from 'node:crypto'
import { isAdmin } from '../../kernel/audience'
import { command, tooLate } from '../../kernel/command'
import type { Tx } from '../../kernel/db'
import { conflict, invalid, orNotFound, refuseIf } from '../../kernel/errors'
import { slugify } from '../../kernel/text'
import { countChoices, replaceChoices } from '../../items'
import { choicesAfter } from '../field-rules'
import {
  addFieldSchema,
  changeChoicesSchema,
  changeFieldSchema,
  mostFields,
  onFieldSchema,
  shiftFieldSchema,
} from '../field-schema'
import { freeSlug } from '../rules'

/** One hand at the fields at a time. */
const lock = 'daylight.fields'

export const addField = command({
  name: 'field.add',
  input: addFieldSchema,
  may: isAdmin,
  lock,
  async run({ tx, input, note }) {
    const all = await tx.customField.findMany()
    const living = all.filter((each) => !each.retiredAt)
    refuseLabel(input.label, living)
    refuseIf(living.length >= mostFields, `${mostFields} fields are enough: nobody fills in more.`)
    const fromChoices = input.kind === 'choice' || input.kind === 'choices'
    const chosen = choicesAfter(
      { choices: (input.choices ?? []).map((text) => ({ text })) },
      { was: [], used: {} },
    )
    if (fromChoices && 'problem' in chosen) throw invalid('choices', chosen.problem)
    const id = randomUUID()
    const slug = freeSlug(
      slugify(input.label) || 'field',
      all.map((each) => each.slug),
    )
    await tx.customField.create({
      data: {
        id,
        slug,
        label: input.label,
        kind: input.kind,
        hint: input.hint ?? '',
        types: input.types ?? [],
        choices: fromChoices && 'choices' in chosen ? chosen.choices : [],
        position: Math.max(0, ...all.map((each) => each.position)) + 1,
      },
    })
    note.created({ kind: 'field', id, version: 1 })
    return { id, slug, version: 1 }
  },
  replay: ({ tx, id }) =>
    tx.customField.findFirst({ where: { id }, select: { id: true, slug: true, version: true } }),
})

/** Its name, its hint, and which types have it. What items have in it stays. */
export const changeField = command({
  name: 'field.change',
  input: changeFieldSchema,
  may: isAdmin,
  lock,
  async run({ tx, input, note }) {
    const field = await getField(tx, input)
    const after = {
      label: input.label ?? field.label,
      hint: input.hint ?? field.hint,
      types: input.types ?? field.types,
    }
    const others = await tx.customField.findMany({ where: { retiredAt: null, NOT: { id: field.id } } })
    refuseLabel(after.label, others)
    const before = { label: field.label, hint: field.hint, types: field.types }
    const subject = { kind: 'field', id: field.id, version: field.version + 1 }
    if (!note.changed(subject, { before, after, fields: ['label', 'hint', 'types'] }))
      return { id: field.id, version: field.version }
    await write(tx, field, after)
    return { id: field.id, version: subject.version }
  },
})

/** Choices are added, put in order, renamed and taken out; the items that have them follow, each with its history. */
export const changeChoices = command({
  name: 'field.choices',
  input: changeChoicesSchema,
  may: isAdmin,
  lock,
  async run(context) {
    const { tx, input, note } = context
    const field = await getField(tx, input)
    refuseIf(field.kind !== 'choice' && field.kind !== 'choices', 'This field is not chosen from a list.')
    const used = (await countChoices(tx, [field.slug]))[field.slug] ?? {}
    const after = choicesAfter(input, { was: field.choices, used })
    if ('problem' in after) throw invalid(after.path, after.problem)
    const subject = { kind: 'field', id: field.id, version: field.version + 1 }
    const changed = note.changed(subject, {
      before: { choices: field.choices },
      after: { choices: after.choices },
      fields: ['choices'],
    })
    if (!changed) return { id: field.id, version: field.version, items: 0 }
    await write(tx, field, { choices: after.choices })
    const items = await replaceChoices(context, { slug: field.slug, becomes: after.becomes })
    note.detail({ items })
    return { id: field.id, version: subject.version, items }
  },
})

/** One place up or down in forms and tables. */
export const shiftField = command({
  name: 'field.shift',
  input: shiftFieldSchema,
  may: isAdmin,
  lock,
  async run({ tx, input, note }) {
    const field = await getField(tx, input)
    const living = await tx.customField.findMany({
      where: { retiredAt: null },
      orderBy: [{ position: 'asc' }, { slug: 'asc' }],
    })
    const place = living.findIndex((each) => each.id === field.id)
    const order = [...living]
    const beside = place + (input.direction === 'up' ? -1 : 1)
    if (!living[beside]) return { id: field.id, version: field.version }
    ;[order[place], order[beside]] = [order[beside]!, order[place]!]
    for (const [n, each] of order.entries()) {
      if (each.position === n + 1) continue
      await write(tx, each, { position: n + 1 })
      note.changed(
        { kind: 'field', id: each.id, version: each.version + 1 },
        { before: { position: each.position }, after: { position: n + 1 }, fields: ['position'] },
      )
    }
    return { id: field.id, version: field.version + 1 }
  },
})

/** Out of use: no form asks for it, and what items have in it is kept. */
export const retireField = command({
  name: 'field.retire',
  input: onFieldSchema,
  may: isAdmin,
  lock,
  async run({ tx, input, now, note }) {
    const field = await getField(tx, input)
    await write(tx, field, { retiredAt: now })
    note.changed(
      { kind: 'field', id: field.id, version: field.version + 1 },
      { before: { retired: false }, after: { retired: true }, fields: ['retired'] },
    )
    return { id: field.id, version: field.version + 1 }
  },
})

/** Back in use, with all that items had in it. */
export const restoreField = command({
  name: 'field.restore',
  input: onFieldSchema,
  may: isAdmin,
  lock,
  async run({ tx, input, note }) {
    const field = await getField(tx, input, { retired: true })
    const living = await tx.customField.findMany({ where: { retiredAt: null } })
    if (living.some((each) => each.label.toLowerCase() === field.label.toLowerCase()))
      throw conflict(`There is a field “${field.label}” already. Rename that one first.`)
    refuseIf(living.length >= mostFields, `${mostFields} fields are enough: nobody fills in more.`)
    await write(tx, field, {
      retiredAt: null,
      position: Math.max(0, ...living.map((each) => each.position)) + 1,
    })
    note.changed(
      { kind: 'field', id: field.id, version: field.version + 1 },
      { before: { retired: true }, after: { retired: false }, fields: ['retired'] },
    )
    return { id: field.id, version: field.version + 1 }
  },
})

async function getField(tx: Tx, { id, version }: { id: string; version: number }, { retired = false } = {}) {
  const field = orNotFound(await tx.customField.findUnique({ where: { id } }))
  if (field.version !== version) throw await tooLate(tx, { kind: 'field', id, since: version })
  if (Boolean(field.retiredAt) !== retired)
    throw conflict(retired ? 'This field is in use already.' : 'This field was taken out of use.')
  return field
}

async function write(
  tx: Tx,
  field: { id: string; version: number },
  data: Partial<{
    label: string
    hint: string
    types: string[]
    choices: string[]
    position: number
    retiredAt: Date | null
  }>,
) {
  const written = await tx.customField.updateMany({
    where: { id: field.id, version: field.version },
    data: { ...data, version: { increment: 1 } },
  })
  if (written.count === 0) throw await tooLate(tx, { kind: 'field', id: field.id, since: field.version })
}

function refuseLabel(label: string, others: readonly { label: string }[]): void {
  if (others.some((each) => each.label.toLowerCase() === label.toLowerCase()))
    throw invalid('label', `There is a field “${label}” already. Choose another name.`)
}
