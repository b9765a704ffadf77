// Naming somebody with an @: the part of their address before the @. Who may be named under a thing is for the room of
// that thing to say; here is how a name is found in a text and a person by it.
import { Prisma, type Tx } from '../kernel/db'
import { handlesIn } from './rules'

/** The handle of `p`, as it is typed after an @. */
export const handleColumn = Prisma.sql`btrim(regexp_replace(split_part(p.email, '@', 1), '[^a-z0-9._-]', '', 'g'), '._-')`

export type Named = { id: string; name: string; team: boolean; handle: string }

/** The people whom a text names, as far as there is somebody of that handle. */
export async function peopleNamedIn(tx: Tx, texts: readonly string[]): Promise<Named[]> {
  const handles = handlesIn(texts)
  if (handles.length === 0) return []
  return tx.$queryRaw<Named[]>(Prisma.sql`
    SELECT p.id, p.name, p.role IN ('security', 'admin') AS team, ${handleColumn} AS handle FROM work.person p
    WHERE p.email IS NOT NULL AND p.disabled_at IS NULL AND p.role <> 'guest' AND ${handleColumn} = ANY (${handles}::text[])`)
}

/** Writes down whom a comment names, so that they hear of it. The room has made sure that each of them may read it. */
export async function rememberMentions(
  tx: Tx,
  { commentId, people, at }: { commentId: string; people: readonly string[]; at: Date },
): Promise<void> {
  if (people.length > 0)
    await tx.mention.createMany({ data: people.map((personId) => ({ commentId, personId, at })) })
}
