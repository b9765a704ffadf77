// What is too big for an iteration becomes several pieces, and each says where it came from.
import { isHouse, type Audience } from '../../kernel/audience'
import { command, tooLate, type Context } from '../../kernel/command'
import { invalid } from '../../kernel/errors'
import { groupItemsSchema, splitItemSchema, type CreateItem, type ItemType, type Origin } from '../schema'
import { changeItem } from './change'
import { makeItem, orderLock, type MadeItem } from './create'
import { getItem, getItemToChange, type FoundItem } from './lookups'
import { placeBeside } from './move-many'

/** `undo`: by which it can be undone. */
export type SplitItem = { id: string; key: string; version: number; undo: string; parts: MadeItem[] }

/**
 * Makes several items of one. The item keeps its key and its thread, with the title and points that are left for it; the
 * parts stand directly behind it with its parent, goals, labels, iteration and audience.
 */
export const splitItem = command({
  name: 'item.split',
  input: splitItemSchema,
  may: isHouse,
  lock: orderLock,
  async run(context): Promise<SplitItem> {
    const { tx, viewer, input, note } = context
    const item = await getItemToChange(tx, viewer, input.key)
    if (input.version !== undefined && input.version !== item.version)
      throw await tooLate(tx, { kind: 'item', id: item.id, since: input.version })
    const like = await fieldsLike(context, item)
    const parts: MadeItem[] = []
    for (const part of input.parts)
      parts.push(await makeItem(context, { ...like, title: part.title, estimate: part.estimate ?? null }))
    await tx.itemRelation.createMany({
      data: parts.map(({ id }) => ({ fromId: id, toId: item.id, kind: 'split from' })),
    })
    await placeBeside(
      context,
      parts.map(({ key }) => key),
      { below: item.rank },
    )
    const { id, key, version } = await changeItem(context, item, {
      title: input.title,
      estimate: input.estimate,
    })
    // Also where nothing but its relations changed.
    note.told({ kind: 'item', id, version }, 'item.split')
    return { id, key, version, undo: context.commandId, parts }
  },
})

/** Makes items parts of one epic, an old or a new one. */
export const groupItems = command({
  name: 'item.group',
  input: groupItemsSchema,
  may: isHouse,
  lock: orderLock,
  async run(context): Promise<{ id: string; key: string; version: number; undo: string }> {
    const { tx, viewer, input } = context
    // In one order for everybody, so that two who group at once do not wait for each other in a ring.
    const keys = [...new Set(input.keys.map((key) => key.toUpperCase()))].sort()
    const items: FoundItem[] = []
    for (const key of keys) items.push(await getItemToChange(tx, viewer, key))
    const epic = input.epic ? await getItem(tx, input.epic) : null
    if (epic && epic.type !== 'epic')
      throw invalid('epic', `${epic.key} is no epic. Choose one, or name a new one.`)
    if (epic && keys.includes(epic.key)) throw invalid('epic', 'An epic is no part of itself.')
    const parent = epic ?? (await newEpic(context, input.title!, items))
    for (const item of items) await changeItem(context, item, { parent: parent.key })
    return { id: parent.id, key: parent.key, version: parent.version, undo: context.commandId }
  },
})

/** What parts have in common with what they came from. */
async function fieldsLike(
  { tx }: Pick<Context<unknown>, 'tx'>,
  item: FoundItem,
): Promise<Omit<CreateItem, 'title'> & { ideaId?: string }> {
  const [parent, iteration, release, goals, named] = await Promise.all([
    item.parentId
      ? tx.item.findFirst({ where: { id: item.parentId, archivedAt: null }, select: { key: true } })
      : null,
    item.iterationId
      ? tx.iteration.findUnique({ where: { id: item.iterationId }, select: { number: true } })
      : null,
    item.releaseId
      ? tx.release.findFirst({ where: { id: item.releaseId, archivedAt: null }, select: { slug: true } })
      : null,
    tx.goal.findMany({
      where: { id: { in: item.goals.map(({ goalId }) => goalId) }, archivedAt: null },
      select: { slug: true },
    }),
    item.audience === 'restricted'
      ? tx.namedPerson.findMany({ where: { subjectId: item.id }, select: { personId: true } })
      : [],
  ])
  return {
    type: item.type as ItemType,
    origin: item.origin as Origin,
    ideaId: item.ideaId ?? undefined,
    priority: item.priority as CreateItem['priority'],
    labels: item.labels,
    audience: item.audience as Audience,
    parent: parent?.key,
    iteration: iteration?.number,
    release: release?.slug,
    goals: goals.map(({ slug }) => slug),
    ...(item.audience === 'restricted' ? { named: named.map(({ personId }) => personId) } : {}),
  }
}

/** A new epic stands directly ahead of the first of its parts. */
async function newEpic(
  context: Context<unknown>,
  title: string,
  items: readonly FoundItem[],
): Promise<MadeItem> {
  const origin = items[0]!.origin as Origin
  const made = await makeItem(context, {
    title,
    type: 'epic',
    origin: origin === 'wishlist' ? 'small' : origin,
  })
  const [first] = items.map(({ rank }) => rank).sort((a, b) => (a < b ? -1 : 1))
  await placeBeside(context, [made.key], { above: first! })
  return { ...made, version: 2 }
}
