// Rows 14 and 15: many items at once, and many people at once.
import { servingEnv, type Workspace } from '@/scripts/house/workspace'
import type { World } from '../bench-world'
import { median, percentile } from '../counting'
import { figure, note, quick } from '../results'
import { makeCrowd, makeItems, makePeople, person } from '../workspace'
import { floorMove, productMove, type Move } from './moves'

const people = 50
const movesEach = quick ? 4 : 12
const edits = quick ? 4 : 12

/** Five hundred items changed by one command, against the same changes made one by one. */
export async function bulkEdit(workspace: Workspace, dataDir: string) {
  await makePeople(workspace.urls.owner, workspace.secret)
  await makeItems(workspace.urls.owner, 1, 500)
  Object.assign(process.env, servingEnv(process.env, workspace), { DATA_DIR: dataDir, LOG_LEVEL: 'error' })
  await import('@/lib/wiring')
  const { changeManyItems, updateItem } = await import('@/lib/items')
  const asker = { kind: 'person', id: person } as const
  const keys = Array.from({ length: 500 }, (_, n) => `BEN-${n + 1}`)
  const priorities = ['low', 'high'] as const
  const together: number[] = []
  for (let n = 0; n < edits + 1; n += 1) {
    const begun = performance.now()
    const { changed } = await changeManyItems(asker, { keys, changes: { priority: priorities[n % 2]! } })
    if (changed.length < 300) throw new Error(`Only ${changed.length} of 500 were changed.`)
    if (n > 0) together.push(performance.now() - begun)
  }
  const alone: number[] = []
  for (const [n, key] of keys.slice(0, quick ? 30 : 100).entries()) {
    const begun = performance.now()
    await updateItem(asker, { key, priority: n % 2 ? 'urgent' : 'none' })
    alone.push(performance.now() - begun)
  }
  note({
    row: '14',
    measure: 'bulk edit of 500, p95',
    product: percentile(together, 95),
    floor: median(alone) * keys.length,
    unit: 'ms',
    goal: '≤ 0.5 × 500 one by one',
    atMost: 0.5,
  })
}

/** Fifty people who move cards at once, each the next as soon as the last was answered. */
export async function movingAtOnce(world: World) {
  const tokens = await makeCrowd(world.urls.owner, people)
  const hands = tokens.map((token) =>
    productMove({ product: world.product, bearer: { authorization: `Bearer ${token}` } }),
  )
  const floor = await crowd(hands.map(() => floorMove(world)))
  const own = await crowd(hands)
  note({
    row: '15',
    measure: '50 people moving at once, p95',
    product: percentile(own.times, 95),
    floor: percentile(floor.times, 95),
    unit: 'ms',
    goal: '≤ 2.5 × move floor, no error',
    atMost: 2.5,
    also: own.errors.length === 0,
    words: `${own.errors.length} errors of ${people * movesEach}, half within ${figure(median(own.times))} ms${own.errors[0] ? `: ${own.errors[0]}` : ''}`,
  })
}

async function crowd(moves: readonly Move[]): Promise<{ times: number[]; errors: string[] }> {
  const times: number[] = []
  const errors: string[] = []
  await Promise.all(
    moves.map(async (move, n) => {
      for (let turn = 0; turn < movesEach; turn += 1) {
        // Each their own cards, as people do; all go before the same one, in columns where no other row moves anything.
        const key = `BEN-${20 + n * 5 + (turn % 5)}`
        const begun = performance.now()
        try {
          await move(
            key,
            turn % 2 ? { status: 'backlog', after: 'BEN-5' } : { status: 'in-review', after: 'BEN-3' },
          )
          times.push(performance.now() - begun)
        } catch (error) {
          errors.push(error instanceof Error ? error.message : 'unknown')
        }
      }
    }),
  )
  return { times, errors }
}
