// The one way to the database. `asViewer` opens a transaction, finds out inside it who is asking, and from then on the
// row policies decide what exists. It is an interactive transaction and not a client extension: an extension that wraps
// each query leaves its writes behind when the surrounding transaction fails.
import { metrics } from '../metrics'
import { notAllowed, signedOut } from '../errors'
import { hashOf } from '../secrets'
import type { Asker, Viewer } from '../audience'
import { appClient, publicClient } from './clients'
import { Prisma } from './generated/client'

export { closeClients } from './clients'
export { Prisma } from './generated/client'

export type Tx = Prisma.TransactionClient

/** What may be asked of `published`: reading, by a role that can do nothing else. */
export type PublishedTx = Pick<
  Prisma.TransactionClient,
  'publishedEntry' | 'publishedChange' | 'publishedWorkspace' | '$queryRaw'
>

/**
 * Runs `work` in one transaction as whoever is asking. Reads session or token, person, role and disabled at its start,
 * so that a sign-out or a changed role holds from the next transaction. Throws `signed-out` when nobody is there.
 * `lock` names what this transaction alone may work on; it is taken in the same round, so all that `work` reads is what
 * the one before has left.
 */
export async function asViewer<T>(
  asker: Asker,
  work: (tx: Tx, viewer: Viewer) => Promise<T>,
  { lock }: { lock?: string } = {},
): Promise<T> {
  if (asker.kind === 'visitor') throw signedOut()
  return appClient().$transaction(async (tx) => {
    const viewer = await become(tx, asker, lock)
    if (!viewer) throw signedOut()
    return work(tx, viewer)
  })
}

/** Who is asking, or null: for a page that is drawn for both. */
export async function findViewer(asker: Asker): Promise<Viewer | null> {
  if (asker.kind === 'visitor') return null
  return appClient().$transaction((tx) => become(tx, asker))
}

async function become(tx: Tx, asker: Asker, lock?: string): Promise<Viewer | null> {
  const viewer = (await becoming(tx, asker, lock))[0] ?? null
  if (asker.kind === 'token' && asker.needs && viewer?.scopes && !covers(viewer.scopes, asker.needs))
    throw notAllowed(`This token may not do that: it needs the scope ${[asker.needs].flat().join(' or ')}.`)
  return viewer
}

/** A token is its person narrowed by its scopes; the scope `admin` narrows nothing. */
function covers(scopes: string[], needed: string | readonly string[]): boolean {
  return scopes.includes('admin') || [needed].flat().some((scope) => scopes.includes(scope))
}

async function becoming(tx: Tx, asker: Asker, lock?: string): Promise<Viewer[]> {
  const becomes = becomingOf(asker)
  if (!becomes) return []
  if (lock === undefined) return tx.$queryRaw(Prisma.sql`SELECT * FROM ${becomes}`)
  const rows = await tx.$queryRaw<(Viewer & { locked: string })[]>(
    Prisma.sql`SELECT v.*, pg_advisory_xact_lock(hashtextextended(${lock}, 0))::text AS locked FROM ${becomes} v`,
  )
  return rows.map(({ locked: _, ...viewer }) => viewer)
}

function becomingOf(asker: Asker): Prisma.Sql | null {
  if (asker.kind === 'session') return Prisma.sql`gate.become_session(${hashOf(asker.secret)})`
  if (asker.kind === 'token') return Prisma.sql`gate.become_token(${hashOf(asker.secret)})`
  if (asker.kind === 'person') return Prisma.sql`gate.become_person(${asker.id}::uuid)`
  if (asker.kind === 'system') return Prisma.sql`gate.become_system()`
  return null
}

/** Reads what anyone may read, as the role that can read nothing else. */
export function asAnyone(): PublishedTx {
  return publicClient()
}

/** Calls the listed functions of the gate before anybody is known. Answers rows of the one function in `sql`. */
export async function atGate<T>(sql: Prisma.Sql): Promise<T[]> {
  return appClient().$queryRaw<T[]>(sql)
}

/** Takes one of `most` uses of `key` within `seconds`; answers the seconds to wait, 0 when allowed. */
export async function takeTurn({
  key,
  most,
  seconds,
}: {
  key: string
  most: number
  seconds: number
}): Promise<number> {
  const rows = await atGate<{ wait: number }>(
    Prisma.sql`SELECT gate.take(${key}, ${most}::int, ${seconds}::int) AS wait`,
  )
  return rows[0]?.wait ?? 0
}

/** Is the database there? For `/api/ready`. */
export async function databaseAnswers(): Promise<boolean> {
  try {
    await appClient().$queryRaw`SELECT 1`
    return true
  } catch {
    metrics().commands.inc({ command: 'database', outcome: 'away' })
    return false
  }
}
