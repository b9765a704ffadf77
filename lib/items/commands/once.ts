// What a change of many items looks up once and not five hundred times: people, stages, goals, the team's own fields.
import type { Tx } from '../../kernel/db'

const remembered = new WeakMap<Tx, Map<string, Promise<unknown>>>()

/** From now on this transaction keeps what it has looked up. Only for commands that make nothing which they look up. */
export function rememberIn(tx: Tx): void {
  remembered.set(tx, new Map())
}

/** The answer to a look-up; the first one's, where the transaction remembers. */
export function onceIn<T>(tx: Tx, name: string, find: () => Promise<T>): Promise<T> {
  const known = remembered.get(tx)
  if (!known) return find()
  const found = (known.get(name) as Promise<T> | undefined) ?? find()
  known.set(name, found)
  return found
}
