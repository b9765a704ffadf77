// What a change of many items does once and not five hundred times: look up people, stages, goals and the team's own fields,
// and write.
import type { Tx } from '../../kernel/db'
import type { Decided } from './write'

type Kept = { found: Map<string, Promise<unknown>>; decided: Decided[] }

const kept = new WeakMap<Tx, Kept>()

/**
 * From now on this transaction keeps what it has looked up, and gathers what is to be written. Only for commands that make
 * nothing which they look up, and that write in the end.
 */
export function rememberIn(tx: Tx): void {
  kept.set(tx, { found: new Map(), decided: [] })
}

/** The answer to a look-up; the first one's, where the transaction remembers. */
export function onceIn<T>(tx: Tx, name: string, find: () => Promise<T>): Promise<T> {
  const known = kept.get(tx)?.found
  if (!known) return find()
  const found = (known.get(name) as Promise<T> | undefined) ?? find()
  known.set(name, found)
  return found
}

/** What waits to be written; undefined where everything is written at once. */
export function gatheredIn(tx: Tx): Decided[] | undefined {
  return kept.get(tx)?.decided
}
