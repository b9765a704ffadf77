// What a form does. It was drawn from some version; meanwhile others may have worked on the same item. What they did to
// other fields stands beside one's own change; where they changed the very field, nothing is written and both are shown.
import { isTeammate, type Viewer } from '../../kernel/audience'
import { command } from '../../kernel/command'
import type { Tx } from '../../kernel/db'
import { Refusal, type Clash } from '../../kernel/errors'
import { lastChangesOf } from '../history'
import { editItemSchema, type UpdateItem } from '../schema'
import { changeItem } from './change'
import { getItemToChange, type FoundItem } from './lookups'

export const editItem = command({
  name: 'item.edit',
  input: editItemSchema,
  may: isTeammate,
  async run({ tx, viewer, input, now, note }) {
    const { key, version, ...fields } = input
    const item = await getItemToChange(tx, viewer, key)
    if (version < item.version) await refuseClashes(tx, viewer, { item, since: version, fields })
    return changeItem({ tx, viewer, now, note }, item, fields)
  },
})

type Fields = Omit<UpdateItem, 'key' | 'version'>

async function refuseClashes(
  tx: Tx,
  viewer: Viewer,
  { item, since, fields }: { item: FoundItem; since: number; fields: Fields },
): Promise<void> {
  const mine = writtenTo(fields)
  const changes = await lastChangesOf(tx, viewer, { itemId: item.id, since, fields: [...mine.keys()] })
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

/** The fields of history that these fields write to. A state and its stage are one place. */
function writtenTo({ custom, ...fields }: Fields): Map<string, unknown> {
  const all = new Map<string, unknown>(Object.entries(fields).filter(([, value]) => value !== undefined))
  for (const [slug, value] of Object.entries(custom ?? {})) all.set(`custom.${slug}`, value)
  if (all.has('stage') && !all.has('status')) all.set('status', undefined)
  return all
}

/** Long texts are shown whole, as they stand now. */
function currentWords(item: FoundItem, field: string): string | null {
  return field === 'description' ? item.description : null
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}
