import { isTeammate } from '../../kernel/audience'
import { command, tooLate, type Context } from '../../kernel/command'
import { refuseIf } from '../../kernel/errors'
import { itemKeySchema } from '../schema'
import { getItemToChange } from './lookups'

type Within = Pick<Context<unknown>, 'tx' | 'viewer' | 'now' | 'note'>
type Named = { key: string; version?: number }

/**
 * Takes an item out of everybody's way. Nothing is lost: it can be restored. What is public is withdrawn first, so that
 * nothing stays out unattended.
 */
export const archiveItem = command({
  name: 'item.archive',
  input: itemKeySchema,
  may: isTeammate,
  run: (context) => archiveWithin(context, context.input),
})

/** Brings an archived item back. */
export const restoreItem = command({
  name: 'item.restore',
  input: itemKeySchema,
  may: isTeammate,
  run: (context) => setAside(context, context.input, { archived: false }),
})

/** Archives inside the command of another room, such as the end of an iteration. */
export async function archiveWithin(context: Within, { key, version }: Named) {
  const { tx, viewer } = context
  const item = await getItemToChange(tx, viewer, key)
  const [live] = await tx.$queryRaw<
    { slug: string | null }[]
  >`SELECT work.live_slug(${item.id}::uuid) AS slug`
  refuseIf(live?.slug, `${item.key} has a public page. Withdraw that first, then archive it.`)
  return setAside(context, { key, version }, { archived: true })
}

async function setAside(
  { tx, viewer, now, note }: Within,
  { key, version }: Named,
  { archived }: { archived: boolean },
) {
  const item = await getItemToChange(tx, viewer, key, { archived: !archived })
  const since = version ?? item.version
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
