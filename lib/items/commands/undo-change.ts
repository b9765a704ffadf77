// Undo is one more change, which puts a field back to what it was before; so it is in the history like any other, and can
// itself be undone.
import { isTeammate } from '../../kernel/audience'
import { command } from '../../kernel/command'
import { Prisma, type Tx } from '../../kernel/db'
import { conflict, invalid, notFound } from '../../kernel/errors'
import type { ChecklistPoint } from '../custom-rules'
import { inWords, isUndoable } from '../history'
import { undoChangeSchema, updateItemSchema } from '../schema'
import { changeItem, fieldsOf, inHistory, parentInSight } from './change'
import { getItemToChange } from './lookups'

type Row = { field: string; was: unknown; is: unknown }

/** Type, state and stage hold each other: what one change did to them is undone together, and when it was done with them. */
const oneplace = ['type', 'status', 'stage', 'doneDate']

export const undoChange = command({
  name: 'item.undo-change',
  input: undoChangeSchema,
  may: isTeammate,
  async run({ tx, viewer, input, now, note }) {
    const item = await getItemToChange(tx, viewer, input.key)
    const fields = oneplace.includes(input.field) ? oneplace : [input.field]
    const rows = await tx.$queryRaw<Row[]>(Prisma.sql`
      SELECT field, was, "is" FROM work.history WHERE kind = 'item' AND subject_id = ${item.id}::uuid
        AND version = ${input.version} AND field = ANY (${fields}::text[])`)
    if (!rows.some(({ field }) => field === input.field) || !isUndoable(input.field)) throw notFound()
    const current: Record<string, unknown> = {
      ...inHistory(await fieldsOf(tx, item)),
      parent: await parentInSight(tx, item),
    }
    for (const row of fieldsIn(rows)) {
      if (JSON.stringify(current[row.field] ?? null) === JSON.stringify(row.is)) continue
      const { label, words } = await inWords(tx, row.field, [current[row.field], row.was])
      throw conflict(
        `${label} was changed again since: it is ${quoted(words[0])} now, and undoing would put ${quoted(words[1])} in its place. Change it by hand if that is what you mean.`,
      )
    }
    const list = rows.find(({ field }) => field === 'checklist')
    if (list) return changeItem({ tx, viewer, now, note }, item, { points: list.was as ChecklistPoint[] })
    const back = updateItemSchema
      .omit({ key: true, version: true })
      .safeParse(Object.assign({}, ...(await Promise.all(fieldsIn(rows).map((row) => asInput(tx, row))))))
    if (!back.success) throw invalid(input.field, 'What was there before cannot be put back any more.')
    const doneDate = rows.find(({ field }) => field === 'doneDate')?.was as string | null | undefined
    return changeItem({ tx, viewer, now, note }, item, { ...back.data, doneDate })
  },
})

function fieldsIn(rows: readonly Row[]): Row[] {
  return rows.filter(({ field }) => field !== 'doneDate')
}

/** What history holds as ids, named as a form would name it; each is looked up as the viewer again. */
async function asInput(tx: Tx, { field, was }: Row): Promise<object> {
  if (field.startsWith('custom.')) return { custom: { [field.slice('custom.'.length)]: was } }
  if (was === null) return { [field]: field === 'description' ? '' : null }
  const id = String(was)
  switch (field) {
    case 'parent':
      return {
        parent: await there(tx.item.findFirst({ where: { id }, select: { key: true } })).then((it) => it.key),
      }
    case 'iteration':
      return {
        iteration: await there(tx.iteration.findFirst({ where: { id }, select: { number: true } })).then(
          (it) => it.number,
        ),
      }
    case 'release':
      return {
        release: await there(tx.release.findFirst({ where: { id }, select: { slug: true } })).then(
          (it) => it.slug,
        ),
      }
    case 'goals': {
      const ids = was as string[]
      const found = await tx.goal.findMany({ where: { id: { in: ids } }, select: { slug: true } })
      if (found.length !== ids.length) throw gone()
      return { goals: found.map(({ slug }) => slug) }
    }
    default:
      return { [field]: was }
  }
}

async function there<T>(found: Promise<T | null>): Promise<T> {
  const thing = await found
  if (thing === null) throw gone()
  return thing
}

function gone() {
  return conflict('What was there before is not there any more, so it cannot be put back.')
}

function quoted(words: string | null | undefined): string {
  return words ? `“${words}”` : 'empty'
}
