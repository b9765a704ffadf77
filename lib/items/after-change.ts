// News of items for rooms above this one that must change with them in the same transaction: the clocks of a vulnerability.
// What may follow later reads the outbox instead.
import type { Context } from '../kernel/command'
import { pull } from '../kernel/wiring'
import type { ItemType, Status } from './schema'

/** Stage and severity where the change could have touched them. */
type Standing = { type: ItemType; status: Status; stage?: string | null; severity?: string | null }

/** Of an item what says whether somebody else has to look; whoever does reads the rest. `was` is null for a new one. */
export type ItemChange = { id: string; was: Standing | null; is: Standing }
export type AfterItemChange = (context: Told, changes: readonly ItemChange[]) => Promise<void>
type Told = Pick<Context<unknown>, 'tx' | 'viewer' | 'now' | 'note'>

/** To be called when the items are written. */
export async function itemsChanged(
  { tx, viewer, now, note }: Told,
  changes: readonly ItemChange[],
): Promise<void> {
  if (changes.length > 0) await pull('item.changed', { tx, viewer, now, note }, changes)
}
