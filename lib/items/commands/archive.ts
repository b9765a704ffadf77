import { isTeammate } from '../../kernel/audience'
import { command, tooLate, type Context } from '../../kernel/command'
import { itemKeySchema } from '../schema'
import { getItemToChange } from './lookups'

type Input = { key: string; version?: number }

/** Takes an item out of everybody's way. Nothing is lost: it can be restored. */
export const archiveItem = command({
  name: 'item.archive',
  input: itemKeySchema,
  may: isTeammate,
  run: (context) => setAside(context, { archived: true }),
})

export const restoreItem = command({
  name: 'item.restore',
  input: itemKeySchema,
  may: isTeammate,
  run: (context) => setAside(context, { archived: false }),
})

async function setAside(
  { tx, viewer, input, now, note }: Context<Input>,
  { archived }: { archived: boolean },
) {
  const item = await getItemToChange(tx, viewer, input.key, { archived: !archived })
  const since = input.version ?? item.version
  const written = await tx.item.updateMany({
    where: { id: item.id, version: since },
    data: { archivedAt: archived ? now : null, version: { increment: 1 }, updatedAt: now },
  })
  if (written.count === 0) throw await tooLate(tx, { kind: 'item', id: item.id, since })
  const subject = { kind: 'item', id: item.id, version: item.version + 1 }
  note.changed(subject, {
    before: { archived: !archived },
    after: { archived },
    fields: ['archived'],
    event: archived ? 'item.archived' : 'item.restored',
  })
  return { id: item.id, key: item.key, version: subject.version }
}
