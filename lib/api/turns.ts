// How often the API may be asked. The counts are this process's own and not the database's: a row there would make a write
// of every read, and a flood of requests a flood of writes. Guessing at secrets is counted there (lib/people/sign-in).
import { createHash } from 'node:crypto'
import type { Asker } from '../kernel/audience'
import { Refusal } from '../kernel/errors'
import { settings } from '../kernel/settings'

const minute = 60_000
/** Whoever comes with a new token each time is one address all the same; behind one address sits a whole office. */
const officesWorth = 5
/** So many askers a minute are counted one by one; beyond that they share one count, and memory stays flat. */
const mostCounts = 50_000

type Counts = { since: number; taken: Map<string, number> }

declare global {
  var __daylight_turns: Counts | undefined
}

/** Takes a turn for whoever asks and one for the address; throws `too-many` with the seconds to wait. */
export function takeApiTurn({ asker, address }: { asker: Asker; address: string | null }): void {
  const each = settings().apiTurns
  const wait = Math.max(
    take(nameOf(asker, address), { most: each }),
    address === null ? 0 : take(`address ${address}`, { most: each * officesWorth }),
  )
  if (wait > 0)
    throw new Refusal(
      'too-many',
      `At most ${each} requests a minute, please. Try again in ${wait} seconds.`,
      [],
      wait,
    )
}

function take(name: string | null, { most }: { most: number }): number {
  if (name === null) return 0
  const now = Date.now()
  let counts = globalThis.__daylight_turns
  if (!counts || now - counts.since >= minute)
    globalThis.__daylight_turns = counts = { since: now, taken: new Map() }
  const counted = counts.taken.has(name) || counts.taken.size < mostCounts ? name : 'everybody else'
  const taken = (counts.taken.get(counted) ?? 0) + 1
  counts.taken.set(counted, taken)
  return taken <= most ? 0 : Math.max(1, Math.ceil((counts.since + minute - now) / 1000))
}

/** A secret is not kept, not even here; whoever is nobody in particular is known by the address. */
function nameOf(asker: Asker, address: string | null): string | null {
  if (asker.kind === 'session' || asker.kind === 'token')
    return createHash('sha256').update(`${asker.kind} ${asker.secret}`).digest('base64url')
  return asker.kind === 'visitor' && address !== null ? `visitor ${address}` : null
}
