// The answer to a change of many items, said once more: a retry must not make it sound as if nothing had been left.
import type { Tx } from '../../kernel/db'
import type { KeptItem, ManyChanged } from './bulk'

type Remembered = Omit<ManyChanged, 'id' | 'kept'> & { kept: Omit<KeptItem, 'title'>[] }

/** Everything but what things are called: that is read anew. */
export function remembered({ changed, same, kept }: ManyChanged): Remembered {
  return { changed, same, kept: kept.map(({ title: _, ...rest }) => rest) }
}

/** What the first answer said, of those items that whoever asks still sees. */
export async function answeredBefore({
  tx,
  id,
  kept,
}: {
  tx: Tx
  id: string
  kept: unknown
}): Promise<ManyChanged> {
  // Of a key from before answers were remembered there is nothing more to say.
  const first = (kept ?? { changed: [], same: [], kept: [] }) as Remembered
  const keys = [...first.changed, ...first.kept].map(({ key }) => key)
  const seen = await tx.item.findMany({
    where: { key: { in: [...keys, ...first.same] } },
    select: { key: true, title: true },
  })
  const titles = new Map(seen.map(({ key, title }) => [key, title]))
  return {
    id,
    changed: first.changed.filter(({ key }) => titles.has(key)),
    same: first.same.filter((key) => titles.has(key)),
    kept: first.kept.flatMap((item) =>
      titles.has(item.key) ? [{ ...item, title: titles.get(item.key)! }] : [],
    ),
  }
}
