// What the board sends and what comes back.
import type { BoardCard } from '@/lib/items/labels'
import type { PlaceItem } from '@/lib/items/schema'
import type { Clashes } from '@/lib/kernel/errors'

export type Change = NonNullable<PlaceItem['fields']>
/** What the server made of it; of a plain move only what a move changes. */
export type CardAnswer =
  | { ok: true; card: Pick<BoardCard, 'key' | 'version'> & Partial<BoardCard> }
  | { ok: false; problem: string; card?: BoardCard; clashes?: Clashes }
export type SendMove = (move: PlaceItem) => Promise<CardAnswer>
export type SendChange = (key: string, seen: number, change: Change) => Promise<CardAnswer>

/** Somebody else was first: what stands there now, what was wanted here, and how to save that after all. */
export type LostRace = { key: string; clashes: Clashes; mine: Partial<BoardCard>; saveMine: () => void }

/** Fields that a window sends: how they look until the answer, the version in which it saw them, and who shows a lost race. */
export type Edit = {
  change: Change
  patch: Partial<BoardCard>
  seen?: number
  onClash?: (problem: string, clashes: Clashes) => void
}

/** One write: how the card looks meanwhile, what was seen before it, and the sending itself. */
export type Sent = {
  patch: Partial<BoardCard>
  seen: number
  onClash?: Edit['onClash']
  work: (seen: number) => Promise<CardAnswer>
}
