// Templates are the team's: whoever plans may write one. One that is taken out of use stays, and may come back.
import { randomUUID } from 'node:crypto'
import { isHouse } from '../../kernel/audience'
import { command, tooLate } from '../../kernel/command'
import type { Tx } from '../../kernel/db'
import { conflict, invalid, orNotFound, refuseIf } from '../../kernel/errors'
import {
  addTemplateSchema,
  changeTemplateSchema,
  mostTemplates,
  onTemplateSchema,
  type TemplateFields,
} from '../template-schema'

/** One hand at the templates at a time, for their names. */
const lock = 'daylight.templates'

export const addTemplate = command({
  name: 'template.add',
  input: addTemplateSchema,
  may: isHouse,
  lock,
  async run({ tx, input, note }) {
    await refuseName(tx, input.name)
    const inUse = await tx.itemTemplate.count({ where: { retiredAt: null } })
    refuseIf(inUse >= mostTemplates, 'A hundred templates are more than anybody chooses from.')
    const id = randomUUID()
    await tx.itemTemplate.create({
      data: { id, ...input, checklist: points(input.checklist, []) },
      select: { id: true },
    })
    note.created({ kind: 'template', id, version: 1 })
    return { id, version: 1 }
  },
  replay: ({ tx, id }) => tx.itemTemplate.findFirst({ where: { id }, select: { id: true, version: true } }),
})

export const changeTemplate = command({
  name: 'template.change',
  input: changeTemplateSchema,
  may: isHouse,
  lock,
  async run({ tx, input, note }) {
    const { id: _id, version: _version, ...after } = input
    const template = await getTemplate(tx, input)
    await refuseName(tx, input.name, template.id)
    const kept = template.checklist as Point[]
    const before: TemplateFields = {
      ...(template as unknown as TemplateFields),
      checklist: kept.map(({ text }) => text),
    }
    const subject = { kind: 'template', id: template.id, version: template.version + 1 }
    const fields = Object.keys(after) as (keyof TemplateFields)[]
    if (!note.changed(subject, { before, after, fields }))
      return { id: template.id, version: template.version }
    await write(tx, template, { ...after, checklist: points(after.checklist, kept) })
    return { id: template.id, version: subject.version }
  },
})

export const retireTemplate = command({
  name: 'template.retire',
  input: onTemplateSchema,
  may: isHouse,
  lock,
  async run({ tx, input, now, note }) {
    const template = await getTemplate(tx, input)
    await write(tx, template, { retiredAt: now })
    const subject = { kind: 'template', id: template.id, version: template.version + 1 }
    note.changed(subject, { before: { retired: false }, after: { retired: true }, fields: ['retired'] })
    return { id: template.id, version: subject.version }
  },
})

export const restoreTemplate = command({
  name: 'template.restore',
  input: onTemplateSchema,
  may: isHouse,
  lock,
  async run({ tx, input, note }) {
    const template = await getTemplate(tx, input, { retired: true })
    await write(tx, template, { retiredAt: null })
    const subject = { kind: 'template', id: template.id, version: template.version + 1 }
    note.changed(subject, { before: { retired: true }, after: { retired: false }, fields: ['retired'] })
    return { id: template.id, version: subject.version }
  },
})

type Point = { id: string; text: string; doneAt: null; doneById: null }

function points(texts: readonly string[], was: readonly Point[]): Point[] {
  return texts.map((text) => ({
    id: was.find((each) => each.text === text)?.id ?? randomUUID().slice(0, 8),
    text,
    doneAt: null,
    doneById: null,
  }))
}

async function getTemplate(
  tx: Tx,
  { id, version }: { id: string; version: number },
  { retired = false } = {},
) {
  const template = orNotFound(await tx.itemTemplate.findUnique({ where: { id } }))
  if (template.version !== version) throw await tooLate(tx, { kind: 'template', id, since: version })
  if (Boolean(template.retiredAt) !== retired)
    throw conflict(retired ? 'This template is in use already.' : 'This template was taken out of use.')
  return template
}

async function write(
  tx: Tx,
  template: { id: string; version: number },
  data: Partial<Omit<TemplateFields, 'checklist'>> & { checklist?: Point[]; retiredAt?: Date | null },
) {
  const written = await tx.itemTemplate.updateMany({
    where: { id: template.id, version: template.version },
    data: { ...data, version: { increment: 1 } },
  })
  if (written.count === 0)
    throw await tooLate(tx, { kind: 'template', id: template.id, since: template.version })
}

/** A name stays with its template, in use or not, so that a list never has two of one name. */
async function refuseName(tx: Tx, name: string, own?: string) {
  const there = await tx.itemTemplate.findFirst({
    where: { name: { equals: name, mode: 'insensitive' }, ...(own ? { NOT: { id: own } } : {}) },
    select: { retiredAt: true },
  })
  if (there)
    throw invalid(
      'name',
      there.retiredAt
        ? `“${name}” is a template that is out of use. Bring it back, or choose another name.`
        : `There is a template “${name}” already. Choose another name.`,
    )
}
