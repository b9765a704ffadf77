// Two people, one field. What somebody else made of it since the writer saw it is not overwritten unasked: the change is
// refused, with what stands there now, who put it there and when.
import type { Viewer } from '../../kernel/audience'
import type { Tx } from '../../kernel/db'
import { Refusal, type Clash } from '../../kernel/errors'
import { lastChangesOf } from '../history'
import type { EditItem } from '../schema'
import { goalIds, iterationId, parentId, personId, releaseId, type FoundItem } from './lookups'

type Fields = Omit<EditItem, 'key' | 'version'>

/** Refuses where one of `fields` was changed by somebody else since version `since`. The item is locked. */
export async function refuseClashes(
  tx: Tx,
  viewer: Viewer,
  { item, since, fields }: { item: FoundItem; since: number; fields: Fields },
): Promise<void> {
  if (since >= item.version) return
  const mine = writtenTo(fields)
  const changes = await lastChangesOf(tx, viewer, { itemId: item.id, since, fields: [...mine.keys()] })
  for (const { field } of changes) mine.set(field, await asStored(tx, field, mine.get(field)))
  // Two who say the same do not contradict each other, what was put back is as it was, and what oneself did last (a second
  // label while the first is on its way) nobody needs to be asked about.
  const apart = changes.filter(
    ({ field, was, is, own }) => !own && !same(mine.get(field), is) && !same(was, is),
  )
  const clashes = apart.flatMap((change): Clash[] => {
    // State and stage are one place: whoever chose a stage is shown the stage.
    if (change.field === 'status' && mine.get('stage') && changes.some(({ field }) => field === 'stage'))
      return []
    return [
      {
        path: change.field,
        label: change.label,
        theirs: change.words ?? currentWords(item, change.field),
        by: change.by,
        at: change.at.toISOString(),
      },
    ]
  })
  if (clashes.length === 0) return
  const who = [...new Set(clashes.map((clash) => clash.by ?? 'Daylight'))].join(' and ')
  const what = clashes.map((clash) => clash.label.toLowerCase()).join(', ')
  throw new Refusal(
    'stale',
    `${who} changed ${what} while you were at it. Both are shown; choose one.`,
    [],
    undefined,
    { version: item.version, fields: clashes },
  )
}

/** The fields of history that these fields write to. A state and its stage are one place; a label more clashes with nobody. */
function writtenTo({ custom, addLabels: _, removeLabels: _more, ...fields }: Fields): Map<string, unknown> {
  const all = new Map<string, unknown>(Object.entries(fields).filter(([, value]) => value !== undefined))
  for (const [slug, value] of Object.entries(custom ?? {})) all.set(`custom.${slug}`, value)
  if (all.has('stage') && !all.has('status')) all.set('status', undefined)
  return all
}

/** A value as history keeps it: what is named by a key, a slug or a number is an id there. */
async function asStored(tx: Tx, field: string, value: unknown): Promise<unknown> {
  if (field === 'goals') return goalIds(tx, value as string[])
  if (value === null || value === undefined) return value
  if (field === 'assignee') return personId(tx, value as string, field)
  if (field === 'parent') return parentId(tx, value as string, null)
  if (field === 'iteration') return iterationId(tx, value as number)
  if (field === 'release') return releaseId(tx, value as string)
  return value
}

/** Long texts are shown whole, as they stand now. */
function currentWords(item: FoundItem, field: string): string | null {
  return field === 'description' ? item.description : null
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}
