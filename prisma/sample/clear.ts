// Takes the sample out again without touching what users made.
import { z } from 'zod'
import { command } from '../../lib/kernel/command'

type Kept = { kind: string; id: string; label: string; why: string }

/** What is left is named, with the reason. Audit lines stay, as they always do. */
const clear = command({
  name: 'sample.clear',
  input: z.strictObject({}),
  may: (viewer) => viewer.role === 'system',
  async run({ tx, now, note }): Promise<{ id: string; kept: Kept[] }> {
    const kept = await tx.$queryRaw<Kept[]>`SELECT * FROM work.clear_sample(${now})`
    note.detail({ kept: kept.length })
    return { id: 'sample', kept }
  },
})

/** Clears the sample; answers a sentence for each thing that stays. */
export async function clearSample(): Promise<string[]> {
  const { kept } = await clear({ kind: 'system' }, {})
  return kept.map(({ kind, label, why }) => `The ${kind} ${label} stays: ${why}.`)
}
