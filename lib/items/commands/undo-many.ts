// One change of many items, taken back as one more change. Only what still stands as that change left it is put back;
// what somebody did since is theirs, is kept, and is named.
import { isHouse } from '../../kernel/audience'
import { command, type Context } from '../../kernel/command'
import { notFound, Refusal } from '../../kernel/errors'
import type { ChecklistPoint, CustomValue } from '../custom-rules'
import { undoManySchema } from '../schema'
import { answeredBefore, remembered } from './answered'
import {
  lockItems,
  versionIn,
  withPublicPage,
  writeAll,
  type KeptItem,
  type ManyChanged,
  type Write,
} from './bulk'
import { changeItem, fieldsOf, inHistory, parentInSight, type FieldChanges } from './change'
import { lockOrder } from './create'
import type { FoundItem } from './lookups'
import { rememberIn } from './once'
import { linesOf, lookUp, takenRanks, usedSince, type Known, type Line } from './undo-reads'
import { writeGathered } from './write'

const publicPage = 'It has a public page. Withdraw that first, then archive it.'
const gone = 'What was there before is not there any more.'

/** Takes back what one command of one's own did to items. */
export const undoManyItems = command({
  name: 'item.undo-many',
  input: undoManySchema,
  may: isHouse,
  async run(context): Promise<ManyChanged> {
    const { tx, viewer, input, commandId } = context
    rememberIn(tx)
    const did = await linesOf(tx, input.commandId, viewer.id)
    const made = [...new Set(did.filter(({ field }) => field === 'created').map(({ item }) => item))]
    // What it made goes out of everybody's way, if nobody has done anything with it since.
    const lines = [
      ...did.filter(({ item }) => !made.includes(item)),
      ...made.map((item): Line => ({ item, field: 'archived', was: true, is: false, by: null })),
    ]
    if (lines.length === 0) throw notFound()
    if (lines.some(({ field }) => field === 'rank')) await lockOrder(tx)
    const items = await lockItems(tx, { ids: [...new Set(lines.map(({ item }) => item))] })
    const known = await lookUp(tx, lines)
    const taken = await takenRanks(tx, lines)
    const used = await usedSince(tx, made, input.commandId)
    const answer: ManyChanged = { id: commandId, changed: [], same: [], kept: [] }
    const inPlace: { item: FoundItem; lines: Line[] }[] = []
    for (const item of items) {
      if (used.has(item.id)) {
        answer.kept.push({ ...keptFor(item, [{ field: 'created', by: null }]), why: used.get(item.id)! })
        continue
      }
      const own = lines.filter((line) => line.item === item.id)
      const now: Record<string, unknown> = {
        ...inHistory(await fieldsOf(tx, item)),
        ...(own.some(({ field }) => field === 'parent') && { parent: await parentInSight(tx, item) }),
        rank: item.rank,
        archived: item.archivedAt !== null,
      }
      const since = own.filter(({ field, is }) => field !== 'doneDate' && plain(now[field]) !== plain(is))
      if (since.length > 0) answer.kept.push(keptFor(item, since))
      const back = own.filter((line) => !since.includes(line))
      if (!(await putBack(context, { item, lines: back, known }, answer))) answer.same.push(item.key)
      inPlace.push({ item, lines: back })
    }
    await writeGathered(context)
    const published = await withPublicPage(tx, items)
    // A part that could not leave what was made for it keeps that where it is.
    const held = answer.kept.some(({ fields, why }) => why === gone && fields.includes('parent'))
    const going = inPlace.filter(({ item }) => !held || !made.includes(item.id))
    const places = going.map((each) => putInPlace(context, { ...each, taken, published }, answer))
    await writeAll(
      tx,
      context.now,
      places.filter((place) => place !== null),
    )
    context.note.detail({ undid: input.commandId, items: items.length, kept: answer.kept.length })
    return answer
  },
  keep: remembered,
  replay: answeredBefore,
})

type Undo = Pick<Context<unknown>, 'tx' | 'viewer' | 'now' | 'note'>

/** Puts fields back; a field that cannot be is named, and the others are put back all the same. */
async function putBack(
  context: Undo,
  { item, lines, known }: { item: FoundItem; lines: Line[]; known: Known },
  answer: ManyChanged,
): Promise<boolean> {
  const fields: FieldChanges = {}
  for (const { field, was } of lines)
    if (!setBack(fields, { field, was }, known))
      answer.kept.push({ ...keptFor(item, [{ field, by: null }]), why: gone })
  for (;;)
    try {
      const { id, key, version } = await changeItem(context, item, fields)
      if (version === item.version) return false
      answer.changed.push({ id, key, version })
      return true
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const path = error.fields[0]?.path ?? ''
      if (!takeOut(fields, path)) throw error
      answer.kept.push({ ...keptFor(item, [{ field: path, by: null }]), why: error.message })
    }
}

function setBack(fields: FieldChanges, { field, was }: Pick<Line, 'field' | 'was'>, known: Known): boolean {
  if (field.startsWith('custom.')) {
    fields.custom = { ...fields.custom, [field.slice('custom.'.length)]: was as CustomValue | null }
    return true
  }
  if (field === 'goals') {
    const ids = was as string[]
    fields.goalIds = ids.filter((id) => known.goals.has(id))
    return fields.goalIds.length === ids.length
  }
  if (field === 'checklist') {
    fields.points = was as ChecklistPoint[]
    return true
  }
  // Nobody is named on what is not restricted: the list goes with the audience.
  if (field === 'named') {
    if ((was as string[]).length > 0) fields.named = was as string[]
    return true
  }
  // It follows the state, and counts only if that goes back to Done.
  if (field === 'doneDate') fields.doneDate = was as string | null
  if (['rank', 'archived', 'doneDate'].includes(field)) return true
  const names = { parent: known.parents, iteration: known.iterations, release: known.releases }[field]
  const value = names && was !== null ? names.get(was as string) : was
  if (value === undefined) return false
  Object.assign(fields, { [field]: value })
  return true
}

/** Leaves one field out; answers whether there was one to leave out. */
function takeOut(fields: FieldChanges, path: string): boolean {
  if (path.startsWith('custom.') && fields.custom) {
    const { [path.slice('custom.'.length)]: left, ...rest } = fields.custom
    fields.custom = rest
    return left !== undefined
  }
  const names: Record<string, keyof FieldChanges> = { goals: 'goalIds', checklist: 'points' }
  const name = names[path] ?? (path as keyof FieldChanges)
  if (fields[name] === undefined) return false
  delete fields[name]
  return true
}

/** Its old place in the order, if nobody stands there, and out of the archive or back into it. */
function putInPlace(
  { note }: Undo,
  {
    item,
    lines,
    taken,
    published,
  }: { item: FoundItem; lines: Line[]; taken: Set<string>; published: Set<string> },
  answer: ManyChanged,
): Write | null {
  const rank = lines.find(({ field }) => field === 'rank')
  if (rank && taken.has(String(rank.was)))
    answer.kept.push({ ...keptFor(item, [rank]), why: 'Something else stands at its old place now.' })
  const line = lines.find(({ field }) => field === 'archived')
  // A public page is withdrawn by somebody who means it, and not by the way.
  const stays = line?.was === true && published.has(item.id)
  if (line && stays) answer.kept.push({ ...keptFor(item, [line]), why: publicPage })
  const archived = stays ? undefined : line
  const back = {
    ...(rank && !taken.has(String(rank.was)) && { rank: String(rank.was) }),
    ...(archived && { archived: archived.was === true }),
  }
  if (Object.keys(back).length === 0) return null
  const version = versionIn(answer, item)
  const before = { rank: item.rank, archived: item.archivedAt !== null }
  note.changed(
    { kind: 'item', id: item.id, version },
    {
      before,
      after: { ...before, ...back },
      fields: ['rank', 'archived'],
      event: archived ? (back.archived ? 'item.archived' : 'item.restored') : 'item.placed',
    },
  )
  return { id: item.id, version, ...back }
}

function keptFor(item: FoundItem, lines: Pick<Line, 'field' | 'by'>[]): KeptItem {
  const people = [...new Set(lines.flatMap(({ by }) => by ?? []))]
  return {
    key: item.key,
    title: item.title,
    fields: lines.map(({ field }) => field),
    by: people.length > 0 ? people.join(' and ') : null,
  }
}

function plain(value: unknown): string {
  return JSON.stringify(value ?? null)
}
