// Many items in one change: all of it or none. Each item goes through the same `changeItem` as alone, so whatever holds
// for one holds for five hundred; look-ups are made once, and the rows are locked in one order, so that two such changes
// wait for each other instead of standing in each other's way.
import { randomUUID } from 'node:crypto'
import { isHouse, type Viewer } from '../../kernel/audience'
import { command, type Context } from '../../kernel/command'
import { Prisma, type Tx } from '../../kernel/db'
import { invalid, Refusal, type FieldProblem } from '../../kernel/errors'
import { ranks } from '../../kernel/rank'
import { isKey } from '../../kernel/shapes'
import { changedByOthers } from '../history'
import type { ChecklistPoint } from '../custom-rules'
import { checklistAfter } from '../rules'
import { changeManySchema, createItemSchema, type ManyChanges } from '../schema'
import { answeredBefore, remembered } from './answered'
import { changeItem, type ChangedItem, type FieldChanges } from './change'
import { mostPoints } from './check'
import { lockOrder } from './create'
import { withLabels } from './labels'
import { goalIds, type FoundItem } from './lookups'
import { rememberIn } from './once'
import { writeGathered } from './write'

/** An item of which something was left as it is, because somebody else changed it meanwhile or it cannot be. */
export type KeptItem = { key: string; title: string; fields: string[]; by: string | null; why?: string }

export type ManyChanged = {
  /** By which it can be undone. */
  id: string
  changed: ChangedItem[]
  /** Where everything stood as wanted already. */
  same: string[]
  kept: KeptItem[]
}

type Work = Pick<Context<unknown>, 'tx' | 'viewer' | 'now' | 'note'>

/** Changes up to 500 items, or none of them; refused with every item named that cannot be changed so. */
export const changeManyItems = command({
  name: 'item.change-many',
  input: changeManySchema,
  may: isHouse,
  async run(context): Promise<ManyChanged> {
    const { tx, viewer, input, commandId } = context
    rememberIn(tx)
    const keys = [...new Set(input.keys.map((key) => key.toUpperCase()))]
    if (input.changes.place) await lockOrder(tx)
    const items = await lockItems(tx, { keys })
    const problems: FieldProblem[] = keys
      .filter((key) => !items.some((item) => item.key === key))
      .map((path) => ({ path, message: 'There is nothing here.' }))
    const kept = await changedMeanwhile(tx, viewer, { items, ...input })
    const ours = items.filter((item) => !kept.some(({ key }) => key === item.key))
    const answer: ManyChanged = { id: commandId, changed: [], same: [], kept }
    const fields = await fieldsFor(tx, ours, input.changes)
    const published = input.changes.archived ? await withPublicPage(tx, ours) : new Set<string>()
    for (const item of ours)
      try {
        if (published.has(item.id))
          throw invalid('archived', 'It has a public page. Withdraw that first, then archive it.')
        const { version, key } = await changeItem(context, item, fields(item))
        if (version > item.version) answer.changed.push({ id: item.id, key, version })
        else answer.same.push(key)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        problems.push({ path: item.key, message: error.message })
      }
    if (problems.length > 0) throw refused(problems, keys.length)
    await writeGathered(context)
    const { archived, place } = input.changes
    if (archived) await archiveAll(context, ours, answer)
    if (place) await placeAll(context, ours, place, answer)
    context.note.detail({ items: keys.length, changed: answer.changed.length, kept: kept.length })
    return answer
  },
  keep: remembered,
  replay: answeredBefore,
})

function refused(problems: FieldProblem[], of: number): Refusal {
  const [first] = problems
  const words =
    of === 1
      ? first!.message
      : `${problems.length} of ${of} items cannot be changed so, and nothing was changed. ${first!.path}: ${first!.message}`
  return new Refusal('invalid', words, problems)
}

/** The items as they are now, locked in one order; those that are not there for this viewer are missing. */
export async function lockItems(tx: Tx, which: { keys: string[] } | { ids: string[] }): Promise<FoundItem[]> {
  const those =
    'keys' in which
      ? Prisma.sql`key = ANY (${which.keys.filter(isKey)}::text[]) AND archived_at IS NULL`
      : Prisma.sql`id = ANY (${which.ids}::uuid[])`
  const locked = await tx.$queryRaw<{ id: string }[]>(
    Prisma.sql`SELECT id FROM work.item WHERE ${those} AND work.hold_workflow() ORDER BY id FOR NO KEY UPDATE`,
  )
  return tx.item.findMany({
    where: { id: { in: locked.map(({ id }) => id) } },
    orderBy: { rank: 'asc' },
    include: { goals: { select: { goalId: true } } },
  })
}

/** What is set here, in the words of history. More or fewer labels and goals, and more words, go well with anybody's change. */
function touched({ custom, ...changes }: ManyChanges): string[] {
  const free = ['addLabels', 'removeLabels', 'addGoals', 'removeGoals', 'addParagraph', 'addPoint', 'place']
  const names = Object.entries(changes)
    .filter(([name, value]) => value !== undefined && !free.includes(name))
    .map(([name]) => name)
  // A state and its stage are one thing to whoever moves them.
  if (names.includes('status') || names.includes('stage')) names.push('status', 'stage')
  return [...new Set([...names, ...Object.keys(custom ?? {}).map((slug) => `custom.${slug}`)])]
}

/** The items of which somebody else changed one of these fields since the version that was on the screen. */
async function changedMeanwhile(
  tx: Tx,
  viewer: Viewer,
  {
    items,
    versions = {},
    changes,
  }: { items: FoundItem[]; versions?: Record<string, number>; changes: ManyChanges },
): Promise<KeptItem[]> {
  const since = items.flatMap(({ id, key, version }) =>
    versions[key] !== undefined && versions[key] < version ? [{ id, version: versions[key] }] : [],
  )
  if (since.length === 0) return []
  const rows = await changedByOthers(tx, viewer, { since, fields: touched(changes) })
  return items.flatMap(({ id, key, title }) => {
    const own = rows.filter((row) => row.item === id)
    const unique = (values: (string | null)[]) => [...new Set(values)].sort()
    return own.length > 0
      ? [
          {
            key,
            title,
            fields: unique(own.map(({ field }) => field)) as string[],
            by: unique(own.map(({ by }) => by)).join(' and '),
          },
        ]
      : []
  })
}

/** The change as it comes to one item: more or fewer labels and goals depend on what it has. */
async function fieldsFor(
  tx: Tx,
  items: FoundItem[],
  { addGoals, removeGoals, addParagraph, addPoint, archived: _, place: _place, ...same }: ManyChanges,
): Promise<(item: FoundItem) => FieldChanges> {
  const more = items.length > 0 && addGoals ? await goalIds(tx, addGoals) : []
  const fewer = items.length > 0 && removeGoals ? await goalIds(tx, removeGoals) : []
  return (item) => {
    const fields = withLabels(same, item)
    if (addGoals || removeGoals) {
      const was = same.goals ? [] : item.goals.map(({ goalId }) => goalId)
      fields.goalIds = [...new Set([...was, ...more])].filter((id) => !fewer.includes(id))
    }
    if (addParagraph) fields.description = longer(same.description ?? item.description, addParagraph)
    if (addPoint) fields.points = onePointMore(item.checklist as ChecklistPoint[], addPoint)
    return fields
  }
}

function longer(text: string, paragraph: string): string {
  const whole = text.trim() ? `${text.trimEnd()}\n\n${paragraph}` : paragraph
  const fits = createItemSchema.shape.description.safeParse(whole)
  if (!fits.success) throw invalid('description', 'Its description would become too long.')
  return whole
}

function onePointMore(points: readonly ChecklistPoint[], text: string): ChecklistPoint[] {
  if (points.length >= mostPoints) throw invalid('checklist', 'A hundred points are several pieces of work.')
  return checklistAfter([...points], { what: 'add', text }, randomUUID().slice(0, 8))!
}

export async function withPublicPage(tx: Tx, items: FoundItem[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT id FROM unnest(${items.map(({ id }) => id)}::uuid[]) AS id WHERE work.live_slug(id) IS NOT NULL`)
  return new Set(rows.map(({ id }) => id))
}

export type Write = { id: string; version: number; rank?: string; archived?: boolean }

/** The version of an item that the same command may have changed already: one for all of it. */
export function versionIn(answer: Pick<ManyChanged, 'changed' | 'same'>, item: FoundItem): number {
  const known = answer.changed.find(({ id }) => id === item.id)
  if (known) return known.version
  const version = item.version + 1
  answer.same = answer.same.filter((key) => key !== item.key)
  answer.changed.push({ id: item.id, key: item.key, version })
  return version
}

async function archiveAll({ tx, now, note }: Work, items: FoundItem[], answer: ManyChanged): Promise<void> {
  const rows = items.map((item): Write => ({ id: item.id, version: versionIn(answer, item), archived: true }))
  for (const { id, version } of rows)
    note.changed(
      { kind: 'item', id, version },
      {
        before: { archived: false },
        after: { archived: true },
        fields: ['archived'],
        event: 'item.archived',
      },
    )
  await writeAll(tx, now, rows)
}

/** Before or behind everything that there is, hidden items included, in the order in which they stand now. */
async function placeAll(
  { tx, now, note }: Work,
  items: FoundItem[],
  place: 'top' | 'bottom',
  answer: ManyChanged,
): Promise<void> {
  const [end] = await tx.$queryRaw<{ first: string | null; last: string | null }[]>(
    Prisma.sql`SELECT work.rank_below(NULL) AS first, work.rank_above(NULL) AS last`,
  )
  const made = place === 'top' ? ranks(null, end!.first, items.length) : ranks(end!.last, null, items.length)
  const rows = items.map((item, n): Write & { rank: string } => ({
    id: item.id,
    version: versionIn(answer, item),
    rank: made[n]!,
  }))
  for (const [n, { id, version, rank }] of rows.entries())
    note.changed(
      { kind: 'item', id, version },
      { before: { rank: items[n]!.rank }, after: { rank }, fields: ['rank'], event: 'item.placed' },
    )
  await writeAll(tx, now, rows)
}

/** What `changeItem` does not know: where an item stands, and whether it is set aside. */
export async function writeAll(tx: Tx, now: Date, rows: Write[]): Promise<void> {
  if (rows.length === 0) return
  await tx.$executeRaw(Prisma.sql`
    UPDATE work.item i SET rank = coalesce(r.rank, i.rank), version = r.version, updated_at = ${now},
      archived_at = CASE r.archived WHEN true THEN ${now} WHEN false THEN NULL ELSE i.archived_at END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, version int, rank text, archived boolean)
    WHERE i.id = r.id`)
}
