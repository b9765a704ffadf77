import { isTeammate } from '../../kernel/audience'
import { command, tooLate, type Context } from '../../kernel/command'
import { refuseIf } from '../../kernel/errors'
import { itemKeySchema } from '../schema'
import { getItemToChange } from './lookups'

type Input = { key: string; version?: number }

/**
 * Takes an item out of everybody's way. Nothing is lost: it can be restored. What is public is withdrawn first, so that
 * nothing stays out unattended.
 */
export const archiveItem = command({
  name: 'item.archive',
  input: itemKeySchema,
  may: isTeammate,
  async run(context) {
    const { tx, viewer, input } = context
    const item = await getItemToChange(tx, viewer, input.key)
    const [live] = await tx.$queryRaw<
      { slug: string | null }[]
    >`SELECT work.live_slug(${item.id}::uuid) AS slug`
    refuseIf(live?.slug, 'This item has a public page. Withdraw that first, then archive it.')
    return setAside(context, { archived: true })
  },
})

/** Brings an archived item back. */
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
