import { randomUUID } from 'node:crypto'
import { isTeam, type Viewer } from '../kernel/audience'
import { command, tooLate } from '../kernel/command'
import type { Tx } from '../kernel/db'
import { notAllowed, orNotFound, Refusal } from '../kernel/errors'
import { problemInWords } from '../kernel/query'
import { newSuffix } from '../kernel/secrets'
import { slugify } from '../kernel/text'
import { itemsWhere } from '../items'
import { placeParts, type ViewPlace } from './rules'
import { changeViewSchema, saveViewSchema, viewSchema } from './schema'

/** Keeps an address under a name, for oneself or for the security team. */
export const saveView = command({
  name: 'view.save',
  input: saveViewSchema,
  may: isTeam,
  async run({ tx, viewer, input, now, note }) {
    refuseParts(input.place, input.shape)
    await refuseUnreadable(tx, viewer, input.query)
    const id = randomUUID()
    const slug = `${slugify(input.name)}-${newSuffix()}`
    await tx.savedView.create({
      data: {
        id,
        slug,
        name: input.name,
        place: input.place,
        query: input.query ?? '',
        shape: input.shape ?? {},
        shared: input.shared ?? false,
        ownerId: viewer.id!,
        createdAt: now,
        updatedAt: now,
      },
    })
    note.created({ kind: 'view', id, version: 1 })
    return { id, slug, version: 1 }
  },
  replay: ({ tx, id }) =>
    tx.savedView.findFirst({ where: { id }, select: { id: true, slug: true, version: true } }),
})

/** A new name, other words, shared or not any more. Only its owner changes a view. */
export const changeView = command({
  name: 'view.change',
  input: changeViewSchema,
  may: isTeam,
  async run({ tx, viewer, input, now, note }) {
    const view = await ownView(tx, viewer.id, input.slug, { archived: false })
    refuseParts(view.place as ViewPlace, input.shape)
    await refuseUnreadable(tx, viewer, input.query)
    const before = { name: view.name, query: view.query, shape: view.shape, shared: view.shared }
    const after = {
      name: input.name ?? view.name,
      query: input.query ?? view.query,
      shape: input.shape ?? view.shape,
      shared: input.shared ?? view.shared,
    }
    const written = await tx.savedView.updateMany({
      where: { id: view.id, version: input.version },
      data: { ...after, shape: after.shape as object, version: { increment: 1 }, updatedAt: now },
    })
    if (written.count === 0) throw await tooLate(tx, { kind: 'view', id: view.id, since: input.version })
    const version = input.version + 1
    note.changed(
      { kind: 'view', id: view.id, version },
      { before, after, fields: ['name', 'query', 'shape', 'shared'] },
    )
    return { id: view.id, slug: view.slug, version }
  },
})

/** Takes a view out of all lists; nothing is lost. */
export const archiveView = command({
  name: 'view.archive',
  input: viewSchema,
  may: isTeam,
  run: (context) => setAside(context, true),
})

export const restoreView = command({
  name: 'view.restore',
  input: viewSchema,
  may: isTeam,
  run: (context) => setAside(context, false),
})

type Aside = Parameters<Parameters<typeof command<typeof viewSchema, { id: string }>>[0]['run']>[0]

async function setAside({ tx, viewer, input, now, note }: Aside, archived: boolean) {
  const view = await ownView(tx, viewer.id, input.slug, { archived: !archived })
  const written = await tx.savedView.updateMany({
    where: { id: view.id, version: input.version },
    data: { archivedAt: archived ? now : null, version: { increment: 1 }, updatedAt: now },
  })
  if (written.count === 0) throw await tooLate(tx, { kind: 'view', id: view.id, since: input.version })
  const version = input.version + 1
  note.changed(
    { kind: 'view', id: view.id, version },
    { before: { archived: !archived }, after: { archived }, fields: ['archived'] },
  )
  return { id: view.id, slug: view.slug, version }
}

/** A view of one's own. One of another's that is shared is there, and is not one's to change. */
async function ownView(tx: Tx, ownerId: string | null, slug: string, { archived }: { archived: boolean }) {
  const view = orNotFound(
    await tx.savedView.findFirst({ where: { slug, archivedAt: archived ? { not: null } : null } }),
  )
  if (view.ownerId !== ownerId) throw notAllowed('Only whoever saved a view changes it. Save it as your own.')
  return view
}

/** What its place does not read is no part of a view. */
function refuseParts(place: ViewPlace, shape: Record<string, string> = {}): void {
  const unknown = Object.keys(shape).filter((name) => !placeParts[place].includes(name))
  if (unknown.length === 0) return
  const message = `The ${place} reads no such part. Known are: ${placeParts[place].join(', ')}.`
  throw new Refusal(
    'invalid',
    message,
    unknown.map((name) => ({ path: `shape.${name}`, message })),
  )
}

/** A view whose query nobody can read shows nobody anything. What it names is not looked up: that is its reader's. */
async function refuseUnreadable(tx: Tx, viewer: Viewer, query = ''): Promise<void> {
  const asked = await itemsWhere(tx, viewer, query)
  if (asked.ok) return
  const { from, to, choices } = asked.problem
  const message = problemInWords(asked.problem)
  throw new Refusal('invalid', message, [{ path: 'query', message, position: { from, to }, choices }])
}
